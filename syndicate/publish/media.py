"""The files of an item in, the elements and attributes that name them out, for RSS and Atom (Media RSS 1.5.1).

No element of podcasts is among them: they would call the feed one, which then had to have a cover and a genre.
"""

from typing import Any

from ..enclosure import CleanEnclosure
from ..published import FeedItem
from .extensions import element

MEDIA = "http://search.yahoo.com/mrss/"
MEDIUMS = ("image", "audio", "video")


def enclosed(item: FeedItem) -> CleanEnclosure | None:
    """Choose the one file that an RSS item may enclose: a recording rather than its cover, and none without a type."""
    typed = sorted((one for one in item.enclosures if one.type), key=lambda one: one.pictured)
    return next(iter(typed), None)


def enclosure(item: FeedItem) -> list[Any]:
    """Make the RSS enclosure; a length of 0 means that nobody knows it (RSS Best Practices Profile)."""
    one = enclosed(item)
    return [element("enclosure", url=one.url, type=one.type, length=str(one.length or 0))] if one else []


def enclosure_links(item: FeedItem) -> list[Any]:
    """Make the links of an Atom entry to its files (RFC 4287, section 4.2.7.2)."""
    return [
        element("link", href=one.url, rel="enclosure", type=one.type, length=number(one.length))
        for one in item.enclosures
    ]


def contents(item: FeedItem) -> list[Any]:
    """Make `media:content` for every file."""
    return [
        element(
            f"{{{MEDIA}}}content",
            url=one.url,
            type=one.type,
            medium=medium(one),
            fileSize=number(one.length),
            duration=number(one.duration),
        )
        for one in item.enclosures
    ]


def medium(one: CleanEnclosure) -> str:
    """Say what kind of file it is; one that is known for nothing else is a picture."""
    first = (one.type or "image").partition("/")[0]
    return first if first in MEDIUMS else "document"


def number(known: int | None) -> str | None:
    return None if known is None else str(known)
