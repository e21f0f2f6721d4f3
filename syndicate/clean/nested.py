"""Untrusted HTML that is well nested already in, what the parser reads in it out; of all other HTML nothing.

Why it is as safe as the parser: tags stay where they are, as it opens, closes or moves no element by itself ("in body"
of HTML's tree construction, section 13.2.6.4.7). Each is closed by its own tag, nothing stands within a paragraph, a
link or a heading that would end it, and tables, forms and what is foreign are left to the parser. Of a start tag only
attributes of our policy stay, whose values end where they seem to and hold nothing to be judged; any other tag is
written by the sanitiser itself, which is given it alone. Then the same is read again in what is shown, from which only
whole elements are gone.
"""

import re
from functools import lru_cache, reduce
from html import escape, unescape
from typing import NamedTuple

from . import policy, urls
from .depth import crowded
from .markup import MAX_LENGTH, PARSER
from .tags import drawn
from .text import printable

DEEPEST = 40  # elements within each other

TOKEN = re.compile(r"<(!--[^<>-]*+(?:-[^<>-]++)*+--|/?[a-zA-Z][^<>]*+)>")
START = re.compile(r"([a-zA-Z][a-zA-Z0-9]*+)(?=[ \t\n/]|\Z)")
END = re.compile(r"/([a-zA-Z][a-zA-Z0-9]*+)[ \t\n]*+")
# A reference that the parser would not write itself, as `unescape` knows them, or a bare `&`. No text has a NUL.
REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|nbsp);)(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\0\t\n\f <&#;]{1,32};?)?")
STRANGE = re.compile(rf'(?:href|src)="(?!{urls.tame("&amp;")}")')
FIRST_LINES = re.compile(r"(<pre(?: [^>]*)?>)\n+")  # a parser swallows one at each reading
# Attributes in which the parser finds no other references than these, which are as it writes them.
USUAL = re.compile(
    r'(?: [a-z][a-z0-9-]*+="[^"<>&\xa0]*+(?:&(?:(?:amp|lt|gt|quot);|(?=[a-zA-Z0-9]++=))[^"<>&\xa0]*+)*+")*+ ?/?'
)
ATTRIBUTE = re.compile(r' ([^=]++)="([^"]*+)"')
BARE = re.compile("&(?!(?:amp|lt|gt|quot);)")
TAME = re.compile(urls.tame("&amp;"))

FLOWING = (policy.INLINE - {"rp", "rt", "ruby"}) | {"big", "font"}
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BREAKING = HEADINGS | frozenset(
    "address article aside blockquote center details div dl figcaption figure footer header hr li dd dt main nav ol p"
    " pre section summary ul".split()
)
EMPTY = frozenset("br hr img wbr".split())
RAW = frozenset("iframe script style".split())  # what is in them is no markup, and goes with them
KNOWN = FLOWING | BREAKING | EMPTY | RAW
WRITTEN = policy.KEPT | policy.BLOCKS

ADDRESSES = frozenset({"href", "src"})
ALLOWED = {name: policy.ATTRIBUTES["*"] | policy.ATTRIBUTES.get(name, set()) for name in KNOWN}

PARENTS = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}  # in all others they could end what is around
# What may not be open where an element starts.
BARRED = {
    **dict.fromkeys(BREAKING, frozenset({"p"})),
    **dict.fromkeys(HEADINGS, HEADINGS | {"p"}),
    "a": frozenset({"a"}),
}

NONE: frozenset[str] = frozenset()
NOWHERE = frozenset({"", *(f"/{name}" for name in EMPTY)})  # what opens and closes nothing

Stack = tuple[str, ...]
OUTSIDE: Stack = ()


class Markup(NamedTuple):
    """What a parser reads in HTML."""

    written: str  # as `markup.parsed` gives it
    shown: str | None  # as it may be shown, where that is known already


class Tag(NamedTuple):
    """A tag, or a comment."""

    move: str  # "p" opens, "/p" closes one, "" does neither
    written: str
    shown: str | None  # None where it depends on what addresses are relative to


class Tangled(Exception):  # noqa: N818 - no error: the parser reads it
    """Markup in which the parser may do something by itself."""


def nested(html: str) -> Markup | None:
    """Read printable HTML; None where it is for the parser."""
    if crowded(html):
        return None
    parts = TOKEN.split(html)
    try:
        tags = list(map(tag, parts[1::2]))
        moves = [one.move for one in tags]
        if reduce(step, moves, OUTSIDE):
            return None
        parts[::2] = texts(parts[::2], moves)
    except Tangled:
        return None
    parts[1::2] = [one.written for one in tags]
    written = "".join(parts)
    return Markup(written, shown(parts, tags))


def shown(parts: list[str], tags: list[Tag]) -> str | None:
    """Join what may be shown, if it is sure that the parser reads the same in it again."""
    found = [one.shown for one in tags if one.shown is not None]
    if len(found) < len(tags):
        return None
    parts[1::2] = found
    markup = "".join(parts)
    if len(markup) > MAX_LENGTH or "\r" in markup or markup[:1] == "\ufeff":
        return None
    return FIRST_LINES.sub(r"\1", markup) if "<pre" in markup else markup


def texts(printed: list[str], moves: list[str]) -> list[str]:
    """Write the texts between the tags as the parser does (HTML, section 13.3), all at once."""
    text = "\0".join(printed)
    if "<" in text:
        raise Tangled("a bare <")
    if not RAW.isdisjoint(moves):
        text = "\0".join("" if move in RAW else one for one, move in zip(printed, ["", *moves], strict=True))
    if "&" in text:
        text = REFERENCE.sub(reference, text)
    if "\r" in text or "\ufeff" in text:
        raise Tangled("what a parser reads by where it stands")
    return text.replace(">", "&gt;").replace("\xa0", "&nbsp;").split("\0")


def reference(found: re.Match[str]) -> str:
    return referred(found[0])


@lru_cache(maxsize=1024)
def referred(printed: str) -> str:
    """Write what a reference stands for."""
    return escape(printable(unescape(printed)), quote=False)


@lru_cache(maxsize=4096)
def step(stack: Stack, move: str) -> Stack:
    """Give the elements that are open behind a tag."""
    last = stack[-1] if stack else ""
    if last and move == f"/{last}":
        return stack[:-1]
    if last in RAW:
        raise Tangled(last)
    if move in NOWHERE:
        return stack
    barred = move[0] == "/" or not BARRED.get(move, NONE).isdisjoint(stack)
    if barred or last not in PARENTS.get(move, (last,)) or len(stack) > DEEPEST:
        raise Tangled(move)
    return stack if move in EMPTY else (*stack, move)


@lru_cache(maxsize=4096)
def tag(printed: str) -> Tag:
    """Read what stands between `<` and `>`."""
    if printed[0] == "!":
        return Tag("", "", "")
    return end(printed) if printed[0] == "/" else start(printed)


def end(printed: str) -> Tag:
    found = END.fullmatch(printed)
    name = found[1].lower() if found else ""
    if name == "br":  # which is read as a start
        return start(name)
    tag = f"</{name}>" if name in WRITTEN and name not in EMPTY else ""
    return Tag(f"/{name}", tag, tag if name in policy.KEPT else "")


def start(printed: str) -> Tag:
    found = START.match(printed)
    name = found[1].lower() if found else ""
    if name not in KNOWN:
        raise Tangled(printed)
    return usual(name, printed[len(name) :]) or sanitised(name, printed)


def usual(name: str, attributes: str) -> Tag | None:
    """Write a tag with attributes of which nothing is to be judged."""
    if not USUAL.fullmatch(attributes):
        return None
    found = [one for one in ATTRIBUTE.findall(attributes) if one[0] in ALLOWED[name]]
    kept = {key: BARE.sub("&amp;", value) if "&" in value else value for key, value in found}
    if len(kept) < len(found) or not all(TAME.fullmatch(kept[key]) for key in kept.keys() & ADDRESSES):
        return None
    if name == "a":
        kept["rel"] = policy.REL
    inner = "".join([f' {key}="{value}"' for key, value in kept.items()])
    written = f"<{name}{inner}>" if name in WRITTEN else ""
    if name == "img":
        return Tag(name, written, drawn(inner) if "src" in kept else "")
    return Tag(name, written, written if name in policy.KEPT else "")


def sanitised(name: str, printed: str) -> Tag:
    """Let the sanitiser write a tag, with a letter behind it to see that it ended there."""
    closing = f"</{name}>" if name in WRITTEN - EMPTY else ""
    raw = f"</{name}>" if name in RAW else ""
    made = PARSER.clean(f"<{printed}>{raw}x")
    if not made.endswith(f"x{closing}") or (name not in WRITTEN and made != "x"):
        raise Tangled(printed)
    written = printable(made.removesuffix(f"x{closing}"))
    if STRANGE.search(written) or name == "img":
        return Tag(name, written, None)
    return Tag(name, written, written if name in policy.KEPT else "")
