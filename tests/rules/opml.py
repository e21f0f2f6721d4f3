"""The rules of OPML 2.0 for a list of feeds: bytes in, mistakes out."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .values import (
    is_email,
    is_language,
    is_rfc_822,
    is_web,
    mistakes_in_bytes,
    mistakes_in_count,
    mistakes_in_repeated,
    parsed,
)

HEAD = {"title", "dateCreated", "dateModified", "ownerName", "ownerEmail", "ownerId", "docs"}


def mistakes_in_head(head: Any) -> Iterator[str]:
    """Find the mistakes of the head: each element once, dates of RFC 822."""
    names = [child.tag for child in head]
    yield from (f"head: unexpected {name}" for name in names if name not in HEAD)
    yield from mistakes_in_count("head", names, ("title",), HEAD - {"title"})
    for child in head:
        if child.tag.startswith("date") and not is_rfc_822(child.text or ""):
            yield f"{child.tag}: not a date: {child.text}"
        if child.tag == "ownerEmail" and not is_email(child.text or ""):
            yield f"ownerEmail: {child.text}"


def mistakes_in_outline(outline: Any) -> Iterator[str]:
    """Find the mistakes of one outline."""
    if not outline.get("text", "").strip():
        yield "outline: no text"
    if outline.get("type") == "rss" and "xmlUrl" not in outline.attrib:
        yield "outline: a feed without xmlUrl"
    for name in ("xmlUrl", "htmlUrl"):
        if name in outline.attrib and not is_web(outline.get(name)):
            yield f"outline: {name} {outline.get(name)}"
    if "language" in outline.attrib and not is_language(outline.get("language")):
        yield f"outline: language {outline.get('language')}"
    yield from (f"outline: unexpected {child.tag}" for child in outline if child.tag != "outline")


def mistakes_in_opml(body: bytes) -> list[str]:
    """Find every mistake in a list of feeds."""
    found = list(mistakes_in_bytes(body))
    try:
        root = parsed(body)
    except etree.XMLSyntaxError as error:
        return [*found, f"not well-formed: {error}"]
    if (
        root.tag != "opml"
        or root.get("version") != "2.0"
        or [child.tag for child in root] != ["head", "body"]
    ):
        return [*found, "not OPML 2.0 with a head and a body"]
    outlines = list(root.iter("outline"))
    found += [
        *mistakes_in_head(root[0]),
        *(mistake for one in outlines for mistake in mistakes_in_outline(one)),
    ]
    if not outlines:
        found.append("body: no outline")
    feeds = [one.get("xmlUrl") for one in outlines if one.get("xmlUrl")]
    return found + list(mistakes_in_repeated("xmlUrl", feeds))
