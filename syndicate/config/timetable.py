"""When a category is published: `publish:` → the next moment, in the site's time zone.

Pure: the caller says what time it is.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from .values import duration

WHEN_CHANGED = timedelta(
    minutes=5
)  # the least time between two publications of a category without `publish:`


@dataclass(frozen=True, slots=True)
class Every:
    """At most once in `interval`, when something changed."""

    interval: timedelta

    def next(self, changed: datetime, last: datetime | None, zone: ZoneInfo) -> datetime:
        """Say when a change at `changed` is published, if the last publication was at `last`."""
        return changed if last is None else max(changed, last + self.interval)


@dataclass(frozen=True, slots=True)
class Cron:
    """At the times of a cron line, when something changed since."""

    line: str

    def next(self, changed: datetime, last: datetime | None, zone: ZoneInfo) -> datetime:
        """Say when a change at `changed` is published: the first time of the line after it."""
        return next(CronSim(self.line, changed.astimezone(zone))).astimezone(UTC)


Timetable = Every | Cron


def timetable(value: object) -> Timetable:
    """Read `every 15m`, or a cron line such as `0 7 * * mon-fri`."""
    if isinstance(value, Every | Cron):
        return value
    text = " ".join(str(value).split())
    if text.startswith("every "):
        return Every(duration(text.removeprefix("every ")))
    try:
        next(CronSim(text, datetime(2026, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration):
        raise ValueError(
            f"'{value}' is not a time of publication: write 'every 15m', or a cron line such as '0 7 * * mon-fri'"
        ) from None
    return Cron(text)
