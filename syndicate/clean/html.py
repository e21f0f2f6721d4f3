"""Untrusted HTML in, sanitised HTML with absolute addresses out; what is not understood goes."""

import re
from collections.abc import Iterator
from html import escape
from itertools import accumulate

from . import policy
from .markup import MAX_LENGTH, flat, parsed
from .nested import FIRST_LINES, Markup, nested
from .settled import settled
from .tags import addressed
from .text import printable

MAX_DEPTH = 100  # elements within each other in what goes out
ROUNDS = 4  # of sanitising, after which markup that still changes is taken for an attack

# As the parser writes them: attributes have none of `<`, `>` and `"` in their values.
TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
UNKEPT = re.compile(rf"</?(?:{'|'.join(sorted(policy.BLOCKS - policy.KEPT))})(?: [^>]*)?>")
CONTAINER = re.compile(rf"<(/|(?!(?:{'|'.join(sorted(policy.VOID))})[ >]))")
MARKED = re.compile(r"<(?!/|(?:p|br)[ >])")
SHOWN = re.compile(r"(?:\A|>)[^<&]*[^<&>\s]")


def sanitise(html: str, base: str) -> str:
    """Give HTML that may be shown within any page: `sanitise(sanitise(x, b), b) == sanitise(x, b)`."""
    return show(read(html), base)


def read(html: str) -> Markup:
    """Read HTML once: at a glance where it is well nested, as most is, else with the parser."""
    text = printable(html)[:MAX_LENGTH]
    return nested(text) or Markup(parsed(text), None)


def show(markup: Markup, base: str) -> str:
    """Give what may be shown of what was read."""
    return settle(markup.written, base) if markup.shown is None else markup.shown


def settle(markup: str, base: str) -> str:
    """Keep of parsed markup what may be shown, in a form in which it is read as it was meant.

    Markup that does not settle after some rounds was made to read differently each time: its text alone stays.
    """
    text = ""
    for _ in range(ROUNDS):
        kept = purify(markup, base)
        if kept == text or settled(kept):
            return kept
        text = kept if len(kept) <= MAX_LENGTH else kept[: MAX_LENGTH - len(kept) // 8]
        markup = parsed(text)
    return within(escape(flat(markup), quote=False))


def within(text: str) -> str:
    """Cut escaped text to the limit, between characters rather than within an escape."""
    return text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH].rpartition(" ")[0]


def purify(markup: str, base: str) -> str:
    """Keep the elements of our policy, with absolute addresses, and only so deep within each other."""
    if "<" not in markup:
        return markup
    kept = UNKEPT.sub("", markup)
    kept = addressed(kept, base)
    kept = "".join(levelled(kept)) if depth(kept) > MAX_DEPTH else kept
    return FIRST_LINES.sub(r"\1", kept)


def depth(html: str) -> int:
    """Count the elements that are within each other, or what is surely no less where these are few."""
    most = html.count("<") // 2
    if most <= MAX_DEPTH:
        return most
    return max(accumulate(-1 if slash else 1 for slash in CONTAINER.findall(html)))


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
