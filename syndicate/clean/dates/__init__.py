"""The text of a date in, the moment in UTC out, or nothing: never an exception, and never another day.

Exact dates are read first. Where a source's way of writing is known, its formats go before that; dates in words and
numbers of its language, and those that count from now, come after. Whether a moment lies too far ahead is for those
to judge who know what time it is.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, tzinfo
from functools import partial
from zoneinfo import ZoneInfo

from ...config.model import Config
from ...config.sources import DatePick, Source
from ...model import DateStyle
from . import ago, exact, format, written

Reader = Callable[[str], datetime | None]
Found = tuple[tuple[str | int, ...], str]


def parse(
    text: str | None, style: DateStyle | None = None, now: datetime | None = None, zone: tzinfo = UTC
) -> datetime | None:
    """Read a date; without a time it is midnight.

    Without a style only exact dates are read, and those without a zone are in UTC. With one they are in its zone, or
    else in `zone`; without `now` no date that counts from now is read.
    """
    line = (text or "").strip()
    if not line or style is None:
        return exact.parse(line)
    local = ZoneInfo(style.timezone) if style.timezone else zone
    return next((found for read in readers(style, now, local) if (found := attempt(read, line))), None)


def readers(style: DateStyle, now: datetime | None, zone: tzinfo) -> Iterator[Reader]:
    """Give the ways of reading, the surest first."""
    for one in style.formats:
        yield partial(format.parse, written=one, language=style.language, zone=zone)
    yield partial(exact.parse, zone=zone)
    yield partial(written.parse, language=style.language, zone=zone)
    if now:
        yield partial(ago.parse, language=style.language, now=now, zone=zone)


def attempt(read: Reader, line: str) -> datetime | None:
    """Read a date in one way; a day that does not exist, or lies out of range, is none."""
    try:
        found = read(line)
        moment = found.astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        return None
    return moment if moment and exact.FIRST_YEAR <= moment.year <= exact.LAST_YEAR else None


def mistakes(config: Config) -> Iterator[Found]:
    """Find the formats of dates by which no day could be read."""
    for key, source in config.sources.items():
        for path, pick in picks(source):
            for place, one in enumerate(pick.format):
                if reason := flaw(one):
                    yield (
                        ("sources", key, *path, "format", place),
                        f"'{one}' is not a format of dates: {reason}",
                    )


def picks(source: Source) -> Iterator[tuple[tuple[str, ...], DatePick]]:
    """Give where a source says how its dates are written."""
    article = getattr(source, "article", None)
    for path, pick in (
        (("date",), getattr(source, "date", None)),
        (("article", "date"), article and article.date),
    ):
        if pick:
            yield path, pick


def flaw(one: str) -> str:
    """Say what is wrong with a format, and what it should look like."""
    try:
        format.pattern(one)
    except ValueError as error:
        return f"{error}; write one such as %d.%m.%Y or %d %B %Y"
    return ""


__all__ = ["mistakes", "parse"]
