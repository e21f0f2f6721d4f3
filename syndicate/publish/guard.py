"""A look at documents before they replace the last good ones: are they valid, and can so great a change be meant?

In: the documents of one feed, how many items they should have, and how many the last ones had. Out: why they must not
be published, in a sentence, or nothing. What an operator ordered may be of any size; what is not valid is never
published. This is no full validation: it finds what a fault of ours would do to a document.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree

from ..model import Document
from ..published import Feed
from .render import render

FEW, LEAST = 10, 0.5  # items: of that many at least this share stays from one publication to the next
MORE, MOST = 50, 5  # items that come at once, if that is several times as many as there were
LASTING = 100  # items: of more, the others are there for a day only, after a rush

ATOM = "{http://www.w3.org/2005/Atom}"


def guarded(feed: Feed, before: int | None, *, ordered: bool) -> tuple[list[Document], str | None]:
    """Render a feed, and look at its documents at once."""
    rendered = render(feed)
    return rendered, refusal(rendered, len(feed.items), before, ordered=ordered)


def refusal(rendered: Sequence[Document], items: int, before: int | None, *, ordered: bool) -> str | None:
    """Say why these documents must not replace the last ones, which had `before` items; None if they may."""
    broken = next(invalid(rendered, items), None)
    return broken if broken or ordered or not before else improbable(items, before)


def improbable(items: int, before: int) -> str | None:
    """Say why it is improbable that the number of items is right."""
    told = f"it would have {items} items, and had {before}"
    if not items:
        return f"{told}: nothing is left"
    lasting, lasted = min(items, LASTING), min(before, LASTING)
    if lasted >= FEW and lasting < lasted * LEAST:
        return f"{told}: more than half are gone"
    if lasting - lasted >= MORE and lasting > lasted * MOST:
        return f"{told}: more than {MOST} times as many at once"
    return None


def invalid(rendered: Sequence[Document], items: int) -> Iterator[str]:
    """Say which documents are broken: not well-formed, without what a format demands, or with other items."""
    for document in rendered:
        try:
            lacking = list(READERS[document.path.rpartition(".")[2]](document.body, items))
        except (etree.XMLSyntaxError, ValueError, KeyError) as error:
            lacking = [f"it is not well-formed ({error})"]
        yield from (f"{document.path} is broken: {one}" for one in lacking)


def read_atom(body: bytes, items: int) -> Iterator[str]:
    root = parse(body)
    entries = root.findall(f"{ATOM}entry")
    yield from counted(len(entries), items)
    names = [f"{ATOM}{name}" for name in ("id", "title", "updated")]
    yield from empty_elements(root, names)
    yield from (lack for entry in entries for lack in empty_elements(entry, names))


def read_rss(body: bytes, items: int) -> Iterator[str]:
    root = parse(body)
    found = root.findall("channel/item")
    yield from counted(len(found), items)
    for channel in root.findall("channel"):
        yield from empty_elements(channel, ["title", "link", "description"])
    yield from (lack for item in found for lack in empty_elements(item, ["guid", "title", "pubDate"]))


def read_json(body: bytes, items: int) -> Iterator[str]:
    told = json.loads(body)
    yield from counted(len(told["items"]), items)
    yield from (f"{name} is missing" for name in ("version", "title") if not told.get(name))
    for item in told["items"]:
        texts = item.get("content_html") or item.get("content_text")
        yield from (
            f"{name} of an item is missing" for name in ("id", "date_published") if not item.get(name)
        )
        yield from [] if texts else ["the content of an item is missing"]


READERS: dict[str, Callable[[bytes, int], Iterator[str]]] = {
    "atom": read_atom,
    "rss": read_rss,
    "json": read_json,
}


def parse(body: bytes) -> Any:
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))


def counted(there: int, wanted: int) -> Iterator[str]:
    if there != wanted:
        yield f"it has {there} items, not {wanted}"


def empty_elements(node: Any, names: Sequence[str]) -> Iterator[str]:
    yield from (
        f"{name.removeprefix(ATOM)} is missing" for name in names if not (node.findtext(name) or "").strip()
    )
