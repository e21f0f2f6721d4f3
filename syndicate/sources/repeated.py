"""The tree of a page in, its repeated structures out: by the selector that finds them, the members that have a link each.

Whether one of them is a list of news is for `propose` to judge.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .named import NAME, own, selector

FEWEST = 4  # members of a structure; three boxes beside each other are on most pages
CLIMB = 7  # elements from a link up to the member it stands in
LINKS = 5_000  # of one page that are looked at
OUTER = "html body main".split()
LEADS = re.compile(r"(?!\s*(#|$|(?!https?:)[a-z]+:))", re.I)  # to a page: no fragment, no script, no mail
MIDDLE = re.compile(
    r"(page-?)?(main|content|inhalt|contenu|primary)([_-]?(content|container|area|wrapper))?", re.I
)


def groups(tree: Any) -> dict[str, list[Any]]:
    """Gather the elements around links by the selectors that find them, the narrowest first."""
    found: dict[str, dict[Any, None]] = {}
    for link in islice(links(tree), LINKS):
        for name in alone(link):
            found.setdefault(name, {})[link] = None
        for element in around(link):
            for name in [*selector(element), *middle(element)]:
                found.setdefault(name, {})[element] = None
    return {name: list(elements) for name, elements in found.items() if len(elements) >= FEWEST}


def links(element: Any) -> Iterator[Any]:
    """Give the links that lead to other pages."""
    return (link for link in element.iter("a") if LEADS.match(link.get("href", "")))


def around(link: Any) -> Iterator[Any]:
    """Give the elements that a link stands in, the nearest first."""
    element = link.getparent()
    for _ in range(CLIMB):
        if element is None or element.tag in OUTER:
            return
        yield element
        element = element.getparent()


def alone(link: Any) -> Iterator[str]:
    """Give the selectors of links that stand one after the other in a text, with no element of their own around each."""
    parent = link.getparent()
    for element in () if parent is None else (parent, *islice(parent.iterancestors(), 2)):
        if (
            element.tag not in (*OUTER, "li", "tr", "td")
            and next(element.iterchildren("br"), None) is not None
        ):
            yield f"{own(element)} a"


def middle(element: Any) -> Iterator[str]:
    """Give a selector for an element and those like it in the middle of the page, where its frame has such too."""
    for one in element.iterancestors():
        name = one.get("id") or ""
        if one.tag == "main":
            yield f"main {own(element)}"
        elif NAME.fullmatch(name) and MIDDLE.fullmatch(name):
            yield f"{one.tag}#{name} {own(element)}"
