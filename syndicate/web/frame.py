"""What every page has around its content: head, languages, contact; from the config in force alone.

In: the config, the page's language and addresses. Out: one frozen value that `base.html` prints.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..config.addresses import about_page
from ..config.model import Config
from .languages import Phrase, own_name, phrase
from .paths import home_page, opml_address, within
from .shown import Card
from .words import gettext as _

Address = Callable[[str | None], str]  # the public address of a page in a language


@dataclass(frozen=True, slots=True)
class Choice:
    """One language in which a page can be read."""

    name: str
    language: str  # "" for all
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another representation of the page, as its head names it."""

    address: str
    language: str = ""
    media_type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """Head and margins of a page."""

    site: Phrase
    home: str
    opml: str
    about: str
    contact: str
    email: str | None
    canonical: str
    choices: tuple[Choice, ...]
    editions: tuple[Alternate, ...]
    feeds: tuple[Alternate, ...]


def frame(
    config: Config, language: str | None, address: Address, canonical: str, cards: Iterable[Card] = ()
) -> Frame:
    """Make the frame of a page whose address in each language `address` tells."""
    site = config.site
    return Frame(
        site=phrase(site.title, site.languages, language),
        home=within(config, home_page(config, language)),
        opml=within(config, opml_address(config)),
        about=within(config, about_page(config, language)),
        contact=site.contact.name,
        email=site.contact.email,
        canonical=canonical,
        choices=tuple(choice(config, tag, language, address) for tag in (None, *site.languages)),
        editions=editions(config, address),
        feeds=tuple(feed for one in cards for feed in discovered(one, language)),
    )


def choice(config: Config, tag: str | None, language: str | None, address: Address) -> Choice:
    """Offer the page in one language, or in all of them."""
    name = own_name(tag) if tag else _("All languages")
    return Choice(name, tag or "", within(config, address(tag)), tag == language)


def editions(config: Config, address: Address) -> tuple[Alternate, ...]:
    """Name the page in each language, and the one for readers of any other."""
    each = [Alternate(address(tag), tag) for tag in config.site.languages]
    return (*each, Alternate(address(None), "x-default"))


def discovered(card: Card, language: str | None) -> list[Alternate]:
    """Name the feeds of a category for readers that look for them."""
    title = card.title.text
    return [
        Alternate(feed.address, language or "", feed.media_type, f"{title} – {feed.form}")
        for feed in card.feeds
    ]
