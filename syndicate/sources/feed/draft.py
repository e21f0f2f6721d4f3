"""The elements of an entry or a feed in, one after the other, what they say together out, as the tolerant parser says it.

Order matters in feeds: whether a text is the summary or the content depends on what stood before it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .doubt import Doubt
from .names import name
from .parsed import Fields
from .printed import HTML, PLAIN, XHTML, mended, part, text
from .scope import Scope, join

LONGEST_AUTHOR = 300  # characters in which an address is looked for: the time grows with their square
ADDRESS = re.compile(
    r"[a-zA-Z0-9_\-.+]+@(?:\[[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.|(?:[a-zA-Z0-9\-]+\.)+)(?:[a-zA-Z]{2,4}|[0-9]{1,3})\]?"
    r"(?:\?subject=\S+)?"
)
REFERENCE = re.compile(r"&(\w+);", re.ASCII)
PERSON = frozenset({"name", "email", "uri", "url", "homepage"})

Attributes = dict[str, str]


@dataclass(slots=True)
class Draft:
    """What has been read of an entry, or of the feed itself."""

    atom: bool
    fields: Fields = field(default_factory=dict)
    filled: bool = False  # with a content
    nested: bool = False  # what comes stands deeper than the others

    def read(self, kind: str, element: Any, attributes: Attributes, scope: Scope) -> bool:
        """Take in an element; say whether it is one of those that count."""
        taking = TAKING.get(kind)
        if taking is None:
            return False
        if self.nested and kind not in DEEP:
            raise Doubt(f"{kind} within another element")
        taking(self, element, attributes, scope)
        return True


def title(draft: Draft, element: Any, attributes: Attributes, scope: Scope) -> None:
    if draft.fields.get("title"):
        raise Doubt("two titles")
    found = part(element, attributes, scope, PLAIN, atom=draft.atom)
    draft.fields |= {"title": found["value"], "title_detail": found}


def other_title(draft: Draft, element: Any, _: Attributes, __: Scope) -> None:
    """Pass over the title of a picture, which counts only where the entry has none of its own."""
    if not draft.fields.get("title"):
        raise Doubt(element.tag)


def link(draft: Draft, element: Any, attributes: Attributes, scope: Scope) -> None:
    childless(draft, element, attributes, scope)
    rel = attributes.get("rel", "alternate").lower()
    kind = attributes.get("type", HTML).lower()
    address = next((attributes[key] for key in ("url", "uri", "href") if key in attributes), None)
    found = {"rel": rel}
    draft.fields.setdefault("links", []).append(found)
    if address is None:
        draft.fields["link"] = found["href"] = spelt(join(scope.base, text(element)))
        return
    found["href"] = join(scope.base, address)
    if rel == "alternate" and kind in ("html", HTML, "xhtml", XHTML):
        draft.fields["link"] = found["href"]


def spelt(address: str) -> str:
    """Undo the escaping of what was escaped twice."""
    return REFERENCE.sub(r"&\1", mended(address).replace("&amp;", "&"))


def guid(draft: Draft, element: Any, attributes: Attributes, scope: Scope) -> None:
    """Take an id, which is the link too if it says so and there is none."""
    permanent = attributes.get("ispermalink", "true") == "true"
    value = text(element)
    if permanent and value:
        value = mended(join(scope.base, value))
    draft.fields["id"] = value
    draft.fields.setdefault("guidislink", permanent and "link" not in draft.fields)
    if permanent:
        draft.fields.setdefault("link", value)


def simple(key: str) -> Callable[[Draft, Any, Attributes, Scope], None]:
    """Prepare to take the text of an element; the last one counts."""

    def take(draft: Draft, element: Any, _: Attributes, __: Scope) -> None:
        draft.fields[key] = text(element)

    return take


def content(draft: Draft, element: Any, attributes: Attributes, scope: Scope, kind: str = PLAIN) -> None:
    found = part(element, attributes, scope, kind, atom=draft.atom)
    draft.filled = True
    draft.fields.setdefault("content", []).append(found)
    draft.fields.setdefault("summary", found["value"])


def encoded(draft: Draft, element: Any, attributes: Attributes, scope: Scope) -> None:
    content(draft, element, attributes, scope, HTML)


def summary(draft: Draft, element: Any, attributes: Attributes, scope: Scope, kind: str = PLAIN) -> None:
    """Take a summary; a second one is a content, as long as there is none."""
    if "summary" in draft.fields and not draft.filled:
        content(draft, element, attributes, scope)
        return
    if draft.nested and "summary" in draft.fields:
        raise Doubt("a summary within another element")
    found = part(element, attributes, scope, kind, atom=draft.atom)
    draft.fields |= {"summary": found["value"], "summary_detail": found}


def description(draft: Draft, element: Any, attributes: Attributes, scope: Scope) -> None:
    summary(draft, element, attributes, scope, HTML)


def author(draft: Draft, element: Any, _: Attributes, __: Scope) -> None:
    person = dict(details(element)) if len(element) else named(text(element))
    draft.fields.setdefault("authors", []).append(person)


def details(element: Any) -> Iterator[tuple[str, str]]:
    """Give what the elements within an author say."""
    for child in element:
        local = name(child.tag, child.prefix)
        if len(child) or (local and local not in PERSON):
            raise Doubt(f"{local} of an author")
        if local in ("name", "email"):
            yield local, (child.text or "").strip()


def named(printed: str) -> Fields:
    """Tell the name of a person from the address beside it."""
    if "@" not in printed:
        return {"name": printed}
    if len(printed) > LONGEST_AUTHOR:
        raise Doubt("a long author")
    found = ADDRESS.search(printed)
    if not found:
        return {"name": printed}
    rest = printed.replace(found[0], "")
    for empty in ("()", "<>", "&lt;&gt;"):
        rest = rest.replace(empty, "")
    return {"name": rest.strip().removeprefix("(").removesuffix(")").strip(), "email": found[0]}


def label(draft: Draft, element: Any, attributes: Attributes, _: Scope) -> None:
    tags = draft.fields.setdefault("tags", [])
    term, kind, words = (attributes.get(key) for key in ("term", "label", "scheme"))
    if term or kind or words or attributes.get("domain"):
        tags.append({"term": term, "label": kind})
    value = text(element)
    if value and tags and not tags[-1]["term"]:
        tags[-1]["term"] = value
    elif value:
        tags.append({"term": value})


def keywords(draft: Draft, element: Any, attributes: Attributes, _: Scope) -> None:
    if attributes:
        raise Doubt(element.tag)
    words = filter(None, map(str.strip, text(element).split(",")))
    draft.fields.setdefault("tags", []).extend({"term": word} for word in words)


def picture(draft: Draft, _: Any, __: Attributes, ___: Scope) -> None:
    draft.fields["media_content"] = True


def doubtful(_: Draft, element: Any, __: Attributes, ___: Scope) -> None:
    raise Doubt(element.tag)


def childless(_: Draft, element: Any, __: Attributes, ___: Scope) -> None:
    if len(element):
        raise Doubt(element.tag)


TAKING: dict[str, Callable[[Draft, Any, Attributes, Scope], None]] = {
    "title": title,
    "dc:title": title,
    "media:title": other_title,
    "link": link,
    "guid": guid,
    "id": guid,
    **dict.fromkeys(("published", "issued", "pubdate", "dcterms:issued"), simple("published")),
    **dict.fromkeys(
        ("updated", "modified", "lastbuilddate", "dc:date", "dcterms:modified"), simple("updated")
    ),
    **dict.fromkeys(("language", "dc:language"), simple("language")),
    "content": content,
    "content:encoded": encoded,
    "fullitem": encoded,
    **dict.fromkeys(("description", "dc:description", "media:description"), description),
    **dict.fromkeys(("summary", "itunes:summary"), summary),
    **dict.fromkeys(("author", "managingeditor", "dc:creator", "dc:author", "itunes:author"), author),
    **dict.fromkeys(("category", "keywords", "dc:subject", "media:category"), label),
    **dict.fromkeys(("itunes:keywords", "media:keywords"), keywords),
    "media:content": picture,
    **dict.fromkeys(("source", "image", "textinput"), childless),
    # Rare, or with a name that means something else to the tolerant parser.
    **dict.fromkeys(
        "abstract body xhtml:body date tags item entry rss channel feed authors links author_detail title_detail"
        " summary_detail content_detail guidislink itunes:category itunes:owner newlocation".split(),
        doubtful,
    ),
}
DEEP = frozenset(kind for kind in TAKING if kind.startswith("media:"))
