"""What was withdrawn from a feed: an emptied entry in every format, and in Atom also an element that says it (RFC 6721).

In: a feed, and what was withdrawn from it. Out: the feed with emptied entries, and elements for its head. Most readers
know no tombstones, and RSS and JSON Feed have none. The entry is not newer than the tombstone, so that readers which
know both take the item for deleted (section 3).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from ..published import Feed, FeedItem, Withdrawn, newest_first
from .extensions import element

AT = "http://purl.org/atompub/tombstones/1.0"


TITLES = {
    "de": "Zurückgezogen", "en": "Withdrawn", "es": "Retirado", "fr": "Retiré", "it": "Ritirato", "nl": "Ingetrokken",
    "pl": "Wycofano", "pt": "Retirado",
}  # fmt: skip


def bury(feed: Feed, gone: Iterable[FeedItem], withdrawn: Sequence[Withdrawn]) -> Feed:
    """Put the items that were withdrawn into the feed again, emptied, with why in place of their texts."""
    why = {one.id: one for one in withdrawn}
    title = TITLES.get((feed.language or "en").partition("-")[0], TITLES["en"])
    emptied = [empty(item, title, why[item.id]) for item in gone]
    updated = max([feed.updated, *(one.moment for one in withdrawn)])
    return replace(
        feed, items=newest_first([*feed.items, *emptied]), withdrawn=tuple(withdrawn), updated=updated
    )


def empty(item: FeedItem, title: str, why: Withdrawn) -> FeedItem:
    """Leave of an item its id, its date and its source."""
    return FeedItem(
        id=item.id,
        page=item.page,
        link=None,
        title=title,
        summary=why.reason,
        content="",
        language=None,
        published=item.published,
        updated=why.moment,
        author=None,
        labels=(),
        origin=item.origin,
    )


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
