"""An element in, the text it holds out: plain, escaped HTML, or XHTML written inline; it decides what kind it is.

All is printed as the tolerant parser prints it, its repairs included, so that no text depends on who read it.
"""

import re
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from feedparser.api import StrictFeedParser

from .doubt import Doubt
from .names import ATOM, XML, known
from .parsed import Fields
from .scope import Scope, items

PLAIN, HTML, XHTML = "text/plain", "text/html", "application/xhtml+xml"
TYPES = {
    "text": PLAIN,
    "plain": PLAIN,
    PLAIN: PLAIN,
    "html": HTML,
    HTML: HTML,
    "xhtml": XHTML,
    XHTML: XHTML,
}

CONTROL = re.compile(b"\xc2[\x80-\x9f]")  # in UTF-8, where it is found many times quicker
WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
REFERENCE = re.compile(r"&(\w+);", re.ASCII)
MARKED = re.compile(r"</\w+>|&#?\w+;")

# Markup for which the tolerant parser has no handler of its own: the others, written inline, confuse it.
INLINE = frozenset(
    "a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite"
    " code col colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4"
    " h5 h6 header hr i iframe img input ins kbd label legend li main map mark meta nav nobr noscript object ol option"
    " p param picture pre q rp rt ruby s samp script section select small source span strike strong style sub sup table tbody"
    " td textarea tfoot th thead time tr track tt u ul var video wbr".split()
)


def text(element: Any) -> str:
    """Give the text of an element that has no others in it."""
    if len(element):
        raise Doubt(f"markup in {element.tag}")
    value: str = (element.text or "").strip()
    return value if value.isascii() else mended(value)


def mended(value: str) -> str:
    """Undo what others did to a text: UTF-8 read as Latin-1, and the controls that Windows means as quotes.

    Either has a character of U+0080 to U+00BF, which in UTF-8 begins with C2, as little else does.
    """
    if value.isascii() or b"\xc2" not in value.encode():
        return value
    value = reread(value)
    return value.translate(WINDOWS) if CONTROL.search(value.encode()) else value


def reread(value: str) -> str:
    try:
        return value.encode("iso-8859-1").decode()
    except UnicodeError:
        return value


def spelt(address: str) -> str:
    """Undo the escaping of what was escaped twice."""
    if "&" not in address:
        return mended(address)
    return REFERENCE.sub(r"&\1", mended(address).replace("&amp;", "&"))


def part(element: Any, attributes: dict[str, str], scope: Scope, default: str, *, atom: bool) -> Fields:
    """Read a text with its type, language and base."""
    kind = declared(element, attributes, default) if attributes else default
    value = markup(element) if kind == XHTML else text(element)
    if kind == PLAIN and not atom and marked(value):
        kind = HTML
    return {"type": kind, "language": scope.language, "base": scope.base, "value": value}


def declared(element: Any, attributes: dict[str, str], default: str) -> str:
    """Say of what kind a text is, by the attributes of its element."""
    said = attributes.get("type", default).lower()
    kind = TYPES.get(said, "") or (said if empty(element) else "")
    if not kind or attributes.get("mode") == "base64":
        raise Doubt(f"type {attributes.get('type')}")
    return kind


def empty(element: Any) -> bool:
    """Tell whether nothing is in an element: what kind of nothing is no matter."""
    return not len(element) and not (element.text or "").strip()


def marked(value: str) -> bool:
    """Tell whether a text that is not said to be HTML looks like it."""
    likely = ("&" in value or "</" in value) and MARKED.search(value)
    return bool(likely and StrictFeedParser.looks_like_html(value))


def markup(element: Any) -> str:
    """Write the markup within an element, without a `div` that only wraps it (RFC 4287, section 3.1.1.3)."""
    inner = wrapped(element)
    return mended("".join(pieces(element if inner is None else inner)).strip())


def wrapped(element: Any) -> Any:
    """Give the only element within another, if it is a `div` and no text stands beside it."""
    beside = (element.text or "") + "".join(child.tail or "" for child in element)
    only = len(element) == 1 and not beside.strip() and tag(element[0]) == "div"
    return element[0] if only and element.getroottree().getroot().tag.lower() == f"{{{ATOM}}}feed" else None


def pieces(element: Any) -> Iterator[str]:
    """Give text and tags of what is within an element; void elements are closed like others."""
    yield escape(element.text or "")
    for child in element:
        opening = "".join(f' {key}="{quoted(value)}"' for key, value in written(child))
        yield f"<{tag(child)}{opening}>"
        yield from pieces(child)
        yield f"</{tag(child)}>{escape(child.tail or '')}"


def quoted(value: str) -> str:
    return escape(value, {'"': "&quot;"})


def written(element: Any) -> Iterator[tuple[str, str]]:
    for key, value in items(element):
        local = key.replace(XML, "xml:").lower()
        if "}" in local:
            raise Doubt(key)
        yield local, value.lower() if local in ("rel", "type") else value


def tag(element: Any) -> str:
    """Name an element of inline markup."""
    local = (known(element.tag) or "?").removeprefix("xhtml:")
    if local not in INLINE:
        raise Doubt(f"inline {element.tag}")
    return local
