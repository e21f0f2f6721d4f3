"""A format of strptime and a text in, the moment out; months have their names in any language of the EU.

It is ours because Python's own knows the names of one language, that of the process, and takes the whole text only.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from functools import cache

from . import exact
from .months import joined, number

LONGEST = 200  # characters of a text in which a date is looked for

WORD = r"[^\W\d_]{2,}\.?"
# What each directive matches, and the part of a date that it is; both are empty for what is passed over.
DIRECTIVES = {
    "d": (r"\d{1,2}", "day"),
    "e": (r"\d{1,2}", "day"),
    "m": (r"\d{1,2}", "month"),
    "B": (WORD, "name"),
    "b": (WORD, "name"),
    "Y": (r"\d{4}", "year"),
    "y": (r"\d\d", "year"),
    "H": (r"\d{1,2}", "hour"),
    "I": (r"\d{1,2}", "hour"),
    "M": (r"\d\d", "minute"),
    "S": (r"\d\d", "second"),
    "p": (r"[ap]\.?m\.?", "half"),
    "z": (r"Z|[+-]\d\d:?\d\d", "zone"),
    "Z": (r"[A-Z]{1,5}", "zone"),
    "s": (r"\d{9,10}", "epoch"),
    "A": (WORD, ""),
    "a": (WORD, ""),
}
WHOLE = {"T": "%H:%M:%S", "R": "%H:%M", "F": "%Y-%m-%d"}  # what stands for several
NEEDED = {"year (%Y or %y)": {"year"}, "month (%m or %B)": {"month", "name"}, "day (%d)": {"day"}}


def parse(text: str, written: str, language: str | None, zone: tzinfo) -> datetime | None:
    """Find the one date in a text that is written as a format says; without a zone of its own it is in `zone`.

    Raises `ValueError` for a day or an hour that does not exist.
    """
    line = joined(" ".join(text.split()))[:LONGEST]
    found = {moment(parts.groupdict(), language, zone) for parts in pattern(written).finditer(line)}
    return found.pop() if len(found) == 1 else None


def moment(parts: dict[str, str | None], language: str | None, zone: tzinfo) -> datetime:
    if epoch := parts.get("epoch"):
        return datetime.fromtimestamp(int(epoch), UTC)
    month = number((parts.get("name") or "").rstrip("."), language)
    offset = parts.get("zone")
    return datetime(
        exact.full_year(parts["year"] or ""),
        month or int(parts.get("month") or 0),
        int(parts["day"] or 0),
        hour(parts),
        int(parts.get("minute") or 0),
        int(parts.get("second") or 0),
        tzinfo=exact.fixed(offset) if offset else zone,
    )


def hour(parts: dict[str, str | None]) -> int:
    """Give the hour of 24; noon is 12 p.m. and midnight 12 a.m."""
    printed, half = int(parts.get("hour") or 0), (parts.get("half") or "").lower()[:1]
    return printed % 12 + 12 * (half == "p") if half else printed


@cache
def pattern(written: str) -> re.Pattern[str]:
    """Make the pattern of a format; raises `ValueError` with what is wrong with it."""
    seen: set[str] = set()
    made = "".join(piece(sign, literal, seen) for sign, literal in pieces(written))
    if "epoch" not in seen:
        for what, parts in NEEDED.items():
            if not seen & parts:
                raise ValueError(f"it has no {what}")
    return re.compile(rf"(?<!\w)(?:{made})(?!\w)", re.IGNORECASE)


def pieces(written: str) -> Iterator[tuple[str, str]]:
    """Take a format apart: the letter of each directive, or else the text between them."""
    for sign, whole in WHOLE.items():
        written = written.replace(f"%{sign}", whole)
    for found in re.finditer(r"%[-0]?(.)|([^%]+)|%", written.strip()):
        if found[0] == "%":
            raise ValueError("it ends in %")
        yield found[1] or "", found[2] or ""


def piece(sign: str, literal: str, seen: set[str]) -> str:
    """Make the pattern of one piece."""
    if not sign or sign == "%":
        return re.sub(r"(\\?\s)+", r"\\s*", re.escape(literal or sign))
    if sign not in DIRECTIVES:
        raise ValueError(f"%{sign} is not known in it")
    matched, part = DIRECTIVES[sign]
    if not part:
        return f"(?:{matched})"
    if part in seen:
        raise ValueError(f"%{sign} says again what it says already")
    seen.add(part)
    return f"(?P<{part}>{matched})"
