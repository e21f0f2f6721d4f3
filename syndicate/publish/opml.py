"""The list of all feeds as OPML 2.0, to be imported into a reader; a document out.

Each feed stands once, as RSS: a reader subscribes to every outline, and two formats of a feed would be every item twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from ..model import Document
from .addresses import MEDIA_TYPES, feed_address
from .border import address, language, line
from .document import document
from .extensions import element

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


def outline(feed: Listed) -> etree._Element:
    """Make the outline of one feed."""
    title = line(feed.title) or feed.name
    return element(
        "outline",
        type="rss",
        text=title,
        title=title,
        xmlUrl=feed_address(feed.base, feed.name, "rss"),
        htmlUrl=address(feed.page),
        language=language(feed.language),
        category=f"/{feed.category}",
    )


def render_opml(title: str, owner: str, feeds: Sequence[Listed], updated: datetime) -> Document:
    """Render the list in the order given; `updated` is when the newest of its feeds was."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    head.append(element("title", line(title)))
    head.append(element("dateModified", format_datetime(updated, usegmt=True)))
    head.append(element("ownerName", line(owner)))
    body.extend([outline(feed) for feed in feeds])
    written = etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
    return document(PATH, MEDIA_TYPES["opml"], written, updated)
