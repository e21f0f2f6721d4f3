"""A page in, the feeds that it offers out, the likeliest first; none of them is asked here.

What the page declares (`<link rel=alternate>`, RFC 4287 and the HTML standard) goes before what its links only look
like, which is a guess; a feed of comments comes last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from ..model import Answer
from .tree import page

FORMATS = {
    "application/atom+xml": "Atom",
    "application/rss+xml": "RSS",
    "application/rdf+xml": "RDF",
    "application/feed+json": "JSON Feed",
}
LOOSE = {
    "application/xml",
    "text/xml",
    "application/json",
    "text/rss",
    "text/rss+xml",
    "application/x-rss+xml",
}
MOST = 50  # offers of one page

ADDRESS = re.compile(
    r"/(feeds?|atom)([/?.]|$)|(^|[/._-])(rss2?|rdf)([/._?-]|$)|\.(rss|atom|rdf)$|[?&](feed|format|type)=(rss2?|atom|feed)\b",
    re.IGNORECASE,
)
WORDS = re.compile(r"\b(rss|atom[- ]feed|news ?feed)\b", re.IGNORECASE)
COMMENTS = re.compile(
    r"comment|commentaire|kommentar|comentario|commenti|reacties|komentar|/replies", re.IGNORECASE
)
# Addresses with "feed" in them that are no feeds.
OTHERS = re.compile(
    r"feedback|feedburner\.google|wp-json|oembed|\.(html?|pdf|png|jpe?g|svg|css|js)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that a page offers."""

    url: str
    title: str = ""
    format: str = ""  # as declared; empty where it was not
    language: str | None = None
    guess: bool = False  # it only looks like one
    comments: bool = False


def discover(answer: Answer) -> tuple[Offer, ...]:
    """List the feeds that a page offers, each once; raises `SourceError` where there is no page to read."""
    tree = page(answer)
    base = based(tree, answer.url)
    found: dict[str, Offer] = {}
    for offer in [*declared(tree), *guessed(tree)]:
        url = address(base, offer.url)
        if url and url != answer.url:
            found.setdefault(url, replace(offer, url=url))
    offers = sorted(found.values(), key=lambda offer: (offer.comments, offer.guess))
    return tuple(offers[:MOST])


def based(tree: Any, url: str) -> str:
    """Give what the page's addresses are relative to."""
    declared = next(iter(tree.xpath("//base/@href")), "")
    return address(url, declared) or url


def address(base: str, written: str) -> str:
    """Resolve an address; nothing where it is none that can be asked."""
    try:
        url = urldefrag(urljoin(base, re.sub(r"^\s*feed:(//)?(?=https?:)", "", written.strip()))).url
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def declared(tree: Any) -> Iterator[Offer]:
    """Give what the page declares; generic types count only where the address looks like a feed's."""
    for link in tree.xpath("//link[@href and @rel]"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        rels = link.get("rel").lower().split()
        url = link.get("href")
        likely = kind in FORMATS or "feed" in rels or (kind in LOOSE and bool(ADDRESS.search(url)))
        if ({"alternate", "feed"} & set(rels)) and likely and not OTHERS.search(url):
            yield offer(
                url, link.get("title") or "", FORMATS.get(kind, ""), link.get("hreflang"), guess=False
            )


def guessed(tree: Any) -> Iterator[Offer]:
    """Give the links that look like feeds by their words or their address."""
    for link in tree.xpath("//a[@href]"):
        url, words = link.get("href"), " ".join("".join(link.itertext()).split())
        said = " ".join(filter(None, (words[:80], link.get("title"), link.get("aria-label"))))
        kind = FORMATS.get((link.get("type") or "").lower(), "")
        path = url.partition("#")[0]
        if (kind or ADDRESS.search(path) or WORDS.search(said)) and path and not OTHERS.search(path):
            yield offer(path, said, kind, link.get("hreflang"), guess=True)


def offer(url: str, title: str, kind: str, language: str | None, *, guess: bool) -> Offer:
    comments = bool(COMMENTS.search(url) or COMMENTS.search(title))
    return Offer(url, " ".join(title.split())[:200], kind, language or None, guess, comments)
