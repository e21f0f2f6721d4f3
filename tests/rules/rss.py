"""The rules of RSS 2.0 and of the RSS Advisory Board's profile: bytes of a feed in, its mistakes out."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from .history import mistakes_in_history
from .values import (
    is_email,
    is_language,
    is_media_type,
    is_number,
    is_rfc_822,
    is_uri,
    is_web,
    mistakes_in_bytes,
    mistakes_in_count,
    mistakes_in_markup,
    mistakes_in_media,
    mistakes_in_repeated,
    parsed,
)

ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SY = "{http://purl.org/rss/1.0/modules/syndication/}"
CHANNEL_ONCE = ("title", "link", "description", "lastBuildDate", "generator", "docs", "ttl")
CHANNEL_SINGLE = (
    "language",
    "copyright",
    "managingEditor",
    "webMaster",
    "pubDate",
    "image",
    "cloud",
    "rating",
)
CHANNEL = {*CHANNEL_ONCE, *CHANNEL_SINGLE, "category", "skipHours", "skipDays", "item"}
ITEM_SINGLE = (
    "title",
    "link",
    "description",
    "author",
    "comments",
    "enclosure",
    "guid",
    "pubDate",
    "source",
    ENCODED,
)
ITEM = {*ITEM_SINGLE, "category"}
PERIODS = ("hourly", "daily", "weekly", "monthly", "yearly")


def is_person(text: str) -> bool:
    """Tell whether a text is `mail (Name)`, as the profile wants persons."""
    found = re.fullmatch(r"(\S+) \((.+)\)", text)
    return bool(found and is_email(found[1]))


def is_count(text: str) -> bool:
    """Tell whether a text is a whole number from 1."""
    return text.isascii() and text.isdigit() and int(text) > 0


VALUES: dict[str, Callable[[str], bool]] = {
    "pubDate": is_rfc_822,
    "lastBuildDate": is_rfc_822,
    "language": is_language,
    DC_LANGUAGE: is_language,
    "link": is_web,
    "docs": is_web,
    "comments": is_web,
    "ttl": is_count,
    "managingEditor": is_person,
    "webMaster": is_person,
    "author": is_person,
    SY + "updatePeriod": PERIODS.__contains__,
    SY + "updateFrequency": is_count,
    "title": lambda text: bool(text.strip()),
    "category": lambda text: bool(text.strip()),
    "source": lambda text: bool(text.strip()),
    CREATOR: lambda text: bool(text.strip()),
}


def mistakes_in_nodes(root: Any) -> Iterator[str]:
    """Find values that have not the form of their element, and namespaces declared below the root."""
    for node in root.iter():
        text = node.text or ""
        if node.tag in VALUES and not VALUES[node.tag](text):
            yield f"{node.tag}: {text!r}"
        if node.nsmap != root.nsmap:
            yield f"{node.tag}: declares a namespace"
        if not is_language(node.get(XML_LANG, "en")):
            yield f"{node.tag}: xml:lang {node.get(XML_LANG)}"


def mistakes_in_channel(channel: Any) -> Iterator[str]:
    """Find what a channel lacks or has too often; the profile asks for its own address."""
    names = [child.tag for child in channel]
    yield from mistakes_in_count("channel", names, CHANNEL_ONCE, CHANNEL_SINGLE)
    yield from (f"channel: unexpected {name}" for name in names if "{" not in name and name not in CHANNEL)
    own = [link for link in channel.findall(ATOM_LINK) if link.get("rel") == "self"]
    if len(own) != 1 or own[0].get("type") != "application/rss+xml" or not is_web(own[0].get("href", "")):
        yield "channel: needs one atom:link with rel=self, its type and an absolute href"
    yield from mistakes_in_repeated("guid", [guid.text for guid in channel.findall("item/guid")])


def mistakes_in_enclosures(item: Any) -> Iterator[str]:
    """Find enclosures without address, type or length."""
    for enclosure in item.findall("enclosure"):
        if not (
            is_web(enclosure.get("url", ""))
            and is_media_type(enclosure.get("type", ""))
            and is_number(enclosure.get("length", ""))
        ):
            yield "enclosure: needs url, type and length"


def mistakes_in_attributes(item: Any) -> Iterator[str]:
    """Find mistakes in the attributes of guid, source and category."""
    for guid in item.findall("guid"):
        if guid.get("isPermaLink", "true") == "true" and not is_web(guid.text or ""):
            yield f"guid: no permalink: {guid.text}"
    for source in item.findall("source"):
        if not is_web(source.get("url", "")):
            yield "source: no absolute url"
    for category in item.findall("category"):
        if "domain" in category.attrib and not is_uri(category.get("domain")):
            yield f"category: domain {category.get('domain')}"


def mistakes_in_item(item: Any) -> Iterator[str]:
    """Find what an item lacks, has too often, or has in the wrong order."""
    names = [child.tag for child in item]
    yield from mistakes_in_count("item", names, ("guid",), ITEM_SINGLE)
    yield from (f"item: unexpected {name}" for name in names if "{" not in name and name not in ITEM)
    if "title" not in names and "description" not in names:
        yield "item: neither title nor description"
    if ENCODED in names and "description" not in names[: names.index(ENCODED)]:
        yield "item: content:encoded without a description before it"
    if "author" in names and CREATOR in names:
        yield "item: both author and dc:creator"
    for html in (item.findtext("description"), item.findtext(ENCODED)):
        yield from mistakes_in_markup("item", html or "")
    yield from mistakes_in_attributes(item)
    yield from mistakes_in_enclosures(item)


def mistakes_in_rss(body: bytes) -> list[str]:
    """Find every mistake in an RSS feed."""
    found = list(mistakes_in_bytes(body))
    try:
        root = parsed(body)
    except etree.XMLSyntaxError as error:
        return [*found, f"not well-formed: {error}"]
    if root.tag != "rss" or root.get("version") != "2.0" or [child.tag for child in root] != ["channel"]:
        return [*found, "not RSS 2.0 with one channel"]
    found += [
        *mistakes_in_nodes(root),
        *mistakes_in_channel(root[0]),
        *mistakes_in_media(root),
        *mistakes_in_history(root[0]),
    ]
    return found + [mistake for item in root.iter("item") for mistake in mistakes_in_item(item)]
