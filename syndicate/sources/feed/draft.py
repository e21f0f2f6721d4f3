"""The elements of an entry or a feed in, one after the other, what they say together out, as the tolerant parser says it.

Order matters in feeds: whether a text is the summary or the content depends on what stood before it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from .doubt import Doubt
from .names import ORIGIN, STRANGE, name
from .parsed import Fields
from .person import details, named
from .printed import HTML, PLAIN, XHTML, mended, part, spelt, text
from .scope import Scope, addressed, join

PICTURE = frozenset({"url", "title", "link", "width", "height"})
MOST_LABELS = 500  # the time to tell whether there is one grows with their square
PICTURES, PODCASTS = "http://search.yahoo.com/mrss/category_schema", "http://www.itunes.com/"

Attributes = dict[str, str]


@dataclass(slots=True)
class Draft:
    """What has been read of an entry, or of the feed itself."""

    atom: bool
    fields: Fields = field(default_factory=dict)
    titled: bool = False
    retitled: bool = False  # by an element further in: a title of its own then counts again
    filled: bool = False  # with a content
    signed: bool = False  # by an author in plain text
    depth: int = 0  # of what comes, below the entry's own elements
    told: int | None = None  # the depth at which the summary stood

    def read(self, kind: str, element: Any, attributes: Attributes, scope: Scope) -> bool:
        """Take in an element; say whether it is one of those that count."""
        taking = TAKING.get(kind)
        if taking is None:
            return False
        if self.depth and kind not in DEEP:
            self.pass_over(kind, element, attributes, scope)
        else:
            taking(self, element, attributes, scope)
        return True

    def pass_over(self, kind: str, element: Any, attributes: Attributes, scope: Scope) -> None:
        """Pass over what stands within another element, if the entry has said the same itself, which then counts."""
        if kind in ("title", "dc:title") and "title" in self.fields:
            self.pass_title(element, attributes, scope)
        elif kind in ("guid", "id") and {"id", "link", "guidislink"} <= self.fields.keys():
            text(element)
        else:
            raise Doubt(f"{kind} within another element")

    def pass_title(self, element: Any, attributes: Attributes, scope: Scope) -> None:
        """Leave the entry its own title, though what kind of text that is may be taken from this one."""
        found = part(element, attributes, scope, PLAIN, atom=self.atom)
        if not self.titled:
            self.fields["title_detail"] = found
        if found["value"]:
            self.titled = self.retitled = True


def title(draft: Draft, element: Any, attributes: Attributes, scope: Scope) -> None:
    """Take the first title that says something."""
    if draft.titled and not draft.retitled:
        return
    found = part(element, attributes, scope, PLAIN, atom=draft.atom)
    draft.fields["title"], draft.fields["title_detail"] = found["value"], found
    draft.titled, draft.retitled = bool(found["value"]), False


def other_title(draft: Draft, element: Any, _: Attributes, __: Scope) -> None:
    """Pass over the title of a picture, which counts only where the entry has none of its own."""
    if not draft.titled or draft.retitled:
        raise Doubt(element.tag)


def link(draft: Draft, element: Any, attributes: Attributes, scope: Scope) -> None:
    if len(element):
        raise Doubt("elements in a link")
    rel = attributes.get("rel", "alternate").lower()
    kind = attributes.get("type", HTML).lower()
    address = addressed(attributes)
    found = {"rel": rel, "type": kind, "length": attributes.get("length", "")}
    if language := attributes.get("hreflang"):
        found["hreflang"] = language
    draft.fields.setdefault("links", []).append(found)
    if address is None:
        value = text(element)
        draft.fields["link"] = found["href"] = spelt(join(scope.base, value)) if value else ""
        return
    found["href"] = join(scope.base, address)
    if rel == "alternate" and kind in ("html", HTML, "xhtml", XHTML):
        draft.fields["link"] = found["href"]


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


def summary(draft: Draft, element: Any, attributes: Attributes, scope: Scope, kind: str = PLAIN) -> None:
    """Take a summary; a second one is a content, as long as there is none."""
    if "summary" in draft.fields and not draft.filled:
        content(draft, element, attributes, scope)
        return
    found = part(element, attributes, scope, kind, atom=draft.atom)
    if draft.told is None or draft.depth <= draft.told:
        draft.fields["summary"], draft.told = found["value"], draft.depth
    draft.fields["summary_detail"] = found


def author(draft: Draft, element: Any, _: Attributes, scope: Scope) -> None:
    """Take an author: a text, or elements; doubts those whom the tolerant parser mixes up with others."""
    for child in element:
        kind = name(child)
        if kind == "title" and not child.keys():
            draft.pass_over("title", child, {}, scope)
        elif kind in TAKING:
            raise Doubt(f"{kind} of an author")
    authors = draft.fields.setdefault("authors", [])
    person = dict(details(element)) if len(element) else named(text(element))
    if len(element) and authors and (draft.signed or not person.get("name")):
        raise Doubt("authors of several kinds")
    draft.signed = draft.signed or not len(element)
    authors.append(person)


def label(draft: Draft, element: Any, attributes: Attributes, _: Scope) -> None:
    if attributes:
        scheme = attributes.get("scheme", attributes.get("domain"))
        add(draft, attributes.get("term"), scheme, attributes.get("label"))
    fill(draft, text(element))


def podcast_label(draft: Draft, element: Any, attributes: Attributes, _: Scope) -> None:
    add(draft, attributes.get("text"), PODCASTS, None)
    fill(draft, text(element))


def picture_label(draft: Draft, element: Any, attributes: Attributes, scope: Scope) -> None:
    label(draft, element, {"scheme": PICTURES, **attributes}, scope)


def keywords(draft: Draft, element: Any, attributes: Attributes, _: Scope) -> None:
    if attributes:
        raise Doubt(element.tag)
    scheme = PODCASTS if name(element).startswith("itunes:") else None
    for word in filter(None, map(str.strip, text(element).split(","))):
        add(draft, word, scheme, None)


def add(draft: Draft, term: str | None, scheme: str | None, words: str | None) -> None:
    """Add a label that is not there yet."""
    if not (term or scheme or words):
        return
    tags = draft.fields.setdefault("tags", [])
    tag = {"term": term, "scheme": scheme, "label": words}
    if len(tags) > MOST_LABELS:
        raise Doubt(f"more than {MOST_LABELS} labels")
    if tag not in tags:
        tags.append(tag)


def fill(draft: Draft, value: str) -> None:
    """Give the last label the text of its element, if it has none; else the text is one itself."""
    tags = draft.fields.get("tags")
    if value and tags and not tags[-1]["term"]:
        tags[-1]["term"] = value
    else:
        add(draft, value, None, None)


def enclosure(draft: Draft, _: Any, attributes: Attributes, __: Scope) -> None:
    """Take a file beside the text; its address is as printed."""
    said = {key: attributes.get(key, "") for key in ("type", "length")}
    found = {**said, "rel": "enclosure", "href": addressed(attributes) or ""}
    draft.fields.setdefault("links", []).append(found)


def shown(key: str) -> Callable[[Draft, Any, Attributes, Scope], None]:
    """Prepare to take a file that is shown."""

    def take(draft: Draft, element: Any, attributes: Attributes, _: Scope) -> None:
        if "url" not in attributes and (element.text or "").strip():
            raise Doubt("an address as text")
        draft.fields.setdefault(key, []).append(attributes)

    return take


def podcast_picture(draft: Draft, element: Any, attributes: Attributes, _: Scope) -> None:
    if len(element):
        raise Doubt(element.tag)
    if address := attributes.get("href") or attributes.get("url"):
        draft.fields["image"] = {"href": address}


def duration(draft: Draft, element: Any, attributes: Attributes, _: Scope) -> None:
    if attributes:
        raise Doubt(element.tag)
    draft.fields["itunes_duration"] = text(element)


def doubtful(_: Draft, element: Any, __: Attributes, ___: Scope) -> None:
    raise Doubt(element.tag)


def picture(draft: Draft, element: Any, _: Attributes, scope: Scope) -> None:
    """Pass over a picture, behind whose title one of the entry counts again."""
    draft.titled = False
    for child in element:
        if name(child) not in PICTURE or child.keys() or len(child):
            raise Doubt(f"{child.tag} of a picture")
        if name(child) == "title":
            draft.pass_over("title", child, {}, scope)


def childless(draft: Draft, element: Any, __: Attributes, ___: Scope) -> None:
    """Pass over an element that says nothing of the entry, though a title after it counts again."""
    if len(element):
        raise Doubt(element.tag)
    draft.titled = False


def source(draft: Draft, element: Any, _: Attributes, __: Scope) -> None:
    """Pass over what is said of the feed that an entry was taken from."""
    if any(name(child) not in ORIGIN for child in element):
        raise Doubt("what a source holds")
    titles = ("".join(child.itertext()).strip() for child in element if name(child) == "title")
    draft.titled = draft.retitled = any(titles)  # behind which one of the entry counts again


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
    **dict.fromkeys(("content:encoded", "fullitem"), partial(content, kind=HTML)),
    **dict.fromkeys(("description", "dc:description", "media:description"), partial(summary, kind=HTML)),
    **dict.fromkeys(("summary", "itunes:summary"), summary),
    **dict.fromkeys(("author", "managingeditor", "dc:creator", "dc:author", "itunes:author"), author),
    **dict.fromkeys(("category", "keywords", "dc:subject"), label),
    "media:category": picture_label,
    "itunes:category": podcast_label,
    **dict.fromkeys(("itunes:keywords", "media:keywords"), keywords),
    "enclosure": enclosure,
    "media:content": shown("media_content"),
    "media:thumbnail": shown("media_thumbnail"),
    **dict.fromkeys(("itunes:image", "itunes:link"), podcast_picture),
    "itunes:duration": duration,
    "source": source,
    "image": picture,
    "textinput": childless,
    **dict.fromkeys(STRANGE, doubtful),
    **dict.fromkeys(("item", "entry", "rss", "channel", "feed", "itunes:owner"), doubtful),
}
# What counts within another element too, as it does in the entry itself.
DEEP = frozenset(kind for kind in TAKING if kind.startswith("media:")) | {"description", "image"}
