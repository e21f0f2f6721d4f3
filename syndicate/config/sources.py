"""The kinds of sources that an operator may write: a feed, a page, a JSON address, a sitemap.

Shapes only: what a selector, a path or a pattern selects is for the stage `sources` to judge.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from ..model import Republish
from .values import CategoryKey, Duration, Endpoint, FeedAddress, Key, Language, Line, Lines, TimeZone


class Model(BaseModel):
    """Frozen, and strict about keys: an unknown one is a mistake, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def selected(value: Any) -> Any:
    """Read `h3` as `{select: h3}`."""
    return {"select": value} if isinstance(value, str) else value


class Pick(Model):
    """One thing of an entry: where it is, and which part of its text before or after a separator (the last one)."""

    select: Line
    before: Line | None = None
    after: Line | None = None


class DatePick(Pick):
    """A date, and how it is written."""

    format: Lines = []
    language: Language | None = None
    timezone: TimeZone | None = None


Picked = Annotated[Pick, BeforeValidator(selected)]
DatePicked = Annotated[DatePick, BeforeValidator(selected)]


class Article(Model):
    """What is taken from the page that an entry links to, asked once for each new entry."""

    text: Picked
    title: Picked | None = None
    date: DatePicked | None = None
    author: Picked | None = None
    label: Picked | None = None
    image: Picked | None = None
    contact: Picked | None = None
    remove: Lines = []


class Source(Model):
    """Where news comes from. Its key is permanent: items hang on it."""

    name: Line
    language: Language | None = None
    categories: list[CategoryKey] = []
    always: list[CategoryKey] = []
    every: Duration | None = None
    republish: Republish | None = None
    headers: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")], Line] = {}
    allow: list[Endpoint] = []
    fulltext: bool = False
    was: Key | None = None

    @property
    @abstractmethod
    def address(self) -> str:
        """What is asked: an http(s) address, or `file:` and a path beside feeds.yaml."""


class FeedSource(Source):
    """RSS, Atom, RDF or JSON Feed."""

    feed: FeedAddress

    @property
    def address(self) -> str:
        return self.feed


class Listing(Source):
    """What a page and a JSON address have in common: a list of entries, and where in each what stands."""

    items: Line
    title: Picked | None = None
    link: Picked | None = None
    label: Picked | None = None
    date: DatePicked | None = None
    summary: Picked | None = None
    image: Picked | None = None
    author: Picked | None = None
    id: Picked | None = None
    link_pattern: Line | None = None
    min_items: Annotated[int, Field(ge=0, le=1000)] = 1
    article: Article | None = None


class PageSource(Listing):
    """A page of news without a feed."""

    page: FeedAddress
    remove: Lines = []
    next_page: Picked | None = None
    max_pages: Annotated[int, Field(ge=1, le=5)] = 3
    editions: dict[Language, FeedAddress] = {}

    @property
    def address(self) -> str:
        return self.page

    def each_edition(self) -> Iterator[tuple[Language, "PageSource"]]:
        """The same page in its other languages, each a source of its own to be asked."""
        for language, address in self.editions.items():
            yield (
                language,
                self.model_copy(update={"page": address, "language": language, "editions": {}, "was": None}),
            )


class ApiSource(Listing):
    """A JSON address; everything in it is found by path."""

    api: FeedAddress

    @property
    def address(self) -> str:
        return self.api


class SitemapSource(Source):
    """sitemap.xml, of news or of pages."""

    sitemap: FeedAddress
    link_pattern: Line | None = None
    article: Article | None = None

    @property
    def address(self) -> str:
        return self.sitemap


SOURCES: dict[str, type[Source]] = {
    "feed": FeedSource,
    "page": PageSource,
    "api": ApiSource,
    "sitemap": SitemapSource,
}


def kind_of_source(value: Any) -> str | None:
    """Tell the kinds of a source apart by the key that has its address."""
    if isinstance(value, Mapping):
        return next((kind for kind in SOURCES if kind in value), None)
    return next((kind for kind, model in SOURCES.items() if isinstance(value, model)), None)


AnySource = Annotated[
    Annotated[FeedSource, Tag("feed")]
    | Annotated[PageSource, Tag("page")]
    | Annotated[ApiSource, Tag("api")]
    | Annotated[SitemapSource, Tag("sitemap")],
    Discriminator(
        kind_of_source,
        custom_error_type="source",
        custom_error_message="a source needs its address: write feed:, page:, api: or sitemap:, and then where it is",
    ),
]
