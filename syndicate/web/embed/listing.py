"""Categories and choices → the list that an embed shows: the newest items, and every word around them.

In: the config in force, what an address asks for, the rows. Out: one frozen value, of which all forms of an embed are
made. What a source does not let us print is not in it, nor what is withdrawn or hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ...config.addresses import category_page, item_page
from ...config.model import Config
from ...store import items, pages, pictures, pins, seal, sources
from ...store.database import Transaction
from ...store.items import StoredItem
from ...store.pictures import Picture
from .. import words
from ..languages import Direction, Phrase, direction, phrase
from ..paths import home_page
from ..shown import Day, Edition, day, headline, outward, text_of, tongue
from ..words import gettext as _
from .options import Options
from .signed import sign

TITLE = 200  # characters; the style sheet cuts where the lines end
SUMMARY = 240
SOURCE = 60
ADDRESS = 400  # characters of another site's address; our page of the item stands for a longer one


@dataclass(frozen=True, slots=True)
class Pictured:
    """A picture, and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One item of a list."""

    url: str  # where it was published, or our page of it
    page: str  # our page of it
    title: str
    summary: str
    language: str  # of title and summary; "" where nobody knows it
    tongue: str  # that language's own name, where the list is not in it
    day: Day | None
    source: str
    picture: "Pictured | None" = None  # our copy, where the source lets us print one

    @property
    def direction(self) -> Direction:
        return direction(self.language)


@dataclass(frozen=True, slots=True)
class Listing:
    """What an embed shows."""

    options: Options
    language: str  # of our own words
    title: Phrase  # what the list is called
    page: str  # where there is more
    items: tuple[Shown, ...]
    base: str  # the site's public address

    @property
    def full(self) -> bool:
        """There are as many items as were asked for."""
        return len(self.items) == self.options.count

    @property
    def heading(self) -> Phrase:
        """What stands above the list; a partner's own words are in the language of the list, if it has one."""
        own = self.options.heading
        return Phrase(own, self.options.tongue or "") if own else self.title

    @property
    def empty(self) -> str:
        """What stands there while there is no item."""
        return self.options.empty or _("There is no news yet.")

    @property
    def more(self) -> str:
        return _("More: %(title)s", title=self.title.text)

    @property
    def newtab(self) -> str:
        """What a link says that opens a new tab."""
        return _("(opens in a new tab)") if self.options.newtab else ""


def listing(
    tx: Transaction, config: Config, names: Sequence[str], options: Options, now: datetime
) -> Listing:
    """Read the newest items of these categories, as the choices want them."""
    tongue = options.tongue
    found = newest(tx, config, names, options, now)
    keys = {variant.source for one in found for variant in one.item.variants}
    printed = Edition(config, tongue, {one.key: one for one in sources.states(tx, keys)})
    return Listing(
        options=options,
        language=words.interface(),
        title=title(config, names, tongue),
        page=page(config, names, tongue),
        items=illustrated(tx, printed, found, options),
        base=config.site.base,
    )


def newest(
    tx: Transaction, config: Config, names: Sequence[str], options: Options, now: datetime
) -> list[StoredItem]:
    """The newest items of several categories, each once; before them those that editors pinned."""
    first, ids = set[int](), set[int]()
    for name in names:
        spoken = None if config.categories[name].fallback else options.tongue
        first.update(pins.standing(tx, name, now, spoken=spoken))
        ids.update(pages.stretch(tx, name, options.count, spoken=spoken))
    found = items.load(tx, sorted(first | ids))
    ordered = sorted(found, key=lambda one: (one.id in first, one.item.published, one.id), reverse=True)
    return ordered[: options.count]


def title(config: Config, names: Sequence[str], language: str | None) -> Phrase:
    """What a list is called: as its category, or as the site where it has several."""
    texts = config.categories[names[0]].title if len(names) == 1 else config.site.title
    return phrase(texts, config.site.languages, language)


def page(config: Config, names: Sequence[str], language: str | None) -> str:
    """Where there is more of a list."""
    return category_page(config, names[0], language) if len(names) == 1 else home_page(config, language)


def shown(printed: Edition, one: StoredItem, options: Options) -> Shown:
    """Show an item, no more of it than its source and the choices want."""
    text, item = text_of(printed, one.item), one.item
    own = item_page(printed.config, item.uid, printed.language)
    link = outward(text.link)
    return Shown(
        url=link if link and len(link) <= ADDRESS else own,
        page=own,
        title=cut(headline(text), TITLE),
        summary=cut(text.summary, SUMMARY) if options.summarised and text.title else "",
        language=text.language or "",
        tongue=tongue(printed, text),
        day=day(printed.config, item.published) if options.date else None,
        source=cut(printed.sources[text.source].name, SOURCE) if options.source else "",
    )


def illustrated(
    tx: Transaction, printed: Edition, found: Sequence[StoredItem], options: Options
) -> tuple[Shown, ...]:
    """Show these items, with our copies of their pictures if they are wanted."""
    plain = tuple(shown(printed, one, options) for one in found)
    key = seal.known(tx) if options.image else None
    if key is None:
        return plain
    addresses = [text_of(printed, one.item).image or "" for one in found]
    copies = pictures.copies(tx, addresses)
    return tuple(
        replace(one, picture=pictured(printed.config, key, copies[address])) if address in copies else one
        for one, address in zip(plain, addresses, strict=True)
    )


def pictured(config: Config, key: str, copy: Picture) -> Pictured:
    """The address of a copy, signed so that none can be guessed."""
    return Pictured(f"{config.site.base}/image/{sign(key, copy.name)}", copy.width, copy.height)


def cut(text: str, most: int) -> str:
    """Shorten a text where a word ends, if one does: not every script has spaces."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    begun, space, rest = text[:most].rpartition(" ")
    return f"{begun if space and len(rest) < most // 3 else text[:most]} …"
