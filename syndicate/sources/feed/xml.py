"""The bytes of RSS 0.9x to 2.0, RDF or Atom in, its entries out; texts are neither sanitised nor resolved here.

Two parsers give the same: a quick one for what is well formed and usual, and a tolerant one for all the rest.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ...errors import SourceError
from ...model import Answer, Entry, Reading
from ...text import subtag
from ..entry import first, line, lines, resolve
from . import attached, fast, slow
from .parsed import NOWHERE, Fields, Parsed

REST = re.compile(r"[a-z]+ \((.+)|(.+) <[a-z]+>")
MARKUP = ("text/html", "application/xhtml+xml")


def read(answer: Answer) -> Reading:
    """Read a feed in XML, well formed or not; raises `SourceError("unreadable")` when it is none."""
    return reading(fast.parse(answer) or slow.parse(answer), answer.url)


def reading(parsed: Parsed, url: str) -> Reading:
    """Turn what a parser gave into entries."""
    feed = parsed.feed
    spoken = feed.get("language") or None
    entries = first(entry(fields, url, spoken, parsed.atom) for fields in parsed.entries if fields)
    if parsed.broken and not entries:  # cut off before its first entry: nothing tells what it would have said
        raise SourceError("unreadable", parsed.broken)
    return Reading(
        entries=entries,
        title=html(feed, "title", line),
        link=said(feed, "link"),
        id=said(feed, "id"),
        language=spoken,
    )


def entry(fields: Fields, url: str, feed_language: str | None, atom: bool) -> Entry:
    published, updated = dates(fields, atom)
    summary, content = bodies(fields)
    parts = texts(fields)
    guid, spoken = said(fields, "id"), language(fields, parts, feed_language)
    told = editions(fields)
    based = next((part["base"] for part in parts if part["base"] != NOWHERE), "")
    return Entry(
        guid=guid,
        link=(own(told, spoken or feed_language) if told else None) or link(fields, guid),
        title=html(fields, "title", line),
        summary=summary,
        content=content,
        published=published,
        updated=updated,
        author=", ".join(dict.fromkeys(names(fields))) or None,
        labels=tuple(labels(fields)),
        preview=attached.preview(fields),
        enclosures=attached.enclosures(fields),
        language=spoken,
        editions=tuple(one for one in told if one[0]),
        base=resolve(url, based) if based else url,
    )


def dates(fields: Fields, atom: bool) -> tuple[str | None, str | None]:
    """Give the dates as printed; outside Atom the only one, such as dc:date, is that of publication."""
    # The parser's own `get` answers for "updated" with "published", and warns.
    published, updated = (dict.get(fields, key) or None for key in ("published", "updated"))
    return (published, updated) if published or atom else (updated, None)


def link(fields: Fields, guid: str | None) -> str | None:
    """Choose the address of the article; a guid that says it is one counts if it looks like one."""
    address = said(fields, "link")
    if address and fields.get("guidislink") and address == guid and not address.lower().startswith("http"):
        return None
    alternates = (one for one in fields.get("links", ()) if one.get("rel") == "alternate")
    return address or next(filter(None, (said(one, "href") for one in alternates)), None)


def editions(fields: Fields) -> list[tuple[str, str]]:
    """Give the languages of the article with their addresses, where the entry names several; one may be of no language."""
    links = fields.get("links", ())
    if len(links) < 2:
        return []
    links = (one for one in links if one.get("rel") == "alternate" and one.get("type") in MARKUP)
    told = [(one.get("hreflang", ""), href) for one in links if (href := said(one, "href"))]
    return told if len(told) > 1 and any(language for language, _ in told) else []


def own(told: Sequence[tuple[str, str]], language: str | None) -> str | None:
    """Choose the address of the entry itself: the one in its language, else the one of which no language is said."""
    wanted = {subtag(language or ""), ""}
    return next((href for tongue, href in told if subtag(tongue) in wanted), None)


def said(fields: Fields, key: str) -> str | None:
    """Give an address; an empty one was resolved to where nothing is."""
    address: str | None = fields.get(key)
    return address if address and address != NOWHERE else None


def html(fields: Fields, key: str, escaped: Callable[[str], str]) -> str:
    """Give one text as HTML, by the type that the feed or its format says it has."""
    value: str = fields.get(key) or ""
    detail = fields.get(f"{key}_detail") or {}
    return value if detail.get("type") in MARKUP else escaped(value)


def bodies(fields: Fields) -> tuple[str, str]:
    """Tell summary and content apart from the captions of photos, which the parser files under either."""
    # Without a detail the summary is the parser's copy of the content.
    summary = html(fields, "summary", lines) if "summary_detail" in fields else ""
    found = [part for part in fields.get("content", ()) if part.get("value")]
    if not found:
        return summary, ""
    marked = [part["value"] for part in found if part.get("type") in MARKUP]
    plain = [part["value"] for part in found if part.get("type") == "text/plain"]
    if summary and plain and "media_content" in fields:
        return (plain[0] if captioned(fields) else summary), max(marked, key=len, default="")
    return summary, max(marked or map(lines, plain), key=len, default="")


def captioned(fields: Fields) -> bool:
    """Tell whether a photo stood before the summary, which then is its caption, and the next text the summary."""
    keys = list(fields)
    return keys.index("media_content") < keys.index("summary")


def texts(fields: Fields) -> list[Fields]:
    """Give the texts with what the parser knows of each: its type, language and base."""
    details = [fields[key] for key in ("summary_detail", "title_detail") if key in fields]
    return [*fields.get("content", ()), *details]


def names(fields: Fields) -> Iterator[str]:
    """Give the authors' names; where there is none, the address that stands in its place."""
    for author in fields.get("authors") or [fields.get("author_detail") or {}]:
        address = author.get("email")
        if name := mended(author.get("name"), address) or address:
            yield name
    if not fields.get("authors") and not fields.get("author_detail") and fields.get("author"):
        yield fields["author"]


def mended(name: str | None, address: str | None) -> str | None:
    """Free a name from the rest of an address: the parser takes none to end in more than four letters."""
    cut = REST.fullmatch(name) if name and address else None
    return (cut[1] or cut[2]) if cut else name


def labels(fields: Fields) -> Iterator[str]:
    for tag in fields.get("tags", ()):
        if name := tag.get("label") or tag.get("term"):
            yield name


def language(fields: Fields, parts: Iterable[Fields], feed_language: str | None) -> str | None:
    """Give the language only where the entry says it itself: texts inherit that of the feed."""
    own: str | None = fields.get("language")
    found = own or next((part["language"] for part in parts if part.get("language")), None)
    return found if own or found != feed_language else None
