"""One feed as JSON Feed 1.1; bytes out. In comes a feed that has passed the border.

An item's `url` is the article at its source. `external_url` stays out: the specification keeps it for an item that is
a comment of ours on a page elsewhere. Our page of an item and its source stand under `_syndicate`.
"""

import json
from typing import Any

from ..model import Feed, FeedItem
from .addresses import feed_address

VERSION = "https://jsonfeed.org/version/1.1"


def known(**values: Any) -> dict[str, Any]:
    """Leave out what there is not."""
    return {name: value for name, value in values.items() if value}


def texts(item: FeedItem) -> dict[str, str]:
    """Give the content that the specification demands: what there is of content, summary and title, in this order."""
    if item.content:
        return known(content_html=item.content, summary=item.summary)
    return {"content_text": item.summary}


def extension(feed: Feed, item: FeedItem) -> dict[str, Any]:
    """Give what JSON Feed has no words for: where the item comes from, and our page of it."""
    origin = item.origin
    return {
        "about": f"{feed.base}/{feed.language or 'all'}/about-feeds",
        "page": item.page,
        "origin": known(title=origin.title, url=origin.link, feed=origin.url),
    }


def article(feed: Feed, item: FeedItem) -> dict[str, Any]:
    """Give one item."""
    return {
        "id": item.id,
        "url": item.link,
        "title": item.title,
        **texts(item),
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": item.author}],
        "tags": list(dict.fromkeys((feed.term, *item.labels))),
        **known(language=item.language),
        "_syndicate": extension(feed, item),
    }


def write(feed: Feed) -> bytes:
    """Write the JSON Feed of a feed."""
    contact = known(name=feed.contact_name, url=feed.contact_email and f"mailto:{feed.contact_email}")
    whole = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed_address(feed.base, feed.name, "json"),
        **known(description=feed.about, language=feed.language),
        "authors": [contact],
        "items": [article(feed, item) for item in feed.items],
    }
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
