"""The kinds of sources that an operator may write: a feed, a page, a JSON address, a sitemap.

Shapes only: what a selector, a path or a pattern selects is for the stage `sources` to judge.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic.fields import FieldInfo

from ..model import Republish
from .values import CategoryKey, Duration, Endpoint, FeedAddress, Key, Language, Line, Lines, TimeZone


class Model(BaseModel):
    """Frozen, and strict about keys: an unknown one is a mistake, never ignored."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, use_attribute_docstrings=True
    )


def keys(model: type[Model]) -> dict[str, FieldInfo]:
    """Give the keys of a model as an operator writes them: `in`, which Python keeps for itself, has another name."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def selected(value: Any) -> Any:
    """Read `h3` as `{select: h3}`."""
    return {"select": value} if isinstance(value, str) else value


class Pick(Model):
    """One thing of an entry: where it is, and which part of its text before or after a separator (the last one)."""

    select: Line
    """What to take: a CSS selector such as `h3` or `a@href` (an attribute after @), or XPath behind `xpath:`."""
    before: Line | None = None
    """Keep only what stands before this separator (its last occurrence)."""
    after: Line | None = None
    """Keep only what stands after this separator (its last occurrence)."""


class DatePick(Pick):
    """A date, and how it is written."""

    format: Lines = []
    """How the date is written, such as `%d.%m.%Y`; several are tried in their order."""
    language: Language | None = None
    """The language of the names of months, where it is not the source's."""
    timezone: TimeZone | None = None
    """The time zone of the dates, where it is not the site's."""


Picked = Annotated[Pick, BeforeValidator(selected, json_schema_input_type=Line | Pick)]
DatePicked = Annotated[DatePick, BeforeValidator(selected, json_schema_input_type=Line | DatePick)]


class Article(Model):
    """What is taken from the page that an entry links to, asked once for each new entry."""

    text: Picked
    """Where the text stands in the page of an item."""
    title: Picked | None = None
    """Where its title stands, if the listing's is shortened."""
    date: DatePicked | None = None
    """Where its date stands."""
    author: Picked | None = None
    """Where its author stands."""
    label: Picked | None = None
    """Where the label stands that the site itself gives it."""
    image: Picked | None = None
    """Where its image stands."""
    contact: Picked | None = None
    """Where a person to contact stands: shown on our page of the item, never in feeds."""
    remove: Lines = []
    """Parts of the page that are taken out first, such as buttons to share it."""


class Source(Model):
    """Where news comes from. Its key is permanent: items hang on it."""

    name: Line
    """What readers see as the origin of its items."""
    language: Language | None = None
    """The language of its items, if you know it: it wins over what the source says of itself."""
    categories: list[CategoryKey] = []
    """Categories for all of its items, except for what a category's `none` takes out."""
    always: list[CategoryKey] = []
    """Categories for all of its items, whatever a category's `none` says."""
    every: Duration | None = None
    """How often it is asked; never more often than the source itself allows."""
    republish: Republish | None = None
    """What may be printed of its texts: all of it, a summary, or the title alone."""
    images: bool | None = None
    """Whether the pictures of its items may be printed too."""
    headers: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")], Line] = {}
    """Headers sent along, such as `Authorization: Bearer ${TOKEN}`; a secret comes from the environment."""
    allow: list[Endpoint] = []
    """Addresses of your own network that this source may reach, as host:port."""
    fulltext: bool = False
    """Take the text from the page of each item."""
    paused: bool = False
    """Whether it is asked no more for the time being; its items stay."""
    was: Key | None = None
    """Its former key, when you rename it: its items keep their ids."""

    @property
    @abstractmethod
    def address(self) -> str:
        """What is asked: an http(s) address, or `file:` and a path beside feeds.yaml."""


class Multilingual(Source):
    """A source that may print the same news in other languages, at an address for each."""

    editions: dict[Language, FeedAddress] = {}
    """The addresses of the same source in other languages; their items need an id that they share."""

    @abstractmethod
    def at(self, address: str) -> dict[str, str]:
        """Say in which key the address stands."""

    def each_edition(self) -> Iterator[tuple[Language, Self]]:
        """The same source in its other languages, each to be asked as one of its own."""
        for language, address in self.editions.items():
            own: dict[str, object] = {**self.at(address), "language": language, "editions": {}, "was": None}
            yield language, self.model_copy(update=own)


class FeedSource(Multilingual):
    """RSS, Atom, RDF or JSON Feed."""

    feed: FeedAddress
    """The address of an RSS, Atom, RDF or JSON feed, or `file:` and a path beside feeds.yaml."""

    @property
    def address(self) -> str:
        return self.feed

    def at(self, address: str) -> dict[str, str]:
        return {"feed": address}


class Listing(Source):
    """What a page and a JSON address have in common: a list of entries, and where in each what stands."""

    items: Line
    """Each item: a selector in a page, a path in JSON."""
    title: Picked | None = None
    """Where the title stands; the first heading or the link's text, if left out."""
    link: Picked | None = None
    """Where the link stands; the first one, if left out."""
    label: Picked | None = None
    """Where the label stands that the source itself gives an item."""
    date: DatePicked | None = None
    """Where the date stands; a `time` element, if left out."""
    summary: Picked | None = None
    """Where the summary stands."""
    image: Picked | None = None
    """Where the image stands."""
    author: Picked | None = None
    """Where the author stands."""
    id: Picked | None = None
    """Where an id stands that stays the same when all else changes."""
    link_pattern: Line | None = None
    """Take only items whose link this pattern is found in."""
    min_items: Annotated[int, Field(ge=0, le=1000)] = 1
    """Fewer items mean that the layout changed: an error, not an empty list."""
    article: Article | None = None
    """What is taken from the page of each new item, which is asked once."""


class PageSource(Listing, Multilingual):
    """A page of news without a feed."""

    page: FeedAddress
    """The address of a page of news without a feed."""
    remove: Lines = []
    """Parts of the page that are taken out first."""
    next_page: Picked | None = None
    """Where the link to older items stands; followed when the source is new."""
    max_pages: Annotated[int, Field(ge=1, le=5)] = 3
    """How many pages of older items are read at most."""

    @property
    def address(self) -> str:
        return self.page

    def at(self, address: str) -> dict[str, str]:
        return {"page": address}


class ApiSource(Listing):
    """A JSON address; everything in it is found by path."""

    api: FeedAddress
    """The address of JSON; everything in it is found by path (JMESPath)."""

    @property
    def address(self) -> str:
        return self.api


class SitemapSource(Source):
    """sitemap.xml, of news or of pages."""

    sitemap: FeedAddress
    """The address of a sitemap.xml, of news or of pages."""
    link_pattern: Line | None = None
    """Take only addresses that this pattern is found in."""
    article: Article | None = None
    """What is taken from the page of each new item, which is asked once."""

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
