"""The last entry of a feed that ends: the feed and what is to be said in, the same feed with that entry out."""

from dataclasses import replace
from datetime import datetime

from ..published import Feed, FeedItem, Origin, newest_first
from .addresses import feed_address

TITLES = {
    "de": "Dieser Feed endet", "en": "This feed has ended", "es": "Este canal ha terminado", "fr": "Ce flux est terminé",
    "it": "Questo feed è terminato", "nl": "Deze feed is beëindigd", "pl": "Ten kanał został zakończony",
    "pt": "Este feed terminou",
}  # fmt: skip


def conclude(feed: Feed, said: str | None, end: datetime) -> Feed:
    """Add the last entry, which says that none will follow, and what the operator wants said."""
    title = TITLES.get((feed.language or "en").partition("-")[0], TITLES["en"])
    own = feed_address(feed.base, feed.name, "atom")
    last = FeedItem(
        id=f"{feed.id}/end",
        page=feed.page,
        link=None,
        title=title,
        summary=said or title,
        content="",
        language=None,
        published=end,
        updated=end,
        author=feed.contact_name,
        labels=(),
        origin=Origin(feed.id, feed.title, own, feed.page, end),
    )
    return replace(feed, items=newest_first([*feed.items, last]), updated=max(feed.updated, end))
