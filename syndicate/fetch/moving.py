"""Permanent redirects, believed only when they last: what was seen of one until now in, what is seen of it now out. Pure.

A site that is broken for an afternoon redirects permanently too, to a page that says so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

LASTING = timedelta(days=7)
OFTEN = 10
LOST = frozenset({"not-found", "gone", "dns"})  # an address at which nothing will be again


@dataclass(frozen=True, slots=True)
class Trail:
    """Where an address leads, since when, and how often it was seen to lead there."""

    target: str
    since: datetime
    seen: int = 1


def observe(trail: Trail | None, target: str | None, now: datetime) -> Trail | None:
    """Take note of where an address led this time; None when it leads nowhere else."""
    if target is None:
        return None
    if trail is None or trail.target != target:
        return Trail(target, now)
    return Trail(target, trail.since, trail.seen + 1)


def believed(trail: Trail, asked: str, now: datetime) -> bool:
    """Tell whether to ask the target from now on: after days of constancy, or if it is the same place, encrypted."""
    return encrypted(asked) == trail.target or (trail.seen >= OFTEN and now - trail.since >= LASTING)


def encrypted(address: str) -> str | None:
    """Give the https address of the same place; None if there is none other than itself."""
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.port not in (None, 80):
        return None
    return parts._replace(scheme="https", netloc=parts.hostname or "", fragment="").geturl()
