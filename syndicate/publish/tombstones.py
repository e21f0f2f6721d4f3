"""The elements that say in Atom what was withdrawn from a feed (RFC 6721): a feed in, elements for its head out."""

from typing import Any

from ..published import Feed, Withdrawn
from .extensions import element

AT = "http://purl.org/atompub/tombstones/1.0"


def deleted(feed: Feed) -> list[Any]:
    """Make the element of each item that was withdrawn."""
    return [tombstone(one) for one in feed.withdrawn]


def tombstone(one: Withdrawn) -> Any:
    made = element(f"{{{AT}}}deleted-entry", ref=one.id, when=one.moment.isoformat())
    made.append(element(f"{{{AT}}}comment", one.reason))
    return made


def namespaces(feed: Feed) -> dict[str, str]:
    """Give the namespace of these elements, where there are some."""
    return {"at": AT} if feed.withdrawn else {}
