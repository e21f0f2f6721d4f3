"""Rows and config → what the templates print: teasers, articles, cards of categories, links to feeds.

In: items, sources and the config in force. Out: frozen values with every choice made (language, date, what a source
lets us print). No row is read here and no HTML is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from ..config.addresses import category_page, item_page
from ..config.model import Config
from ..model import Item, Variant
from ..store.sources import SourceState
from ..store.stories import Copy
from . import words
from .article import embed
from .languages import Phrase, own_name, phrase, same
from .paths import FORMATS, MEDIA_TYPES, feed_address, within

SUMMARY = 320  # characters of a teaser
HEADLINE = 90  # characters of a text that stands in for a title


@dataclass(frozen=True, slots=True)
class Day:
    """A date for machines and for people, in the site's time zone."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """One item in a list."""

    uid: str
    address: str  # public
    href: str  # to be followed from here
    title: str
    summary: str
    language: str  # of title and summary; "" where nobody knows it
    tongue: str  # that language's own name, where the page is not in it
    day: Day
    source: str
    pinned: bool = False  # it stands before newer ones, as an editor wants


@dataclass(frozen=True, slots=True)
class Article:
    """One item on its page."""

    address: str
    title: str
    summary: str
    content: str  # sanitised HTML, or empty
    language: str
    tongue: str
    day: Day
    changed: Day
    source: str
    home: str | None  # the source's own site
    link: str | None  # the source's page of it
    author: str | None
    labels: tuple[str, ...]
    contact: str  # plain text, one line a line
    editions: tuple["EditionLink", ...]  # its texts in other languages
    also: tuple[tuple[str, str], ...] = ()  # the other sources of the same story, and their pages


@dataclass(frozen=True, slots=True)
class EditionLink:
    """The same in another language."""

    name: str
    language: str
    href: str


@dataclass(frozen=True, slots=True)
class FeedLink:
    """One feed in one format."""

    form: str
    address: str  # to be copied
    href: str  # to be followed from here
    media_type: str


@dataclass(frozen=True, slots=True)
class Card:
    """One category: its words, its page, its feeds."""

    name: str
    title: Phrase
    about: Phrase | None
    address: str
    href: str
    feeds: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Whose texts a page prints: the config, the page's language (None: all), and the sources."""

    config: Config
    language: str | None
    sources: Mapping[str, SourceState]


def teaser(edition: Edition, item: Item) -> Teaser:
    """Show an item in a list."""
    text = text_of(edition, item)
    address = item_page(edition.config, item.uid, edition.language)
    return Teaser(
        uid=item.uid,
        address=address,
        href=within(edition.config, address),
        title=headline(text),
        summary=shorten(text.summary, SUMMARY, placeholder=" …") if text.title else "",
        language=text.language or "",
        tongue=tongue(edition, text),
        day=day(edition.config, item.published),
        source=edition.sources[text.source].name,
    )


def article(edition: Edition, item: Item) -> Article:
    """Show an item on its page."""
    text, source = text_of(edition, item), edition.sources[item.source]
    return Article(
        address=item_page(edition.config, item.uid, edition.language),
        title=headline(text),
        summary=text.summary,
        content=embed(text.content),
        language=text.language or "",
        tongue=tongue(edition, text),
        day=day(edition.config, item.published),
        changed=day(edition.config, max(item.updated, item.published)),
        source=source.name,
        home=outward(source.link),
        link=outward(text.link),
        author=text.author,
        labels=text.labels[:5],
        contact=text.contact,
        editions=tuple(other_editions(edition, item, text)),
    )


def other_editions(edition: Edition, item: Item, shown: Variant) -> Iterator[EditionLink]:
    """Link the texts of an item in the site's other languages."""
    config = edition.config
    for tag in config.site.languages:
        there = any(same(one.language or "", tag) for one in item.variants)
        if there and not same(shown.language or "", tag):
            yield EditionLink(own_name(tag), tag, within(config, item_page(config, item.uid, tag)))


def also(config: Config, language: str | None, copies: Iterable[Copy]) -> tuple[tuple[str, str], ...]:
    """Name the other sources of a story, each once; where one has no page, ours of what it printed stands in."""
    named = {
        one.name: outward(one.link) or within(config, item_page(config, one.uid, language)) for one in copies
    }
    return tuple(named.items())


def text_of(edition: Edition, item: Item) -> Variant:
    """Choose the text, and leave of it what its source lets us print."""
    text = item.variant_in(edition.language, edition.config.site.languages)
    source = edition.sources[text.source]
    return text.printable(source.republish, images=source.images)


def headline(text: Variant) -> str:
    """The title, or the beginning of what stands in for one."""
    return text.title or shorten(text.summary, HEADLINE, placeholder=" …") or words.gettext("Untitled")


def tongue(edition: Edition, text: Variant) -> str:
    """Name the language of a text, unless it is the one that the page is in."""
    if not text.language or (edition.language and same(text.language, edition.language)):
        return ""
    return own_name(text.language)


def outward(link: str | None) -> str | None:
    """A link to another site; one that would do something else than lead there is none."""
    return link if link and link.lower().startswith(("https://", "http://")) else None


def day(config: Config, moment: datetime) -> Day:
    """Write a date in the site's time zone."""
    local = moment.astimezone(config.site.timezone)
    return Day(local.isoformat(timespec="seconds"), words.date(local))


def card(config: Config, name: str, language: str | None) -> Card:
    """Show a category."""
    category, languages = config.categories[name], config.site.languages
    address = category_page(config, name, language)
    return Card(
        name=name,
        title=phrase(category.title, languages, language),
        about=phrase(category.about, languages, language) if category.about else None,
        address=address,
        href=within(config, address),
        feeds=feed_links(config, name, language),
    )


def feed_links(config: Config, name: str, language: str | None) -> tuple[FeedLink, ...]:
    """Link the feeds of a category, the preferred format first."""
    addresses = {form: feed_address(config, name, language, form) for form in FORMATS}
    return tuple(
        FeedLink(FORMATS[form], address, within(config, address), MEDIA_TYPES[form])
        for form, address in addresses.items()
    )


def ordered(config: Config, names: Iterable[str]) -> list[str]:
    """Those of the categories that there still are, in the order of feeds.yaml."""
    wanted = set(names)
    return [name for name in config.categories if name in wanted]
