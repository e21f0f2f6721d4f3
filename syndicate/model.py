"""The frozen values that travel from stage to stage; this module imports none of ours but `enclosure`.

Every `datetime` is in UTC and aware. A language is a BCP 47 tag in canonical case ("en", "pt-BR").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from .enclosure import CleanEnclosure, Enclosure

Republish = Literal["full", "summary", "title"]
ToldBy = Literal["feeds.yaml", "entry", "page", "feed", "header", "text"]  # who said a text's language


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of one source: its address, and the validators of its last good answer, byte for byte."""

    source: str
    url: str
    etag: str | None = None
    last_modified: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    allow: frozenset[str] = frozenset()  # "host:port" that the guard lets this source, and only it, reach
    pause: timedelta = timedelta(0)  # between two questions to its host, where robots.txt wants a longer one


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address returned: 200 with a body, or 304 without one."""

    url: str  # after redirects
    status: int
    body: bytes
    media_type: str = ""  # lower case, without parameters
    charset: str | None = None  # as the Content-Type declared it
    language: str | None = None  # Content-Language, as sent
    etag: str | None = None
    last_modified: str | None = None
    moved: str | None = None  # where permanent redirects alone led
    cache_control: str | None = None  # this and the next two as sent
    expires: str | None = None
    date: str | None = None

    @property
    def unchanged(self) -> bool:
        return self.status == 304


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an address gave nothing to read: a code of `errors.SENTENCES`, and the technical detail."""

    code: str
    detail: str = ""
    status: int | None = None
    retry_after: timedelta | None = None
    url: str = ""  # of what answered so, after redirects


@dataclass(frozen=True, slots=True)
class Notice:
    """What a feed says to those who ask it: how long to wait, when not to come, and what its own address is."""

    ttl: timedelta | None = None
    updates: timedelta | None = None  # between two, as sy: says
    skip_hours: frozenset[int] = frozenset()  # 0 to 23, GMT
    skip_days: frozenset[int] = frozenset()  # Monday is 0
    address: str | None = None  # rel=self: kept to be shown, never followed


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a source writes its dates, as the operator said."""

    formats: tuple[str, ...] = ()  # of strptime
    language: str | None = None
    timezone: str | None = None  # a name of the IANA database


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news as a source printed it.

    `title`, `summary` and `content` are untrusted HTML (a reader of plain text escapes it); dates are text.
    """

    guid: str | None = None
    link: str | None = None
    title: str = ""
    summary: str = ""
    content: str = ""
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    labels: tuple[str, ...] = ()
    language: str | None = None
    base: str = ""  # what relative addresses in it are relative to
    image: str | None = None  # its address, as printed
    enclosures: tuple[Enclosure, ...] = ()
    preview: str | None = None  # the address of a small picture, for where there is no other
    contact: str = ""  # untrusted HTML: whom a reader can ask
    dates: "DateStyle | None" = None  # how its dates are written, where that was said
    editions: tuple[tuple[str, str], ...] = ()  # the same in other languages, as declared: hreflang, address


@dataclass(frozen=True, slots=True)
class Reading:
    """What an answer said: the entries in the order of the document, and what the source says of itself."""

    entries: tuple[Entry, ...]
    title: str = ""
    link: str | None = None
    id: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class CleanEntry:
    """An entry that is safe to keep: plain-text title and summary, sanitised HTML, absolute addresses."""

    guid: str | None
    link: str | None
    title: str
    summary: str
    content: str
    published: datetime | None
    updated: datetime | None
    author: str | None
    labels: tuple[str, ...]
    language: str | None
    image: str | None = None
    contact: str = ""  # plain text, one line a line
    enclosures: tuple[CleanEnclosure, ...] = ()
    told_by: ToldBy | None = None  # its language
    editions: tuple[str, ...] = ()  # addresses of the same in other languages


@dataclass(frozen=True, slots=True)
class Variant:
    """One text of an item: a language edition, or the copy of another source."""

    source: str
    language: str | None
    link: str | None
    title: str
    summary: str
    content: str
    author: str | None
    labels: tuple[str, ...]
    image: str | None = None
    contact: str = ""
    enclosures: tuple[CleanEnclosure, ...] = ()
    told_by: ToldBy | None = None  # its language
    printed_title: str | None = None  # what the source printed, where an editor corrected the title

    def printable(self, republish: Republish, *, images: bool = False) -> "Variant":
        """Leave only what may be printed of a text whose source allows `republish`, and its picture or not."""
        image = self.image if images else None
        files = tuple(one for one in self.enclosures if one.url == image)
        if republish == "title":
            return replace(self, content="", summary="", image=image, enclosures=files)
        content = self.content if republish == "full" else ""
        return replace(self, content=content, image=image, enclosures=self.recordings + files)

    @property
    def recordings(self) -> tuple[CleanEnclosure, ...]:
        """The files that are no pictures."""
        return tuple(one for one in self.enclosures if not one.pictured and one.url != self.image)


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of news as we keep it: identified once, dated once, in one or more variants."""

    uid: str  # the permanent part of its tag: URI, and of its page's address
    source: str
    published: datetime
    updated: datetime
    first_seen: datetime
    variants: tuple[Variant, ...]  # the primary one first

    def variant_in(self, language: str | None, fallbacks: Sequence[str]) -> Variant:
        """Choose the text in a language, else in the first fallback that there is, else the primary one."""
        for tag in [language, *fallbacks] if language else []:
            for variant in self.variants:
                if variant.language and variant.language.partition("-")[0] == tag.partition("-")[0]:
                    return variant
        return self.variants[0]


@dataclass(frozen=True, slots=True)
class KnownItem:
    """What must be known of a stored item to tell whether an entry is news of it."""

    id: int  # the number of its row
    published: datetime
    updated: datetime
    digest: str  # of its text, the primary one or that of the edition asked
    number: int | None = 0  # of that text; None where the edition has none yet
    languages: frozenset[str] = frozenset()  # of all its texts, where entries name others; "" is one unknown

    @property
    def text(self) -> tuple[int, int | None]:
        """What tells this text from all others."""
        return self.id, self.number


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a category took an item: the rule, the term as the operator wrote it, and the words it met."""

    rule: str  # where in feeds.yaml: "any[2]", "source"; "editor" where somebody decided it
    term: str
    field: str  # title, text, label, or source
    words: str  # as printed in the item
    start: int  # offset of `words` in the field, in characters
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """That an item is in a category, and why."""

    category: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The stored bytes of one published address."""

    path: str  # without a leading slash: "feeds/development.fr.rss"
    media_type: str
    body: bytes
    gzip: bytes
    etag: str  # the opaque part, without quotes
    last_modified: datetime
    brotli: bytes | None = None  # an earlier version of ours stored none


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A copy of a picture, and its size in pixels."""

    name: str  # a digest of its bytes
    body: bytes
    width: int
    height: int
