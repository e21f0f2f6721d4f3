"""Untrusted HTML in, sanitised HTML with absolute addresses out; what is not understood goes."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from html import escape, unescape

import nh3

from . import policy, urls
from .depth import overgrown
from .text import BREAK, MAX_LENGTH, plain, printable

MAX_DEPTH = 100  # elements within each other in what goes out
BASES = 64  # sanitisers that are kept, one for each base
ROUNDS = 4  # of sanitising, after which markup that still changes is taken for an attack

TAG = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z-]+="[^"]*")*)>')  # as the sanitiser writes it
FIRST_LINES = re.compile(r"(<pre(?: [a-z-]+=\"[^\"]*\")*>)\n+")  # a parser swallows one at each reading
PLAIN_TAGS = frozenset({"p", "br"})


def sanitise(html: str, base: str) -> str:
    """Give HTML that may be shown within any page: `sanitise(sanitise(x, b), b) == sanitise(x, b)`.

    Markup that does not settle after some rounds was made to read differently each time: its text alone stays.
    """
    text = printable(html)[:MAX_LENGTH]
    for _ in range(ROUNDS):
        once = purify(text, base)
        if once == text:
            return text
        text = once if len(once) <= MAX_LENGTH else once[: MAX_LENGTH - len(once) // 8]
    return within(escape(plain(text), quote=False))


def within(text: str) -> str:
    """Cut escaped text to the limit, between characters rather than within an escape."""
    return text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH].rpartition(" ")[0]


def purify(html: str, base: str) -> str:
    """Parse, filter and write the HTML once."""
    if overgrown(html):
        return escape(unescape(BREAK.sub(" ", html)), quote=False)
    return FIRST_LINES.sub(r"\1", "".join(levelled(cleaner(base).clean(html))))


@lru_cache(BASES)
def cleaner(base: str) -> nh3.Cleaner:
    """Make the sanitiser of what stands at an address: making one costs as much as using it."""
    return nh3.Cleaner(
        tags=set(policy.KEPT),
        clean_content_tags=set(policy.DROPPED),
        attributes=policy.ATTRIBUTES,
        attribute_filter=partial(attribute, base),
        link_rel=policy.REL,
        url_schemes=policy.SCHEMES,
    )


def attribute(base: str, tag: str, name: str, value: str) -> str | None:
    """Make addresses absolute, and drop those that nobody should follow."""
    if (tag, name) not in policy.ADDRESSES:
        return value
    if tag == "a" and value[:7].lower() == "mailto:":
        return f"mailto:{urls.encoded(value[7:].strip(), '?')}"
    return urls.resolve(value, base)


def levelled(html: str) -> Iterator[str]:
    """Leave out tags that are nested too deep, and images that show nothing."""
    depth = place = 0
    for found in TAG.finditer(html):
        yield html[place : found.start()]
        place = found.end()
        closing, name, attributes = found.groups()
        container = name not in policy.VOID
        depth += container and not closing
        if name == "img":
            yield "" if invisible(attributes) else f"<img{attributes}{policy.IMAGE}>"
        elif depth <= MAX_DEPTH:
            yield found[0]
        depth -= bool(closing)
    yield html[place:]


def invisible(attributes: str) -> bool:
    """Tell images without an address, and those of at most one pixel, which only count readers."""
    values = dict(re.findall(r' ([a-z-]+)="([^"]*)"', attributes))
    sizes = [values.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    return not values.get("src") or all(size in ("0", "1") for size in sizes)


def marked(html: str) -> bool:
    """Tell whether sanitised HTML has more to show than paragraphs of text."""
    return any(name not in PLAIN_TAGS for _, name, _ in TAG.findall(html))


def visible(html: str) -> bool:
    """Tell whether sanitised HTML shows anything at all."""
    return "<img " in html or bool(unescape(TAG.sub("", html)).strip())
