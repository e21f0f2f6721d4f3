"""The rules of Atom 1.0 (RFC 4287): bytes of a feed in, its mistakes out."""

from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from .history import mistakes_in_history
from .values import (
    is_email,
    is_language,
    is_media_type,
    is_number,
    is_rfc_3339,
    is_uri,
    mistakes_in_bytes,
    mistakes_in_count,
    mistakes_in_markup,
    mistakes_in_media,
    mistakes_in_repeated,
    parsed,
)

ATOM = "{http://www.w3.org/2005/Atom}"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
METADATA = {
    "author",
    "category",
    "contributor",
    "generator",
    "icon",
    "id",
    "link",
    "logo",
    "rights",
    "subtitle",
}
ALLOWED = {
    "feed": METADATA | {"title", "updated", "entry"},
    "source": METADATA | {"title", "updated"},
    "entry": METADATA - {"generator", "icon", "logo", "subtitle"}
    | {"title", "updated", "content", "published", "source", "summary"},
    "author": {"name", "uri", "email"},
    "contributor": {"name", "uri", "email"},
}
ONCE = {
    "feed": ("id", "title", "updated"),
    "entry": ("id", "title", "updated"),
    "source": ("id", "title", "updated"),  # section 4.2.11: else nothing says where an entry comes from
    "author": ("name",),
    "contributor": ("name",),
}
SINGLE = (
    "generator",
    "icon",
    "logo",
    "rights",
    "subtitle",
    "content",
    "published",
    "source",
    "summary",
    "uri",
)
TEXTS = {"title", "subtitle", "summary", "rights"}


def short(node: Any) -> str:
    """Name a node of the Atom namespace; nothing for others."""
    tag = str(node.tag)
    return tag.removeprefix(ATOM) if tag.startswith(ATOM) else ""


def value(node: Any, name: str) -> str:
    """Give the text of a child, or nothing."""
    return (node.findtext(ATOM + name) or "").strip()


def mistakes_in_text(node: Any) -> Iterator[str]:
    """Section 3.1: type and children of text constructs; a title says something."""
    kind = node.get("type", "text")
    if kind not in ("text", "html", "xhtml"):
        yield f"{short(node)}: type {kind}"
    if kind != "xhtml" and len(node):
        yield f"{short(node)}: elements in {kind}"
    if short(node) == "title" and not "".join(node.itertext()).strip():
        yield "title: empty"


def mistakes_in_date(node: Any) -> Iterator[str]:
    """Section 3.3."""
    if not is_rfc_3339(node.text or ""):
        yield f"{short(node)}: not a date: {node.text}"


def mistakes_in_id(node: Any) -> Iterator[str]:
    """Section 4.2.6."""
    if not is_uri(node.text or ""):
        yield f"{short(node)}: not an absolute address: {node.text}"


def mistakes_in_link(node: Any) -> Iterator[str]:
    """Section 4.2.7, and all addresses absolute."""
    checks: list[tuple[str, Callable[[str], bool]]] = [
        ("href", is_uri),
        ("type", is_media_type),
        ("hreflang", is_language),
    ]
    for name, fits in checks:
        if name in node.attrib and not fits(node.get(name)):
            yield f"link: {name} {node.get(name)}"
    if "href" not in node.attrib:
        yield "link: no href"
    if not is_number(node.get("length", "0")):
        yield f"link: length {node.get('length')}"


def mistakes_in_category(node: Any) -> Iterator[str]:
    """Section 4.2.2."""
    if not node.get("term"):
        yield "category: no term"
    if "scheme" in node.attrib and not is_uri(node.get("scheme")):
        yield f"category: scheme {node.get('scheme')}"


def mistakes_in_person(node: Any) -> Iterator[str]:
    """Section 3.2."""
    if not value(node, "name"):
        yield f"{short(node)}: without a name"
    email, uri = node.find(ATOM + "email"), node.find(ATOM + "uri")
    if email is not None and not is_email(email.text or ""):
        yield f"{short(node)}: email {email.text}"
    if uri is not None and not is_uri(uri.text or ""):
        yield f"{short(node)}: uri {uri.text}"


def mistakes_in_content(node: Any) -> Iterator[str]:
    """Section 4.1.3: text and HTML have no elements, what stands elsewhere has nothing here, and no type is composite."""
    kind = node.get("type", "text")
    if kind in ("text", "html") and len(node):
        yield "content: elements in text or html"
    if node.get("src") and (len(node) or node.text or kind in ("text", "html", "xhtml")):
        yield "content: both here and elsewhere"
    if kind not in ("text", "html", "xhtml") and not is_media_type(kind):
        yield f"content: type {kind}"
    if kind.startswith(("multipart/", "message/")):
        yield f"content: composite type {kind}"
    if kind == "html":
        yield from mistakes_in_markup("content", node.text or "")


def links(node: Any, rel: str) -> list[Any]:
    """List the links of one relation; without one, it is alternate (section 4.2.7.2)."""
    return [link for link in node.findall(ATOM + "link") if link.get("rel", "alternate") == rel]


def mistakes_in_alternates(node: Any) -> Iterator[str]:
    """Sections 4.1.1 and 4.1.2: one alternate of each type and language."""
    pairs = [(link.get("type"), link.get("hreflang")) for link in links(node, "alternate")]
    yield from mistakes_in_repeated(f"{short(node)}: alternate", pairs)


def mistakes_in_feed(feed: Any) -> Iterator[str]:
    """Section 4.1.1: its own address, authors, and entries that are told apart."""
    yield from mistakes_in_alternates(feed)
    if len(links(feed, "self")) != 1:
        yield f"feed: {len(links(feed, 'self'))} self links instead of one"
    entries = feed.findall(ATOM + "entry")
    yield from mistakes_in_repeated("entry", [(value(e, "id"), value(e, "updated")) for e in entries])
    authored = feed.find(ATOM + "author") is not None
    if not authored and not all(e.findall(f".//{ATOM}author") for e in entries or [feed]):
        yield "feed: no author"


def mistakes_in_entry(entry: Any) -> Iterator[str]:
    """Section 4.1.2: where to read it, if not here."""
    yield from mistakes_in_alternates(entry)
    content = entry.find(ATOM + "content")
    if content is None and not links(entry, "alternate"):
        yield "entry: neither content nor alternate link"
    if content is not None and content.get("src") and entry.find(ATOM + "summary") is None:
        yield "entry: content elsewhere, and no summary"


CHECKS: dict[str, Callable[[Any], Iterator[str]]] = {
    **dict.fromkeys(TEXTS, mistakes_in_text),
    **dict.fromkeys(("updated", "published"), mistakes_in_date),
    **dict.fromkeys(("id", "icon", "logo"), mistakes_in_id),
    **dict.fromkeys(("author", "contributor"), mistakes_in_person),
    "link": mistakes_in_link,
    "category": mistakes_in_category,
    "content": mistakes_in_content,
    "feed": mistakes_in_feed,
    "entry": mistakes_in_entry,
}


def mistakes_in_children(node: Any) -> Iterator[str]:
    """Find children that may not be there, are missing, or stand too often."""
    name, names = short(node), [short(child) for child in node if isinstance(child.tag, str)]
    if name in ALLOWED:
        yield from (f"{name}: unexpected {child}" for child in names if child and child not in ALLOWED[name])
        yield from mistakes_in_count(name, names, ONCE.get(name, ()), (*SINGLE, "email"))
    yield from (f"{name}: element without a namespace" for child in node if "{" not in str(child.tag))


def mistakes_in_atom(body: bytes) -> list[str]:
    """Find every mistake in an Atom feed."""
    found = list(mistakes_in_bytes(body))
    try:
        root = parsed(body)
    except etree.XMLSyntaxError as error:
        return [*found, f"not well-formed: {error}"]
    if root.tag != ATOM + "feed":
        return [*found, f"the root is {root.tag}"]
    for node in root.iter(ATOM + "*"):
        found += [*mistakes_in_children(node), *CHECKS.get(short(node), lambda _: iter(()))(node)]
        if XML_LANG in node.attrib and not is_language(node.get(XML_LANG)):
            found.append(f"{short(node)}: xml:lang {node.get(XML_LANG)}")
        if XML_BASE in node.attrib:
            found.append(f"{short(node)}: xml:base, though every address is absolute")
    return [*found, *mistakes_in_media(root), *mistakes_in_history(root)]
