"""A date that counts from now in, the moment out: "vor 2 Stunden", "hier", "prieš 3 dienas".

It says another moment each time it is read: the first one is the one to keep, which is `identity`'s business.
"""

import re
from datetime import datetime, timedelta, tzinfo
from functools import cache
from importlib import import_module
from typing import Any

LONGEST = 40  # characters; a longer text is a sentence

# The languages in which the library knows yesterday but no hours ago: units by how their names begin.
OWN = {
    "et": (r"(\d+) (\w+) tagasi", {"min": 1, "tun": 60, "päe": 1440, "näd": 10080}),
    "lt": (r"prieš (\d+) (\w+)\.?", {"min": 1, "val": 60, "d": 1440, "sav": 10080}),
    "mt": (
        r"(\d+) (\w+) ilu",
        {"min": 1, "sie": 60, "sig": 60, "jum": 1440, "jie": 1440, "iji": 1440, "ġim": 10080},
    ),
    "sl": (r"pred (\d+) (\w+)", {"min": 1, "ur": 60, "dn": 1440, "ted": 10080}),
}
MOST = 10_000  # of a unit


def parse(text: str, language: str | None, now: datetime, zone: tzinfo) -> datetime | None:
    """Read a date relative to `now` in a language; a time of day in it ("heute, 14:30") is that of `zone`."""
    line, first = " ".join(text.split()).lower(), (language or "").partition("-")[0]
    if not first or not line or len(line) > LONGEST:
        return None
    found: datetime | None = counted(line, first, now) or library().understood(
        line, first, now.astimezone(zone)
    )
    return found


def counted(line: str, language: str, now: datetime) -> datetime | None:
    """Read what the library cannot, by our own table."""
    written, units = OWN.get(language, ("", {}))
    found = re.fullmatch(written, line) if written else None
    if not found or int(found[1]) > MOST:
        return None
    minutes = next((length for unit, length in units.items() if found[2].startswith(unit)), None)
    return now - timedelta(minutes=minutes * int(found[1])) if minutes else None


@cache
def library() -> Any:
    """Load what knows how people count back; few sources print such dates."""
    return import_module(".relative", __package__)
