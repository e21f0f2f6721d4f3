"""What was withdrawn from a feed: the feed and that in, the feed with an emptied entry for each out.

Most readers know no tombstones, and RSS and JSON Feed have none. The entry is not newer than the tombstone of Atom, so
that readers which know both take the item for deleted (RFC 6721, section 3).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..published import Feed, FeedItem, Withdrawn, newest_first

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
