"""The page of one article, of which no operator has said how it is read → the entry that it prints.

In: an answer. Out: an `Entry`, from what the page says of itself for those who link to it (Open Graph, JSON-LD, meta,
`time`), else from its first heading. Its text is not taken: what is the article on an unknown page is a guess.
"""

import json
from collections.abc import Iterator
from typing import Any

from ..model import Answer, Entry
from .document import opened
from .entry import line
from .hollow import absence

LONGEST = 500_000  # characters of one script that are read
DEEPEST = 6

TITLES = ("og:title", "twitter:title", "dc.title")
SUMMARIES = ("og:description", "description", "twitter:description", "dc.description")
DATES = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "publish-date")
CHANGES = ("article:modified_time", "og:updated_time", "datemodified")
SITES = ("og:site_name", "application-name")


def read_single(answer: Answer) -> tuple[Entry, str]:
    """Read the page; give the entry, and what the site calls itself. `SourceError` if it has no title."""
    document = opened(answer)
    meta = dict(reversed(list(named(document.root))))
    said = article(document.root)
    title = first(meta, TITLES) or text(said, "headline") or heading(document.root)
    if not title:
        raise absence(document.root, "a page without a title")
    when = document.root.xpath("string((//time/@datetime)[1])").strip()
    entry = Entry(
        link=answer.url,
        title=title,
        summary=first(meta, SUMMARIES) or text(said, "description"),
        published=first(meta, DATES) or text(said, "datePublished") or when or None,
        updated=first(meta, CHANGES) or text(said, "dateModified") or None,
        author=first(meta, ("author", "dc.creator")) or author(said) or None,
        language=document.language or meta.get("og:locale", "").partition("_")[0] or None,
        base=answer.url,
        image=meta.get("og:image") or None,
    )
    return entry, first(meta, SITES)


def named(root: Any) -> Iterator[tuple[str, str]]:
    """What the page says of itself by name."""
    for one in root.xpath("//meta[@content]"):
        name = one.get("property") or one.get("name") or one.get("itemprop") or ""
        if content := line(one.get("content", "")):
            yield name.strip().lower(), content


def first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def heading(root: Any) -> str:
    """The first heading, or else the title of the window."""
    return line(" ".join(root.xpath("string(//h1)").split())) or line(
        " ".join(root.xpath("string(//title)").split())
    )


def article(root: Any) -> dict[str, Any]:
    """What JSON-LD says of the article; what cannot be read says nothing."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            value = json.loads((script.text or "")[:LONGEST], strict=False)
        except (ValueError, RecursionError):
            continue
        if found := next(articles(value, 0), None):
            return found
    return {}


def articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            if isinstance(one.get("headline"), str) and isinstance(one.get("datePublished"), str):
                yield one
            yield from articles(one.get("@graph", []), depth + 1)


def text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return line(value) if isinstance(value, str) else ""


def author(said: dict[str, Any]) -> str:
    value = said.get("author")
    one = value[0] if isinstance(value, list) and value else value
    return text(one, "name") if isinstance(one, dict) else ""
