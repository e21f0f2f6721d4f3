"""How the closed pages of a feed are linked (RFC 5005, section 4): a feed in, addresses and elements out.

A page that was closed stays as it is, so links lead back only: one forward would change the page that was the newest.
"""

from dataclasses import replace
from typing import Any

from ..published import Feed
from .addresses import feed_address
from .extensions import element

FH = "http://purl.org/syndication/history/1.0"


def links(feed: Feed, form: str) -> dict[str, str]:
    """Give the addresses that lead through the archive, by their relation (section 4.1)."""
    found: dict[str, str] = {}
    if feed.archive:
        found["current"] = feed_address(feed.base, feed.name, form)
    if feed.older:
        found["prev-archive"] = feed_address(feed.base, replace(feed, archive=feed.older).stem, form)
    return found


def mark(feed: Feed) -> list[Any]:
    """Make the element that says of a closed page that it is one (section 4.2)."""
    return [element(f"{{{FH}}}archive")] if feed.archive else []


def namespaces(feed: Feed) -> dict[str, str]:
    """Give the namespace of that element, where it is used."""
    return {"fh": FH} if feed.archive else {}
