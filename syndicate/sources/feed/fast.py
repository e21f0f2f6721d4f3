"""The answer of a well-formed feed in, what it says in the shape of the tolerant parser out, or nothing.

It is many times quicker, and claims nothing that the tolerant parser would not say too: whatever it is not sure of,
from an encoding to the order of elements, makes it give up, and costs only time.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ...model import Answer
from .charset import charset, is_wide
from .doubt import Doubt
from .draft import Attributes, Draft
from .names import ATOM, RDF, RSS_RDF, STRANGE, name
from .parsed import Fields, Parsed
from .scope import Scope, attributes

DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["'][^>]*\?>""", re.ASCII)
# Without declarations of its own; the tolerant parser takes it away too, where it begins a line.
DOCTYPE = re.compile(rb"\A((?:<\?[^>]*\?>|<!--[^<>]*-->|\s)*?)(?:\A|(?<=\n))[ \t]*<!DOCTYPE[^>\[]*>")
ENCODINGS = re.compile(
    r"(utf-8|ascii|iso8859|cp\d|koi8|gb|big5|euc|shift_jis|tis|mac).*"
)  # Python's names of them

ENTRIES = ("item", "entry")
ROOTS = ("rss", "feed", "rdf:rdf")
# Of the feed itself only its title, address, id and language are wanted.
WANTED = frozenset({"title", "dc:title", "media:title", "link", "guid", "id", "language", "dc:language"})
CONTENTS = frozenset({"content", "content:encoded", "fullitem"})
SUMMARIES = frozenset({"summary", "itunes:summary", "description", "dc:description", "media:description"})
MEANT = WANTED | STRANGE | CONTENTS | SUMMARIES | frozenset(ENTRIES)
# What stands within these elements is told of them, as long as it is nothing else.
ASIDE = {
    "image": frozenset({"title", "link", "description", "url", "href", "width", "height", "alt"}),
    "textinput": frozenset({"title", "link", "description", "name"}),
}


def parse(answer: Answer) -> Parsed | None:
    """Read a feed; None where it is for the tolerant parser."""
    try:
        return document(root(encoded(answer)))
    except Doubt:
        return None


def encoded(answer: Answer) -> bytes:
    """Give the body in UTF-8."""
    body = answer.body
    if is_wide(body):
        raise Doubt("wide characters")
    said = answer.charset or declared(body)
    if said.lower() != "utf-8":
        said = charset(body, answer.charset) or declared(body)
    try:
        encoding = codecs.lookup("gb18030" if said.lower() == "gb2312" else said).name
        if not ENCODINGS.fullmatch(encoding):
            raise Doubt(encoding)
        return body if encoding in ("utf-8", "ascii") else body.decode(encoding).encode()
    except (LookupError, UnicodeError) as error:
        raise Doubt(said) from error


def declared(body: bytes) -> str:
    found = DECLARED.match(body)
    return found[1].decode("ascii") if found else "utf-8"


def root(body: bytes) -> Any:
    """Parse XML that must be well formed; nothing is expanded, loaded or asked."""
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        found = etree.fromstring(DOCTYPE.sub(rb"\1", body), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Doubt("not well formed") from error
    if found.getroottree().docinfo.doctype:
        raise Doubt("a document type")
    return found


def document(root: Any) -> Parsed:
    """Read the feed that a root element is."""
    kind = name(root)
    if kind not in ROOTS:
        raise Doubt(root.tag)
    namespaces = {uri.lower() for uri in root.nsmap.values()}
    atom = kind == "feed"
    if (ATOM in namespaces) if kind == "rdf:rdf" else (namespaces & RSS_RDF):
        raise Doubt("two formats")
    if not atom and any(name(child) in WANTED for child in root):
        raise Doubt("a title outside the channel")
    scope = Scope().within(root, attributes(root))
    feed = Draft(atom)
    if scope.language and kind != "rdf:rdf":
        feed.fields["language"] = scope.language
    return Parsed(atom, feed.fields, list(spread(root, scope, feed)))


def spread(parent: Any, outer: Scope, feed: Draft) -> Iterator[Fields]:
    """Read the entries, and take in what stands between them and tells of the feed."""
    for element in parent:
        kind = name(element)
        held = attributes(element)
        scope = outer.within(element, held)
        if kind in ENTRIES:
            feed.retitled = True
            yield entry(element, held, scope, feed)
        elif kind == "channel":
            if held.keys() & {"lastmod", "href"}:
                raise Doubt("a channel of CDF")
            yield from spread(element, scope, feed)
        elif kind in WANTED:
            if (feed.titled and kind.endswith("title")) or "&amp;" in (element.text or ""):
                raise Doubt(f"{kind} of the feed")
            feed.read(kind, element, held, scope)
        else:
            skip(kind, element, feed)
            told(feed, kind, feed.atom or name(parent) == "channel")


def told(feed: Draft, kind: str, inside: bool) -> None:
    """Note a summary of the feed: the tolerant parser takes a second one for a content, and for the next entry's too."""
    if kind in STRANGE or kind in CONTENTS or (kind in SUMMARIES and not inside):
        raise Doubt(f"{kind} of the feed")
    feed.filled |= kind in SUMMARIES and feed.told is not None
    if kind in ("summary", "itunes:summary"):
        feed.told = 0


def skip(kind: str, element: Any, feed: Draft) -> None:
    """Pass over an element of the feed, unless something within it could count.

    The title of a picture does not, where the feed has one of its own and nothing since then lets another count.
    """
    feed.retitled |= kind in ASIDE or kind == "source"
    for child in element:
        local = name(child)
        passed = local == "media:title" and feed.titled and not feed.retitled
        if not passed and (local not in ASIDE[kind] if kind in ASIDE else local in MEANT):
            raise Doubt(f"{local} in {kind}")
        skip(local, child, feed)


def entry(element: Any, held: Attributes, scope: Scope, feed: Draft) -> Fields:
    draft = Draft(feed.atom, filled=feed.filled)
    feed.filled = False
    if held.keys() & {"lastmod", "href"}:
        raise Doubt("an entry of CDF")
    if about := element.get(f"{RDF}about"):
        draft.fields["id"] = about
    fill(draft, element, scope)
    return draft.fields


def fill(draft: Draft, parent: Any, outer: Scope) -> None:
    """Take in the elements of an entry; those without a meaning are transparent."""
    for element in parent:
        kind = name(element)
        held = attributes(element)
        scope = outer.within(element, held) if held else outer
        counts = draft.read(kind, element, held, scope)
        if (not counts or kind == "media:content") and len(element):
            draft.depth += 1
            fill(draft, element, scope)
            draft.depth -= 1
