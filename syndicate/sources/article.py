"""The page of an article in, what the operator's selectors find on it out; which pages are asked is for jobs.

Breadcrumbs, "next" and "previous", boxes to share: `remove` takes them out first. The card of whom to ask goes to
`contact` and never stays in the text, wherever it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..config.sources import Article, Source
from ..model import Answer, DateStyle, Entry
from .document import Document, drop, opened, strip
from .entry import line, style
from .hollow import absence
from .markup import html, prose
from .select import address, elements, find, flaw, part_flaw, text, texts

Found = tuple[tuple[str | int, ...], str]

PICKS = ("text", "title", "date", "author", "label", "image", "contact")
LONGEST_DATE = 200  # characters


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """What the page of an article said; texts are untrusted HTML with absolute addresses."""

    text: str
    title: str = ""
    published: str | None = None
    dates: DateStyle | None = None
    author: str | None = None
    labels: tuple[str, ...] = ()
    image: str | None = None
    contact: str = ""
    language: str | None = None


def read_article(answer: Answer, source: Source) -> ArticleReading:
    """Read the page that an entry of a source with `article:` links to.

    Raises `SourceError` with "not-a-page", "too-large", "layout-changed" or "no-items-in-html".
    """
    wanted = article_of(source)
    if wanted is None:
        raise ValueError("the source has no 'article:'")
    document = opened(answer)
    strip(document.root, wanted.remove)
    contact = taken(document, wanted)
    body = prose(find(document.root, wanted.text.select), document)
    if not body:
        raise absence(document.root, f"nothing at '{wanted.text.select}' of an article")
    return replace(described(document, wanted, source.language), text=body, contact=contact)


def article_of(source: Source) -> Article | None:
    """Give what is taken from articles' pages; a feed has no such thing."""
    found: Article | None = getattr(source, "article", None)
    return found


def described(document: Document, wanted: Article, language: str | None) -> ArticleReading:
    """Read what stands around the text."""
    root, date = document.root, text(document.root, wanted.date)[:LONGEST_DATE]
    return ArticleReading(
        text="",
        title=line(text(root, wanted.title)),
        published=date or None,
        dates=style(wanted.date, language, document.language) if date else None,
        author=line(", ".join(texts(root, wanted.author))) or None,
        labels=tuple(line(label) for label in texts(root, wanted.label) if label != date),
        image=address(root, wanted.image, document.base) if wanted.image else None,
        language=document.language,
    )


def taken(document: Document, wanted: Article) -> str:
    """Take the contact card out of the page, and give it."""
    found = elements(document.root, wanted.contact.select) if wanted.contact else []
    card = html(map(addressed, found), document)
    for element in found:
        drop(element)
    return card


def addressed(card: Any) -> Any:
    """Print the address of a link to write to, where its text does not."""
    for link in card.iter("a"):
        printed = link.get("href", "").strip()
        written = printed[7:].partition("?")[0] if printed[:7].lower() == "mailto:" else ""
        if written and "@" not in "".join(link.itertext()):
            link.tail = f" {written}{link.tail or ''}"
    return card


def with_article(entry: Entry, reading: ArticleReading) -> Entry:
    """Give an entry what its article says: the text, and what the operator picked there rather than in the list."""
    return replace(
        entry,
        content=reading.text,
        title=reading.title or entry.title,
        published=reading.published or entry.published,
        dates=reading.dates or entry.dates,
        author=reading.author or entry.author,
        labels=tuple(dict.fromkeys([*entry.labels, *reading.labels])),
        image=reading.image or entry.image,
        contact=reading.contact or entry.contact,
        language=entry.language or reading.language,
    )


def mistakes(source: Source) -> Iterator[Found]:
    """Find the selectors of articles that cannot be used."""
    wanted = article_of(source)
    if wanted is None:
        return
    for name in PICKS:
        pick = getattr(wanted, name)
        if pick and (reason := flaw(pick.select)):
            yield ("article", name, "select"), reason
    for place, select in enumerate(wanted.remove):
        if reason := part_flaw(select):
            yield ("article", "remove", place), reason
