"""One feed as RSS 2.0, after the specification and the profile of the RSS Advisory Board; bytes out.

In comes a feed that has passed the border. An all-language feed names no language: any would be wrong for most of its
items, which name their own. Its other languages are linked in Atom only: a reader of RSS takes any `atom:link` with
rel="alternate" for the page of the feed.
"""

import re
from datetime import timedelta
from html import escape
from threading import Lock
from typing import Any

from feedgen.feed import FeedGenerator

from ..published import Feed, FeedItem
from . import archive
from .addresses import MEDIA_TYPES, feed_address
from .categories import add_categories
from .extensions import attach_head, attach_item, element
from .media import MEDIA, contents, enclosure

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
SY = "http://purl.org/rss/1.0/modules/syndication/"
DOCS = "https://www.rssboard.org/rss-specification"
PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
# feedgen sets the locale of the whole process while it writes dates; two at once could leave it changed.
LOCALE = Lock()
ABOUT = re.compile(rb"<description>[^<]*<")  # the first is the channel's; those of items are HTML
PLAIN = re.compile(rb"<(title|category|source|managingEditor|dc:creator)\b[^>]*>[^<]*<")


def pace(max_age: timedelta) -> tuple[str, int]:
    """Say how often a reader may come: the shortest period that holds `max_age`, and how often in it."""
    period = next((name for name, length in PERIODS.items() if length >= max_age), "yearly")
    return period, max(1, PERIODS[period] // max(max_age, timedelta(minutes=1)))


def refer(plain: re.Match[bytes]) -> bytes:
    """Write `&` and `<` of plain text as hexadecimal references, which readers that guess at HTML leave alone (profile)."""
    return plain[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def channel(feed: Feed) -> Any:
    """Make the channel without its items."""
    made = FeedGenerator()
    made.title(feed.title)
    made.description(feed.about or feed.title)  # feedgen and RSS insist on one
    made.link(href=feed_address(feed.base, feed.stem, "rss"), rel="self", type=MEDIA_TYPES["rss"])
    made.link(href=feed.page, rel="alternate")  # the last link is the one that becomes the channel's
    made.language(feed.language)
    made.lastBuildDate(feed.updated)  # feedgen would print the present time
    made.docs(DOCS)
    made.generator("Syndicate")
    made.ttl(max(1, feed.max_age // timedelta(minutes=1)))
    if feed.contact_email:
        made.managingEditor(f"{feed.contact_email} ({feed.contact_name})")
    period, frequency = pace(feed.max_age)
    parts = [element(f"{{{SY}}}updatePeriod", period), element(f"{{{SY}}}updateFrequency", str(frequency))]
    attach_head(made, [*history(feed), *parts], namespaces(feed), feed.language)
    return made


def history(feed: Feed) -> list[Any]:
    """Link to where the feed's archive goes on, and say if this document is a page of it."""
    links = archive.links(feed, "rss").items()
    made = [element(f"{{{ATOM}}}link", href=href, rel=rel, type=MEDIA_TYPES["rss"]) for rel, href in links]
    return [*made, *archive.mark(feed)]


def namespaces(feed: Feed) -> dict[str, str]:
    """Give the namespaces that the feed uses, each declared once at the root."""
    media = {"media": MEDIA} if any(item.enclosures for item in feed.items) else {}
    return {"dc": DC, "sy": SY} | media | archive.namespaces(feed)


def add_text(entry: Any, item: FeedItem) -> None:
    """Add summary and content: a description is HTML to readers, so plain text is escaped once for that."""
    if item.summary:
        entry.description(escape(item.summary, quote=False))
    if item.content:
        entry.content(item.content)  # content:encoded after a description, else the description itself


def add_item(made: Any, feed: Feed, item: FeedItem) -> None:
    """Add one item at the end."""
    entry = made.add_entry(order="append")
    entry.title(item.title)
    entry.link(href=item.link)
    add_text(entry, item)
    entry.guid(item.id, permalink=False)
    entry.published(item.published)
    add_categories(entry, feed, item)
    if url := item.origin.url or item.origin.link:
        entry.source(url, item.origin.title)
    # Not <author>: that must be a mail address, and we invent none.
    parts = [element(f"{{{DC}}}creator", item.author)]
    other = item.language if item.language != feed.language else None
    if other:
        parts.append(element(f"{{{DC}}}language", other))
    parts += [
        element(f"{{{ATOM}}}link", href=url, rel="related", type="text/html", title=name)
        for name, url in item.also.items()
    ]
    attach_item(entry, [*parts, *enclosure(item), *contents(item)], other)


def write(feed: Feed) -> bytes:
    """Write the RSS of a feed."""
    made = channel(feed)
    for item in feed.items:
        add_item(made, feed, item)
    with LOCALE:
        body = made.rss_str(pretty=True)
    return PLAIN.sub(refer, ABOUT.sub(refer, body, count=1))
