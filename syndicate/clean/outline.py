"""Parsed markup in, what its tags tell of it out: looked at once, for all who change it or judge it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from . import urls
from .nested import nested

MOVE = re.compile("<(/?[a-z0-9]+)")
# Addresses that may not stay as they are; a mention of one in the text counts too, and costs only time.
STRANGE = {
    "a": re.compile(f'href="(?!{urls.tame("&amp;")}")'),
    "img": re.compile(f'src="(?!{urls.tame("&amp;")}")'),
}


class Outline(NamedTuple):
    """What is known of parsed markup, and of what is left of it where whole elements go."""

    names: frozenset[str]  # of all tags; those that close an element have a slash before them
    total: int  # of tags
    nested: bool  # a parser surely leaves all elements where they are
    strange: bool  # there are addresses that are not absolute, or unusual


BARE = Outline(frozenset(), 0, nested=True, strange=False)


def outline(markup: str) -> Outline:
    if "<" not in markup:
        return BARE
    moves = MOVE.findall(markup)
    names = frozenset(moves)
    return Outline(names, len(moves), nested(moves), strange(markup, names))


def strange(markup: str, names: Iterable[str]) -> bool:
    return any(STRANGE[name].search(markup) for name in STRANGE.keys() & names)
