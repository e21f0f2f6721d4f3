"""The bytes of a feed in, what it says to those who ask it out: ttl, sy:, skipHours, skipDays, its own address.

Read from what stands before the first item, whatever reads the items: parsers keep of several hours only the last.
"""

import re
from datetime import timedelta
from html import unescape

from ...model import Notice

HEAD = 64 * 1024  # bytes in which a feed has said what it has to say
FIRST = re.compile(rb"<(?:item|entry)[\s>]", re.IGNORECASE)
HIDDEN = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
LINK = re.compile(r"<(?:\w{1,20}:)?link\s[^<>]{0,2000}>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""(\w{1,20})\s{0,9}=\s{0,9}(?:"([^"<>]*)"|'([^'<>]*)')""")
PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def notice(body: bytes) -> Notice:
    """Read what a feed says of itself; of what it does not say, or says wrongly, nothing."""
    head = FIRST.split(body[:HEAD].replace(b"\x00", b""), maxsplit=1)[0].decode("utf-8", "replace")
    head = HIDDEN.sub("", head)
    return Notice(
        ttl=ttl(head),
        updates=updates(head),
        skip_hours=hours(head),
        skip_days=days(head),
        address=own_address(head),
    )


def values(head: str, name: str) -> list[str]:
    """Give the texts of an element, under whatever prefix."""
    found = re.findall(rf"<(?:\w{{1,20}}:)?{name}>\s{{0,99}}([^<>]{{1,99}})<", head, re.IGNORECASE)
    return [text.strip() for text in found]


def number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text, re.ASCII) else None


def ttl(head: str) -> timedelta | None:
    """Read `ttl`, in minutes (RSS 2.0)."""
    minutes = next(map(number, values(head, "ttl")), None)
    return timedelta(minutes=minutes) if minutes else None


def updates(head: str) -> timedelta | None:
    """Read how often a feed says that it changes: a period, and how often in it."""
    period = PERIODS.get(next(iter(values(head, "updatePeriod")), "").lower())
    often = next(map(number, values(head, "updateFrequency")), 1)
    return period / often if period and often else None


def hours(head: str) -> frozenset[int]:
    """Read `skipHours`, 0 to 23 in GMT; 24 was midnight in older feeds."""
    found = (number(text) for part in values_in(head, "skipHours") for text in values(part, "hour"))
    return frozenset(hour % 24 for hour in found if hour is not None and hour <= 24)


def days(head: str) -> frozenset[int]:
    found = (text.lower() for part in values_in(head, "skipDays") for text in values(part, "day"))
    return frozenset(DAYS.index(day) for day in found if day in DAYS)


def values_in(head: str, name: str) -> list[str]:
    """Give the insides of an element that has others in it."""
    parts = re.split(rf"<{name}\s{{0,9}}>", head, flags=re.IGNORECASE)[1:]
    return [re.split(rf"</{name}", part, maxsplit=1, flags=re.IGNORECASE)[0] for part in parts]


def own_address(head: str) -> str | None:
    """Read the address that the feed says is its own (rel=self)."""
    for link in LINK.findall(head):
        told = {name.lower(): unescape(one or other) for name, one, other in ATTRIBUTE.findall(link)}
        if told.get("rel") == "self" and told.get("href"):
            return str(told["href"])[:2000]
    return None
