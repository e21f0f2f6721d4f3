"""The list of all feeds as OPML 2.0, to be imported into a reader; a document out.

Each feed stands once, as RSS: a reader subscribes to every outline, and two formats of a feed would be every item twice.
It is written by Python's own library: the process that works makes it, and loads no other for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..model import Document
from .addresses import MEDIA_TYPES, feed_address
from .border import address, language, line
from .document import document

PATH = "feeds.opml"


@dataclass(frozen=True, slots=True)
class Listed:
    """One feed as the list names it."""

    name: str  # the stem of its addresses, as `Feed.name`
    title: str
    category: str
    language: str | None
    base: str  # the site's public address, without a trailing slash
    page: str  # the category's page for people


def outline(feed: Listed) -> Element:
    """Make the outline of one feed, without the attributes that are not known."""
    title = line(feed.title) or feed.name
    told = {
        "type": "rss",
        "text": title,
        "title": title,
        "xmlUrl": feed_address(feed.base, feed.name, "rss"),
        "htmlUrl": address(feed.page),
        "language": language(feed.language),
        "category": f"/{feed.category}",
    }
    return Element("outline", {name: value for name, value in told.items() if value})


def render_opml(title: str, owner: str, feeds: Sequence[Listed], updated: datetime) -> Document:
    """Render the list in the order given; `updated` is when the newest of its feeds was."""
    root = Element("opml", version="2.0")
    head, body = SubElement(root, "head"), SubElement(root, "body")
    SubElement(head, "title").text = line(title)
    SubElement(head, "dateModified").text = format_datetime(updated, usegmt=True)
    SubElement(head, "ownerName").text = line(owner)
    body.extend([outline(feed) for feed in feeds])
    indent(root)
    written = tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
    return document(PATH, MEDIA_TYPES["opml"], written, updated)
