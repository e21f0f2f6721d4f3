"""How long an answer is good: the values of its Cache-Control, Expires and Date in, hints out. Pure (RFC 9111).

"Do not cache" is no wish to be asked more often: it counts as nothing said. `s-maxage` is for caches that many share.
"""

import re
from datetime import datetime, timedelta

from .verdict import http_date

LONGEST = timedelta(days=365)
SKEWED = 60  # seconds between two clocks; less is the way of an answer
REVALIDATE = frozenset({"no-cache", "no-store"})


def max_age(cache_control: str | None) -> timedelta | None:
    """Read max-age; None where nothing useful is said."""
    directives = {name.strip().lower(): value for name, value in split(cache_control or "")}
    seconds = directives.get("max-age", "").strip().strip('"')
    if REVALIDATE & directives.keys() or not re.fullmatch(r"[0-9]{1,10}", seconds, re.ASCII):
        return None
    return min(timedelta(seconds=int(seconds)), LONGEST) or None


def split(cache_control: str) -> list[tuple[str, str]]:
    pairs = (part.partition("=") for part in cache_control.split(","))
    return [(name, value) for name, _, value in pairs]


def expires(value: str | None, date: str | None, cache_control: str | None) -> timedelta | None:
    """Read Expires on the server's own clock; None where Cache-Control speaks, which overrules it (RFC 9111, 5.3)."""
    told = {name.strip().lower() for name, _ in split(cache_control or "")}
    until, since = http_date(value), http_date(date)
    if until is None or since is None or told & {"max-age", *REVALIDATE}:
        return None
    return min(until - since, LONGEST) if until > since else None


def skew(date: str | None, now: datetime) -> int:
    """Say how many seconds a server's clock is ahead of ours; 0 where it agrees, or says nothing."""
    there = http_date(date)
    seconds = int((there - now).total_seconds()) if there else 0
    return seconds if abs(seconds) >= SKEWED else 0
