"""The answer of a page's address in, the page as selectors see it out: its root, what links are relative to, its language.

It bounds what a page may cost: the time of a selector such as `//*//*` grows with the number of elements times the
sum of their depths, whoever wrote the selector.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ..errors import SourceError
from ..model import Answer
from .entry import resolve
from .select import elements
from .tree import page

HEAVIEST = 4_000_000_000  # elements times the sum of their depths: a second or two of `//*//*//*`
PAGE = re.compile(
    rb"<(!doctype\s+html|html|head|body|main|div|p|table|ul|article|section)[\s>]", re.IGNORECASE
)
FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*+<(rss|feed|rdf:RDF)[\s>]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page."""

    root: Any
    url: str
    base: str
    language: str | None


def opened(answer: Answer) -> Document:
    """Parse a page; raises `SourceError` with "not-a-page" or "too-large"."""
    body = answer.body.replace(b"\x00", b"")
    if FEED.match(body.removeprefix(b"\xef\xbb\xbf")) or not PAGE.search(body):
        raise SourceError("not-a-page")
    root = page(answer)
    if (heavy := weight(root)) > HEAVIEST:
        raise SourceError("too-large", f"its elements are too many, or nested too deep: {heavy:.0e}")
    declared = next((part.get("href") for part in root.iter("base") if part.get("href")), "")
    return Document(root, answer.url, resolve(answer.url, declared.strip()), root.get("lang"))


def weight(root: Any) -> int:
    """Multiply the number of elements by the sum of their depths."""
    count = total = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            count, total = count + 1, total + depth
    return count * total


def strip(root: Any, selectors: Iterable[str]) -> None:
    """Take out of a page what an operator does not want; the text that follows it stays."""
    for select in selectors:
        for element in elements(root, select):
            drop(element)


def drop(element: Any) -> None:
    """Take an element out of its parent, and leave the text behind it in its place."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
