"""Untrusted HTML in, sanitised HTML with absolute addresses out; what is not understood goes."""

import re
from collections.abc import Iterator
from html import escape
from itertools import accumulate

from . import policy
from .markup import MAX_LENGTH, flat, parsed
from .outline import Outline, outline
from .settled import settled
from .tags import drawn, linked

MAX_DEPTH = 100  # elements within each other in what goes out
ROUNDS = 4  # of sanitising, after which markup that still changes is taken for an attack

# As the parser writes them: attributes have none of `<`, `>` and `"` in their values.
TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
GOING = policy.BLOCKS - policy.KEPT
UNKEPT = re.compile(rf"</?(?:{'|'.join(sorted(GOING))})(?: [^>]*)?>")
FIRST_LINES = re.compile(r"(<pre(?: [^>]*)?>)\n+")  # a parser swallows one at each reading
CONTAINER = re.compile(rf"<(/|(?!(?:{'|'.join(sorted(policy.VOID))})[ >]))")
MARKED = re.compile(r"<(?!/|(?:p|br)[ >])")
SHOWN = re.compile(r"(?:\A|>)\s*+[^<&>\s]")


def sanitise(html: str, base: str) -> str:
    """Give HTML that may be shown within any page: `sanitise(sanitise(x, b), b) == sanitise(x, b)`."""
    return settle(parsed(html), base)


def settle(markup: str, base: str) -> str:
    """Keep of parsed markup what may be shown, in a form in which it is read as it was meant.

    Markup that does not settle after some rounds was made to read differently each time: its text alone stays.
    """
    text = ""
    for _ in range(ROUNDS):
        tags = outline(markup)
        kept = purify(markup, base, tags)
        if kept == text or settled(kept, tags):
            return kept
        text = kept if len(kept) <= MAX_LENGTH else kept[: MAX_LENGTH - len(kept) // 8]
        markup = parsed(text)
    return within(escape(flat(markup), quote=False))


def within(text: str) -> str:
    """Cut escaped text to the limit, between characters rather than within an escape."""
    return text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH].rpartition(" ")[0]


def purify(markup: str, base: str, tags: Outline) -> str:
    """Keep the elements of our policy, with absolute addresses, and only so deep within each other.

    What is in none of its tags need not be looked for.
    """
    kept = markup if GOING.isdisjoint(tags.names) else UNKEPT.sub("", markup)
    kept = linked(kept, base) if tags.strange else kept
    kept = drawn(kept, base) if "img" in tags.names else kept
    if tags.total > 2 * MAX_DEPTH and not tags.nested and depth(kept) > MAX_DEPTH:
        kept = "".join(levelled(kept))
    return FIRST_LINES.sub(r"\1", kept) if "pre" in tags.names else kept


def depth(html: str) -> int:
    """Count the elements that are within each other."""
    return max(accumulate(-1 if slash else 1 for slash in CONTAINER.findall(html)), default=0)


def levelled(html: str) -> Iterator[str]:
    """Leave out tags that are nested too deep; images have nothing within them."""
    depth = place = 0
    for found in TAG.finditer(html):
        yield html[place : found.start()]
        place = found.end()
        closing, name = found.groups()
        depth += not closing and name not in policy.VOID
        if depth <= MAX_DEPTH or name == "img":
            yield found[0]
        depth -= bool(closing)
    yield html[place:]


def marked(html: str) -> bool:
    """Tell whether sanitised HTML has more to show than paragraphs of text."""
    return MARKED.search(html) is not None


def visible(html: str) -> bool:
    """Tell whether sanitised HTML shows anything at all."""
    return "<img " in html or bool(SHOWN.search(html) or flat(html))
