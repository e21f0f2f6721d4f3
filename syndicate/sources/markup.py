"""Elements of a page in, their HTML as an entry keeps it out: with absolute addresses, and without injected links."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from lxml import etree

from .document import Document
from .entry import line, resolve
from .injected import purge

ADDRESSES = (("a", "href"), ("img", "src"))
LAZY = ("data-src", "data-lazy-src", "data-original")


def prose(found: Iterable[Any], document: Document) -> str:
    """Write selected text as HTML, without the links that others have put at its end."""
    parts = [one if isinstance(one, str) else deepcopy(one) for one in found]
    if parts and not isinstance(parts[-1], str):
        purge(parts[-1], document.url)
    return html(parts, document)


def html(found: Iterable[Any], document: Document) -> str:
    """Write what was selected as HTML, one after the other; the page itself stays as it is."""
    return "\n".join(
        line(one) if isinstance(one, str) else written(deepcopy(one), document.base) for one in found
    )


def written(element: Any, base: str) -> str:
    """Write an element; what follows it in its parent is not part of it."""
    element.tail = None
    for tag, name in ADDRESSES:
        for part in element.iter(tag):
            printed = lazy(part) if tag == "img" else part.get(name)
            if printed:
                part.set(name, resolve(base, printed.strip()))
    made: str = etree.tostring(element, encoding="unicode", method="html")
    return made


def lazy(image: Any) -> str | None:
    """Give an image's address, also where a script is to put it in its place."""
    found: str | None = next(filter(None, map(image.get, LAZY)), image.get("src"))
    return found
