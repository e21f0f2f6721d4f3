"""When a change is published, in the site's time zone, over the days on which clocks are set."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from syndicate.config.timetable import Cron, Every, timetable

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, "2026-03-01 12:00"),
        ("2026-03-01 11:00", "2026-03-01 12:00"),
        ("2026-03-01 11:50", "2026-03-01 12:05"),
    ],
)
def test_every(last: str | None, expected: str) -> None:
    published = Every(timedelta(minutes=15)).next(
        at("2026-03-01 12:00"), at(last) if last else None, BRUSSELS
    )
    assert published == at(expected)


@pytest.mark.parametrize(
    ("line", "changed", "expected"),
    [
        ("0 7 * * mon-fri", "2026-01-02 06:30", "2026-01-05 06:00"),  # a Friday after seven: Monday
        ("0 7 * * 1-5", "2026-01-03 12:00", "2026-01-05 06:00"),  # 1 is Monday
        ("0 7 * * 7", "2026-01-03 12:00", "2026-01-04 06:00"),  # 7 is Sunday, as 0 is
        ("0 7 * * *", "2026-03-28 12:00", "2026-03-29 05:00"),  # summer time begins in the night
        ("0 7 * * *", "2026-10-24 12:00", "2026-10-25 06:00"),  # and ends
        ("30 2 * * *", "2026-03-28 12:00", "2026-03-29 01:00"),  # there is no 2:30: at the next hour there is
    ],
)
def test_cron(line: str, changed: str, expected: str) -> None:
    assert Cron(line).next(at(changed), None, BRUSSELS) == at(expected)


def test_hour_that_comes_twice_is_once_a_day() -> None:
    cron = Cron("30 2 * * *")
    first = cron.next(at("2026-10-24 12:00"), None, BRUSSELS)
    assert first == at("2026-10-25 00:30")
    assert cron.next(first, first, BRUSSELS) == at("2026-10-26 01:30")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("every 15m", Every(timedelta(minutes=15))),
        ("0  7 * *  mon-fri", Cron("0 7 * * mon-fri")),
    ],
)
def test_read(text: str, value: Every | Cron) -> None:
    assert timetable(text) == value
    assert timetable(value) is value


@pytest.mark.parametrize(
    "text", ["", "hourly", "every", "every day", "0 25 * * *", "0 0 30 2 *", "* * * * * * *"]
)
def test_wrong(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (time of publication|length of time)"):
        timetable(text)
