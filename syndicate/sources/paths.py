"""A JSON document in, what to write of it in feeds.yaml out: a first proposal, for an operator to look at.

The list of news is the longest list of objects that have a title; the names of what they hold are those in use.
"""

import re
from collections.abc import Iterator
from typing import Any

DEPTH = 6  # lists further in belong to an entry
NAMES = {
    "title": ("title", "headline", "name", "title.rendered", "subject"),
    "link": ("url", "link", "permalink", "href", "web_url", "canonical_url", "path"),
    "date": (
        "date_gmt", "date_published", "published_at", "publishedAt", "published", "publication_date", "pubDate",
        "date", "created_at", "createdAt", "created", "timestamp",
    ),
    "summary": ("summary", "excerpt", "excerpt.rendered", "description", "teaser", "abstract", "lead", "intro"),
    "label": ("categories", "tags", "category", "topic", "section"),
    "author": ("author.name", "author", "byline"),
    "image": ("image.url", "image", "thumbnail", "picture"),
    "id": ("id", "guid", "uuid", "_id"),
}  # fmt: skip


def propose(document: Any) -> dict[str, Any] | None:
    """Propose the paths of a document; None where it has no list of objects with titles."""
    lists = [(path, found) for path, found in walk(document, "", DEPTH) if "title" in named(found)]
    if not lists:
        return None
    path, found = max(lists, key=lambda one: len(one[1]))
    return {"items": path or "@", **named(found)}


def walk(document: Any, path: str, depth: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Give the lists of objects, each with its path."""
    if isinstance(document, list):
        found = [one for one in document if isinstance(one, dict)]
        if found:
            yield path, found
    elif isinstance(document, dict) and depth:
        for key, value in document.items():
            yield from walk(value, f"{path}.{quoted(key)}" if path else quoted(key), depth - 1)


def quoted(key: str) -> str:
    """Write a key as JMESPath wants it."""
    if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", key):
        return key
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


def named(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Give, for each thing of an entry, the first of its usual paths at which most objects have a text or number."""
    found = {}
    for thing, paths in NAMES.items():
        for path in paths:
            if 2 * sum(holds(one, path, thing) for one in objects) > len(objects):
                found[thing] = path
                break
    return found


def holds(item: Any, path: str, thing: str) -> bool:
    for key in path.split("."):
        item = item.get(key) if isinstance(item, dict) else None
    if thing == "label" and isinstance(item, list):
        return any(isinstance(one, str) and one for one in item)
    return bool(item) and isinstance(item, str | int | float) and not isinstance(item, bool)
