"""The names of the tags of parsed markup in, whether the parser surely leaves them where they are the next time out.

It opens, closes and moves no element by itself ("in body" of HTML's tree construction, section 13.2.6.4.7) where each is
closed by its own tag and nothing stands within a paragraph, a link or a heading that would end it. Of what is more
than that, such as tables, it says no. Whole elements may go; then what is left is nested too.
"""

from collections.abc import Iterable
from functools import lru_cache, reduce

from . import policy

DEEPEST = 40  # elements within each other

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BREAKING = HEADINGS | frozenset(
    "address article aside blockquote center details div dl figcaption figure footer header hr li dd dt main nav ol p"
    " pre section summary ul".split()
)
EMPTY = frozenset("br hr img wbr".split())
KNOWN = ((policy.INLINE & policy.KEPT) - {"rp", "rt", "ruby"}) | BREAKING | EMPTY

PARENTS = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}  # in all others they could end what is around
# What may not be open where an element starts.
BARRED = {
    **dict.fromkeys(KNOWN, frozenset[str]()),
    **dict.fromkeys(BREAKING, frozenset({"p"})),
    **dict.fromkeys(HEADINGS, HEADINGS | {"p"}),
    "a": frozenset({"a"}),
}

Stack = tuple[str, ...]  # the elements that are open
CLOSED: Stack = ()


class Moved(Exception):  # noqa: N818 - no error
    """A tag behind which the parser may do something by itself."""


def nested(moves: Iterable[str]) -> bool:
    """Judge names of tags, those that close an element with a slash before them."""
    try:
        return reduce(step, moves, CLOSED) == CLOSED
    except Moved:
        return False


@lru_cache(maxsize=4096)
def step(stack: Stack, move: str) -> Stack:
    """Give the elements that are open behind a tag."""
    last = stack[-1] if stack else ""
    if last and move == f"/{last}":
        return stack[:-1]
    if move not in KNOWN or not BARRED[move].isdisjoint(stack):
        raise Moved(move)
    if last not in PARENTS.get(move, (last,)) or len(stack) > DEEPEST:
        raise Moved(move)
    return stack if move in EMPTY else (*stack, move)
