"""One feed as Atom (RFC 4287); bytes out. In comes a feed that has passed the border.

An entry's alternate link is the article at its source, and its related link our page of it: two alternates of one type
and language are not allowed (section 4.1.2), and the article is what the entry stands for.
"""

from typing import Any

from feedgen.feed import FeedGenerator

from ..published import Feed, FeedItem, Origin
from . import archive, tombstones
from .addresses import MEDIA_TYPES, edition_addresses, feed_address
from .categories import add_categories
from .extensions import attach_entry, attach_head, element
from .media import MEDIA, contents, enclosure_links


def add_links(made: Any, feed: Feed) -> None:
    """Add the feed's own address, its page, its other formats, and the same in other languages."""
    made.link(href=feed_address(feed.base, feed.stem, "atom"), rel="self", type=MEDIA_TYPES["atom"])
    language = {"hreflang": feed.language} if feed.language else {}
    made.link({"href": feed.page, "rel": "alternate", "type": "text/html"} | language)
    for form in ("rss", "json"):
        sibling = {"href": feed_address(feed.base, feed.stem, form), "type": MEDIA_TYPES[form]}
        made.link({"rel": "alternate"} | sibling | language)
    for tag, href in edition_addresses(feed, "atom").items():
        edition = {"href": href, "rel": "alternate", "type": MEDIA_TYPES["atom"]}
        made.link(edition | ({"hreflang": tag} if tag else {}))
    for rel, href in archive.links(feed, "atom").items():
        made.link(href=href, rel=rel, type=MEDIA_TYPES["atom"])


def head(feed: Feed) -> Any:
    """Make the feed without its entries."""
    made = FeedGenerator()
    made.id(feed.id)
    made.title(feed.title)
    made.subtitle(feed.about or None)
    made.updated(feed.updated)  # feedgen would print the present time
    made.author({"name": feed.contact_name} | ({"email": feed.contact_email} if feed.contact_email else {}))
    made.generator("Syndicate")  # no version: an upgrade must not change the bytes of every document
    media = {"media": MEDIA} if any(item.enclosures for item in feed.items) else {}
    parts = [*archive.mark(feed), *tombstones.deleted(feed)]
    around = media | archive.namespaces(feed) | tombstones.namespaces(feed)
    attach_head(made, parts, around, feed.language)
    add_links(made, feed)
    return made


def entry_links(feed: Feed, item: FeedItem) -> list[Any]:
    """List an entry's links: the article, our page where that is another, and where else it was published."""
    links = [
        element("link", href=item.link, rel="alternate", type="text/html", hreflang=item.language),
        element("link", href=item.page, rel="related", type="text/html", hreflang=feed.language),
    ]
    others = [
        element("link", href=url, rel="related", type="text/html", title=name)
        for name, url in item.also.items()
    ]
    return [*links[: 1 if item.page == item.link else 2], *others]


def source(origin: Origin) -> list[Any]:
    """Make the `atom:source` of an entry (section 4.2.11), unless nothing could tell it from other sources."""
    if not origin.id:
        return []
    made = element("source")
    made.append(element("id", origin.id))
    made.append(element("title", origin.title))
    made.append(element("updated", origin.updated.isoformat()))
    links = [("self", origin.url, None), ("alternate", origin.link, "text/html")]
    made.extend([element("link", rel=rel, href=href, type=kind) for rel, href, kind in links if href])
    return [made]


def add_entry(made: Any, feed: Feed, item: FeedItem) -> None:
    """Add one entry at the end."""
    entry = made.add_entry(order="append")
    entry.id(item.id)
    entry.title(item.title)
    entry.published(item.published)
    entry.updated(item.updated)
    entry.author(name=item.author)
    entry.link(href=item.link)  # feedgen insists on one; attach_entry replaces it
    add_categories(entry, feed, item)
    if item.summary:
        entry.summary(item.summary, type="text")
    if item.content:
        entry.content(item.content, type="html")
    other = item.language if item.language != feed.language else None
    parts = [*entry_links(feed, item), *enclosure_links(item), *contents(item), *source(item.origin)]
    attach_entry(entry, parts, other, feed.language)


def write(feed: Feed) -> bytes:
    """Write the Atom of a feed."""
    made = head(feed)
    for item in feed.items:
        add_entry(made, feed, item)
    body: bytes = made.atom_str(pretty=True)
    return body
