"""What every page has around its content: head, sign, languages, contact; from the config in force alone.

In: the config, the page's language and addresses. Out: one frozen value that `base.html` prints.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from flask import current_app
from markupsafe import Markup

from ..config.addresses import site_page
from ..config.model import Config
from .languages import Phrase, own_name, phrase
from .looks import colours_address, logo_address
from .paths import home_page, opml_address, within
from .shown import Card
from .words import gettext as _

Address = Callable[[str | None], str]  # the public address of a page in a language

SEARCH = "SEARCH"  # whether the app answers questions; files on another server do not


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
class Link:
    """A page of the site that every page links to."""

    name: str
    href: str


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
    search: str | None  # where questions are asked
    links: tuple[Link, ...]
    logo: str | None
    colours: str | None  # the address of the site's own
    description: str = ""
    kind: str = "website"  # of Open Graph
    structured: Markup | None = None
    hidden: bool = False  # from search engines


def frame(
    config: Config, language: str | None, address: Address, canonical: str, cards: Iterable[Card] = ()
) -> Frame:
    """Make the frame of a page whose address in each language `address` tells."""
    site = config.site
    return Frame(
        site=phrase(site.title, site.languages, language),
        home=within(config, home_page(config, language)),
        opml=within(config, opml_address(config)),
        about=within(config, site_page(config, "about-feeds", language)),
        contact=site.contact.name,
        email=site.contact.email,
        canonical=canonical,
        choices=tuple(choice(config, tag, language, address) for tag in (None, *site.languages)),
        editions=editions(config, address),
        feeds=tuple(feed for one in cards for feed in discovered(one, language)),
        search=search(config, language),
        links=links(config, language),
        logo=logo_address(config),
        colours=colours_address(config),
    )


def placeless(made: Frame) -> Frame:
    """Take from a frame what only a page has that is there in every language."""
    return replace(made, choices=tuple(replace(one, chosen=False) for one in made.choices), editions=())


def search(config: Config, language: str | None) -> str | None:
    return within(config, site_page(config, "search", language)) if current_app.config[SEARCH] else None


def links(config: Config, language: str | None) -> tuple[Link, ...]:
    """Name the pages about the site itself."""
    names = {
        "sources": _("Sources"),
        "imprint": _("Imprint") if config.site.imprint else "",
        "privacy": _("Privacy"),
        "accessibility": _("Accessibility"),
    }
    return tuple(
        Link(name, within(config, site_page(config, key, language))) for key, name in names.items() if name
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
