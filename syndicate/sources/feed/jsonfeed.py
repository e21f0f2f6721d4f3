"""The bytes of a JSON Feed (1.0 or 1.1) in, its entries out; a value of the wrong type counts as absent."""

import json
from collections.abc import Iterator
from math import isfinite
from typing import Any

from ...enclosure import Enclosure
from ...errors import SourceError
from ...model import Answer, Entry, Reading
from ..entry import first, line, lines

VERSION = "jsonfeed.org/version/1"


def read(answer: Answer) -> Reading:
    """Read a JSON Feed; raises `SourceError("unreadable")` when it is another kind of JSON, or none."""
    feed = document(answer.body)
    items = feed.get("items")
    if VERSION not in string(feed, "version").lower() or not isinstance(items, list):
        raise SourceError("unreadable", "JSON, but not a JSON Feed")
    return Reading(
        entries=first(entry(item, answer.url) for item in items if isinstance(item, dict)),
        title=line(string(feed, "title")),
        link=string(feed, "home_page_url") or None,
        id=string(feed, "feed_url") or None,
        language=string(feed, "language") or None,
    )


def document(body: bytes) -> dict[str, Any]:
    decoded = decode(body)
    return decoded if isinstance(decoded, dict) else {}


def decode(body: bytes) -> Any:
    """Decode JSON in UTF-8, UTF-16 or UTF-32, with or without a byte order mark; raises `SourceError`."""
    try:
        return json.loads(body.decode(json.detect_encoding(body), "replace"))
    except (ValueError, RecursionError) as error:
        raise SourceError("unreadable", f"JSON: {error}") from error


def entry(item: dict[str, Any], base: str) -> Entry:
    return Entry(
        guid=identifier(item.get("id")),
        link=string(item, "url") or string(item, "external_url") or None,
        title=line(string(item, "title")),
        summary=lines(string(item, "summary")),
        content=string(item, "content_html") or lines(string(item, "content_text")),
        published=string(item, "date_published") or None,
        updated=string(item, "date_modified") or None,
        author=", ".join(names(item)) or None,
        labels=tuple(tag for tag in listed(item, "tags") if isinstance(tag, str)),
        language=string(item, "language") or None,
        base=base,
        image=string(item, "image") or string(item, "banner_image") or None,
        enclosures=tuple(enclosures(item)),
    )


def identifier(value: object) -> str | None:
    """Read an id, which is a string (1.1), though numbers are in use and must be read as such (section "id")."""
    number = isinstance(value, int) and not isinstance(value, bool)
    if number or (isinstance(value, float) and isfinite(value)):
        return str(value)
    return value or None if isinstance(value, str) else None


def names(item: dict[str, Any]) -> Iterator[str]:
    """Give the names of the authors: `authors` (1.1), else `author` (1.0)."""
    for author in listed(item, "authors") or [item.get("author")]:
        if isinstance(author, dict) and (name := string(author, "name")):
            yield name


def enclosures(item: dict[str, Any]) -> Iterator[Enclosure]:
    """Give the attachments; sizes and durations are numbers (section "attachments")."""
    for one in listed(item, "attachments"):
        if isinstance(one, dict) and (url := string(one, "url")):
            length, duration = (number(one.get(key)) for key in ("size_in_bytes", "duration_in_seconds"))
            yield Enclosure(url, string(one, "mime_type"), length, duration)


def number(value: object) -> str:
    """Print a number without its fraction; nothing for what is none."""
    counts = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    return f"{value:.0f}" if counts else ""


def string(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    return value.strip() if isinstance(value, str) else ""


def listed(fields: dict[str, Any], key: str) -> list[Any]:
    value = fields.get(key)
    return value if isinstance(value, list) else []
