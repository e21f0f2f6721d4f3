"""One feed as JSON Feed 1.1; bytes out. In comes a feed that has passed the border.

An item's `url` is the article at its source. `external_url` stays out: the specification keeps it for an item that is
a comment of ours on a page elsewhere. Our page of an item and its source stand under `_syndicate`. A closed page of the
archive has the `feed_url` of its feed, for that identifies the feed; `next_url` leads from page to page.
"""

import json
from typing import Any

from ..published import Feed, FeedItem
from . import archive
from .addresses import edition_addresses, feed_address

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
        "about": about(feed),
        "page": item.page,
        "origin": known(title=origin.title, url=origin.link, feed=origin.url),
        **known(also=[{"title": name, "url": url} for name, url in item.also.items()]),
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
        **known(language=item.language, image=item.image, attachments=attachments(item)),
        "_syndicate": extension(feed, item),
    }


def attachments(item: FeedItem) -> list[dict[str, Any]]:
    """Give the recordings and documents; the picture has a member of its own."""
    return [
        {"url": one.url, "mime_type": one.type}
        | known(size_in_bytes=one.length, duration_in_seconds=one.duration)
        for one in item.enclosures
        if one.url != item.image
    ]


def about(feed: Feed) -> str:
    """Give the address of the page that says what stands under `_syndicate`."""
    return f"{feed.base}/{feed.language or 'all'}/about-feeds"


def editions(feed: Feed) -> dict[str, Any]:
    """Give the addresses of the same category in other languages, for which JSON Feed has no words."""
    found = {tag or "all": href for tag, href in edition_addresses(feed, "json").items()}
    return {"_syndicate": {"about": about(feed), "editions": found}} if found else {}


def write(feed: Feed) -> bytes:
    """Write the JSON Feed of a feed."""
    contact = known(name=feed.contact_name, url=feed.contact_email and f"mailto:{feed.contact_email}")
    whole = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed_address(feed.base, feed.name, "json"),
        **known(description=feed.about, language=feed.language),
        **known(next_url=archive.links(feed, "json").get("prev-archive")),
        "authors": [contact],
        **editions(feed),
        "items": [article(feed, item) for item in feed.items],
    }
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
