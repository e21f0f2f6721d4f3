"""An element in, the CSS selectors by which it can be found again out; what changes from day to day is not in them."""

import re
from collections.abc import Iterator
from typing import Any

NAME = re.compile(r"[A-Za-z_][A-Za-z_-]*")  # with a digit in it a name numbers one element, or a grid
STATES = re.compile(
    r"(first|last|odd|even|alt|alt-?row|alternate|active|current|open|closed|hidden|visible|sticky|clearfix|status-.*|tag-.*|category-.*)",
    re.IGNORECASE,
)


def own(element: Any) -> str:
    """Name an element by its tag and its classes."""
    return ".".join([str(element.tag), *classes(element)])


def classes(element: Any) -> list[str]:
    """Give at most two classes that say what an element is."""
    printed = (element.get("class") or "").split()
    return [name for name in dict.fromkeys(printed) if NAME.fullmatch(name) and not STATES.fullmatch(name)][
        :2
    ]


def place(element: Any) -> str:
    """Name where elements stand: by an id, by classes, or else within their parent."""
    name = element.get("id") or ""
    if NAME.fullmatch(name):
        return f"{element.tag}#{name}"
    parent = element.getparent()
    if classes(element) or parent is None or parent.tag in ("body", "html"):
        return own(element)
    return f"{own(parent)} > {element.tag}"


def selector(element: Any) -> Iterator[str]:
    """Give the selectors for an element and those like it: with its classes, and without."""
    parent = element.getparent()
    if parent is None:
        return
    around = place(parent)
    yield f"{around} > {element.tag}"
    if classes(element):
        yield f"{around} > {own(element)}"
        yield own(element)
