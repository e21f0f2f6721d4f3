"""The bytes of XML or HTML in, its root out: made in one place, so that no bound is ever forgotten.

No entity is expanded, no DTD loaded, no network asked, and what is huge or nested too deep is refused. What is not
well formed is repaired: an address with a bare `&` is more common than an attack, and as harmless here.
"""

import codecs
import re
from typing import Any

from lxml import etree

from ..errors import SourceError
from ..model import Answer
from .feed.charset import charset

MAX_TAGS = 200_000  # of a page; more are no list of news, and cost more memory than a process should give
MAX_ATTRIBUTES = 2_000  # of one element: the parser's time grows with their square
LONG = 8 * MAX_ATTRIBUTES  # bytes of a tag that may have so many
VALUE = re.compile(rb"""=\s*(?:"[^"]*+"|'[^']*+')""")


def page(answer: Answer) -> Any:
    """Parse HTML in its charset: a byte order mark, evident UTF-8, the Content-Type, else what the page declares."""
    if reason := excess(answer.body):
        raise SourceError("too-large", reason)
    name = charset(answer.body, answer.charset)
    parser = etree.HTMLParser(
        encoding=name if known(name) else None,
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        found = etree.fromstring(answer.body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("unreadable", f"HTML: {error}") from error
    if found is None:
        raise SourceError("empty")
    return found


def excess(body: bytes) -> str:
    """Say what a page has too much of to be parsed at all."""
    plain = body.replace(b"\x00", b"")
    if plain.count(b"<") > MAX_TAGS:
        return f"more than {MAX_TAGS} tags"
    long = (VALUE.sub(b"=", tag).partition(b">")[0] for tag in plain.split(b"<") if len(tag) > LONG)
    crowded = any(len(tag.split()) > MAX_ATTRIBUTES for tag in long)
    return f"an element has more than {MAX_ATTRIBUTES} attributes" if crowded else ""


def known(name: str | None) -> bool:
    try:
        return bool(name and codecs.lookup(name))
    except LookupError:
        return False


def root(body: bytes) -> Any:
    """Parse XML; raises `SourceError("unreadable")` where nothing of it can be read."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        found = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError("unreadable", f"XML: {error}") from error
    if found is None:
        raise SourceError("unreadable", "no XML")
    return found


def local(element: Any) -> str:
    """Give an element's name without its namespace, which many documents get wrong; a reference has none."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def child(element: Any, *names: str) -> Any:
    """Give the element at a path of names, or None."""
    for name in names:
        element = next((part for part in element if local(part) == name), None)
        if element is None:
            return None
    return element


def text(element: Any, *names: str) -> str:
    """Give the text at a path of names."""
    found = child(element, *names)
    return "" if found is None else "".join(found.itertext()).strip()
