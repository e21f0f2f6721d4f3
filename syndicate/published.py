"""The frozen values of what is published: a feed as every format prints it. They travel from jobs to the stage `publish`.

Every `datetime` is in UTC and aware. A language is a BCP 47 tag in canonical case ("en", "pt-BR").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .enclosure import CleanEnclosure


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a published item, as `atom:source` and `<source>` name it."""

    id: str
    title: str
    url: str  # where the source's own feed is
    link: str | None
    updated: datetime


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item as a feed prints it: already cut to what its source lets us republish."""

    id: str  # tag: URI
    page: str  # our page of it
    link: str | None  # the source's page of it
    title: str
    summary: str  # plain text
    content: str  # sanitised HTML, or empty
    language: str | None
    published: datetime
    updated: datetime
    author: str | None
    labels: tuple[str, ...]
    origin: Origin
    image: str | None = None  # the address of its picture, where that may be printed
    enclosures: tuple[CleanEnclosure, ...] = ()  # its picture among them
    # Other sources of the same story, and where they print it.
    also: Mapping[str, str] = field(default_factory=dict)


def newest_first(found: Iterable[FeedItem]) -> tuple[FeedItem, ...]:
    """The order of items in every document; the same each time, for ids differ."""
    return tuple(sorted(found, key=lambda item: (item.published, item.id), reverse=True))


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """That an item was taken out of a feed for good, and why."""

    id: str  # tag: URI
    moment: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What we publish of one category: one language, or all of them when `language` is None."""

    id: str  # tag: URI
    category: str
    language: str | None
    title: str
    about: str
    term: str  # the category's title in this language, as <category> and atom:category label
    base: str  # the site's public address, without a trailing slash
    page: str  # the category's page for people
    contact_name: str
    contact_email: str | None
    updated: datetime
    max_age: timedelta  # how long a reader may wait before it asks again
    items: tuple[FeedItem, ...]  # newest first
    editions: tuple[str | None, ...] = ()  # the other languages of the same category; None for all
    credit: bool = False  # whether each text ends with a line that names its source
    archive: int | None = None  # the number of a closed page; None is the current document
    older: int | None = None  # the number of the page before this document, if there is one
    withdrawn: tuple[Withdrawn, ...] = ()  # lately; an emptied entry of each is among the items

    @property
    def name(self) -> str:
        """The stem of its addresses: "development", or "development.fr"."""
        return f"{self.category}.{self.language}" if self.language else self.category

    @property
    def stem(self) -> str:
        """The stem of this document's own addresses: "development.fr/archive/3" where it is a closed page."""
        return f"{self.name}/archive/{self.archive}" if self.archive else self.name
