"""HTML in, whether a parser would choke on it out: its time grows with the square of what is open at once."""

import re

from . import policy

MAX_OPEN = 1_000  # elements within each other, and attributes of one; more cost the parser seconds

LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")


def overgrown(html: str) -> bool:
    """Tell whether a parser would meet more open elements, or attributes of one, than any article has."""
    return len(html) > MAX_OPEN and (deep(html) or crowded(html))


def deep(html: str) -> bool:
    """Tell whether very many elements are open at once.

    A closing tag counts only where it closes the element opened last: too many is the safe side here.
    """
    if len(html) <= 3 * MAX_OPEN:  # as many tags take more than that
        return False
    tags = html.count("<")
    if tags <= MAX_OPEN or tags - html.count("</") <= MAX_OPEN:
        return False
    opened: list[str] = []
    for closing, printed in LOOSE_TAG.findall(html):
        name = printed.lower()
        if not closing and name not in policy.FLAT:
            opened.append(name)
            if len(opened) > MAX_OPEN:
                return True
        elif closing and opened and opened[-1] == name:
            opened.pop()
    return False


def crowded(html: str) -> bool:
    """Tell whether a tag, or the text behind it, has the signs of very many attributes."""
    return html.count("=") > MAX_OPEN and any(tag.count("=") > MAX_OPEN for tag in html.split("<"))
