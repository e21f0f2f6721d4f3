"""The bytes of a sitemap in, its entries out, the newest first; the pages behind the addresses are asked by jobs.

Of a news sitemap every entry has a title and a date. One of plain addresses has neither titles nor an order: its
entries can be kept only where the article's page is read too. A list of sitemaps is a job for `listed`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..config.sources import SitemapSource
from ..errors import SourceError
from ..model import Answer, Entry, Reading
from ..text import matcher
from .entry import first, line, misspelt
from .tree import child, local, root, text

HINT = "addresses without titles: add 'fulltext: true' or 'article:', so that titles come from the pages"

NEWEST = 300  # addresses that are taken: the others are an archive


@dataclass(frozen=True, slots=True)
class Listed:
    """A sitemap that a list of them names, and when it changed last, as printed."""

    url: str
    changed: str


def read(answer: Answer, source: SitemapSource) -> Reading:
    """Read a sitemap; raises `SourceError("unreadable")` for a list of them, and where no entry can have a title."""
    tree = root(answer.body)
    if local(tree) == "sitemapindex":
        raise SourceError("unreadable", f"a list of sitemaps {names(answer)}")
    if local(tree) != "urlset":
        raise SourceError("unreadable", "XML, but not a sitemap")
    entries = [entry(part, answer.url) for part in wanted(tree, source.link_pattern)]
    titled = [one for one in entries if one.title]
    if source.article or source.fulltext:
        titled = entries
    if entries and not titled:
        raise SourceError("unreadable", HINT)
    return Reading(first(sorted(titled, key=moment, reverse=True)[:NEWEST]))


def names(answer: Answer) -> str:
    """Name some of the sitemaps of a list."""
    found = ", ".join(one.url for one in listed(answer)[:3])
    return f"is no sitemap itself: write one of them, such as {found}" if found else "that names none"


def wanted(tree: Any, pattern: str | None) -> Iterator[Any]:
    """Give the elements whose address is one of those that the operator wants."""
    matches = matcher(pattern) if pattern else None
    for part in tree:
        if local(part) == "url" and (address := text(part, "loc")) and (not matches or matches(address)):
            yield part


def entry(part: Any, base: str) -> Entry:
    """Read one address: with the title, the date and the language of news, and the first image."""
    news = child(part, "news")
    found = part if news is None else news
    return Entry(
        link=text(part, "loc"),
        title=line(text(found, "title")) if news is not None else "",
        published=text(found, "publication_date") or None,
        updated=text(part, "lastmod") or None,
        labels=tuple(label for one in text(found, "keywords").split(",") if (label := one.strip())),
        language=text(found, "publication", "language") or None,
        base=base,
        image=text(part, "image", "loc") or None,
        editions=tuple(
            (one.get("hreflang", ""), one.get("href", "")) for one in part if local(one) == "link"
        ),
    )


def moment(entry: Entry) -> str:
    """Give what entries are ordered by: dates of a sitemap are written with the year first."""
    return entry.published or entry.updated or ""


def mistakes(source: SitemapSource) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Find a pattern that cannot be looked for."""
    if reason := misspelt(source.link_pattern):
        yield ("link_pattern",), reason


def listed(answer: Answer) -> tuple[Listed, ...]:
    """List the sitemaps that a list of them names: those of news first, and then what changed last."""
    parts = [part for part in root(answer.body) if local(part) == "sitemap" and text(part, "loc")]
    found = [Listed(text(part, "loc"), text(part, "lastmod")) for part in parts]
    return tuple(sorted(found, key=lambda one: ("news" in one.url.lower(), one.changed), reverse=True))
