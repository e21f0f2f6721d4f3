"""The bytes of an OPML file in, its outlines out, however it is written; and the other way round, as it should be.

Readers have written OPML that is no XML for twenty years: what can be understood is taken. What an outline stands for
is not known here; the attributes that FreshRSS adds are `freshrss`'s business.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from lxml import etree

from ..errors import SourceError
from .feed.charset import MARKS, is_utf8, is_wide

MOST_BYTES = 10_000_000
DECLARATION = re.compile(r"^\s*<\?xml[^>]*?(?:encoding\s*=\s*[\"']([\w.-]+)[\"'])?[^>]*\?>", re.IGNORECASE)
TAG = re.compile(r"<outline\b(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>", re.IGNORECASE)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
ENTITY = re.compile(r"&(#\d+;|#x[0-9a-fA-F]+;|[a-zA-Z]\w*;)?")
OWN = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
NAMESPACE = "https://freshrss.org/opml"
PREFIX = "frss:"


@dataclass(frozen=True, slots=True)
class Outline:
    """One line of the file that stands for something itself, and the folders that it is in."""

    attributes: Mapping[str, str]  # by their names in lower case, those of FreshRSS with `frss:`
    folders: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.attributes.get("title") or self.attributes.get("text") or ""


def read(body: bytes) -> list[Outline]:
    """Read all outlines that are no folders; raises `SourceError` where the file has none."""
    if len(body) > MOST_BYTES:
        raise SourceError("too-large", "more than 10 MB of OPML")
    text = mended(decoded(body))
    found = list(outlines(text, etree.XMLParser))
    if not any(addressed(one.attributes) for one in found):  # attributes without quotes are none in XML
        found = list(outlines(text, etree.HTMLParser)) or found
    if not found:
        raise SourceError("unreadable", "no outline of OPML is in it")
    return found


def decoded(body: bytes) -> str:
    """Read the bytes as text: by their mark, as UTF-8 if they are that, else as declared, else as Windows would."""
    mark = next((name for sign, name in MARKS if body.startswith(sign)), "")
    if not mark and is_wide(body):
        mark = "utf-16-le" if body[1:2] == b"\x00" else "utf-16-be"
    if mark:
        return body.decode(mark, "replace").removeprefix("\ufeff")
    declared = DECLARATION.match(body[:200].decode("latin-1"))
    named = ((declared and declared[1]) or "").lower()
    for name in ["utf-8"] if is_utf8(body) else [named, "utf-8", "cp1252"]:
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("latin-1")


def mended(text: str) -> str:
    """Write the text as XML wants it: no declaration of what it was, no bare &, no bare <, no entity of HTML."""
    bare = FORBIDDEN.sub("", DECLARATION.sub("", text, count=1))
    bare = ENTITY.sub(lambda found: entity(found[0]), bare)
    return TAG.sub(lambda tag: QUOTED.sub(lambda one: one[0].replace("<", "&lt;"), tag[0]), bare)


def entity(written: str) -> str:
    """Write one entity so that XML knows it."""
    if written in OWN or written.startswith("&#"):
        return written
    sign = html5.get(written[1:])
    return sign if sign and sign not in "&<>\"'" else f"&amp;{written[1:]}"


def outlines(text: str, parser: Any) -> Iterator[Outline]:
    """Give the outlines as a parser finds them, which mends what is not well formed."""
    bounded = parser(recover=True, no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8")
    try:
        root = etree.fromstring(f"<all xmlns:frss='{NAMESPACE}'>{text}</all>".encode(), bounded)
    except (etree.XMLSyntaxError, ValueError):
        return
    for element in () if root is None else root.iter():
        if isinstance(element.tag, str) and element.tag.rpartition("}")[2].lower() == "outline":
            attributes = named(element)
            if addressed(attributes) or len(element) == 0:
                yield Outline(attributes, tuple(folders(element)))


def named(element: Any) -> dict[str, str]:
    """Give the attributes of an outline by names that do not depend on how it is written."""
    found: dict[str, str] = {}
    for name, value in element.attrib.items():
        space, _, local = name.rpartition("}")
        prefix = PREFIX if space.endswith(NAMESPACE) else ""
        found.setdefault(f"{prefix}{local}".lower(), value.strip())
    return found


def addressed(attributes: Mapping[str, str]) -> bool:
    return any(attributes.get(name) for name in ("xmlurl", "url"))


def folders(element: Any) -> Iterator[str]:
    """Name the folders that an outline is in, the outermost first; one that was never closed is none."""
    for one in reversed(list(element.iterancestors())):
        attributes = named(one)
        if one.tag.rpartition("}")[2].lower() == "outline" and not addressed(attributes):
            yield attributes.get("title") or attributes.get("text") or ""


def write(title: str, found: Sequence[Mapping[str, str]]) -> str:
    """Write outlines as OPML 2.0, with the attributes of FreshRSS in its namespace."""
    root = etree.Element("opml", nsmap={"frss": NAMESPACE}, version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for attributes in found:
        outline = etree.SubElement(body, "outline")
        for name, value in attributes.items():
            qualified = f"{{{NAMESPACE}}}{name.removeprefix(PREFIX)}" if name.startswith(PREFIX) else name
            outline.set(qualified, FORBIDDEN.sub("", value))
    written: bytes = etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True)
    return written.decode()
