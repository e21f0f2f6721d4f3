"""A date as the standards write it in, the moment in UTC out, or nothing: never an exception, and never another day.

RFC 3339 and what ISO 8601 shares with it first, then RFC 822 with the zones in use. What is not exactly one of
them has no date; whether a moment lies too far ahead is for those to judge who know what time it is.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any

FIRST_YEAR, LAST_YEAR = 1990, 2100
WIDEST = timedelta(hours=14)  # the zone of Kiribati; none is further from UTC

ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
RFC_822 = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s*)?(\d{1,2})[\s-]*([a-z]{3,9})\.?[\s-]*(\d{4}|\d\d)"
    r"(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?"
    r"\s*([a-z]{1,5}|(?:utc|gmt)?[+-]\d{1,2}(?::?\d\d)?)?(?:\s*\([a-z ]+\))?)?",
    re.ASCII | re.IGNORECASE,
)
LONGEST = 64  # characters; no date is longer

Parts = tuple[Any, ...]

MONTHS = "january february march april may june july august september october november december".split()
MONTH = {name[:length]: number for number, name in enumerate(MONTHS, 1) for length in range(3, len(name) + 1)}
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "cest": 2, "mest": 2,
    "eet": 2, "eest": 3, "msk": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
    "pdt": -7,
}  # fmt: skip


@lru_cache(maxsize=256)
def parse(text: str, zone: tzinfo = UTC) -> datetime | None:
    """Read a date; without a time it is midnight, and what names no zone is in `zone`."""
    written = text.strip()
    if not written or len(written) > LONGEST:
        return None
    parts = taken_apart(written)
    try:
        moment = read(parts, zone) if parts else None
    except (ValueError, OverflowError):  # no such day, hour or zone
        return None
    return moment if moment and FIRST_YEAR <= moment.year <= LAST_YEAR else None


def taken_apart(written: str) -> Parts | None:
    """Give year, month, day, hour, minute, second and zone, as printed, but for a month's name its number."""
    if found := ISO.fullmatch(written):
        return found.groups()
    if found := RFC_822.fullmatch(written):
        day, name, year, *rest = found.groups()
        return year, MONTH.get(name.lower(), 0), day, *rest
    return None


def read(parts: Parts, zone: tzinfo) -> datetime:
    """Build the moment from its parts; raises `ValueError` where one does not exist."""
    year, month, day, hour, minute, second, offset = parts
    clock = int(hour or 0), int(minute or 0), int(second or 0)
    moment = datetime(full_year(year), int(month), int(day), *clock, tzinfo=fixed(offset) if offset else zone)
    return moment.astimezone(UTC)


def full_year(digits: str) -> int:
    """Read a year; of two digits, 00 to 49 are after 2000 (RFC 5322, section 4.3)."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 50 else 1900)


@lru_cache(maxsize=64)
def fixed(zone: str) -> tzinfo:
    """Read a zone as printed."""
    return timezone(offset(zone.lower()))


def offset(zone: str) -> timedelta:
    """Read a zone's distance from UTC; a name that is not in the table, or stands for several, has none."""
    if zone in ZONES:
        return timedelta(hours=ZONES[zone])
    digits = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d\d)?", zone)
    if not digits:
        raise ValueError(f"no zone is called {zone}")
    distance = timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0))
    if distance > WIDEST or int(digits[3] or 0) > 59:
        raise ValueError(f"no zone is at {zone}")
    return distance if digits[1] == "+" else -distance
