"""The pages for people: home, a category, an item; each in one of the site's languages or in all.

In: a request. Out: HTML rendered from rows and the config in force. No feed is rendered and nothing is fetched here.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, abort, redirect, render_template, request

from ..config.addresses import category_page, item_page
from ..config.ending import ended, gone
from ..config.model import Config
from ..model import Item
from ..store import decisions, items, pages, pins, sources, stories, withdrawals
from ..store.database import Transaction
from ..store.items import StoredItem
from ..store.pages import Place
from . import following, structured
from .current import required, state
from .frame import Frame, frame
from .languages import phrase, same
from .paths import home_page, language_of, within
from .respond import page
from .shown import Article, Card, Edition, Teaser, also, article, card, ordered, teaser

bp = Blueprint("pages", __name__)

FEW = 3  # items of each category on the home page
MANY = 20  # items on a category's page
FRESH = 60  # seconds for which a page may be kept


@bp.get("/")
@bp.get("/<tag:tag>")
def home(tag: str = "all") -> Response:
    """The categories, each with its newest items and its feeds."""
    config = required()
    language = spoken(config, tag)
    names = going(config)
    cards = {name: card(config, name, language) for name in names}
    with state().store.read() as tx:
        newest = {name: front(tx, config, name, language)[:FEW] for name in names}
    site, address = config.site, partial(home_page, config)
    margins = frame(config, language, address, address(language), cards.values())
    about = phrase(site.about, site.languages, language) if site.about else None
    margins = replace(
        margins,
        description=about.text if about else "",
        structured=structured.home(config, language, margins.site),
    )
    html = render_template("home.html", about=about, cards=cards, newest=newest, frame=margins)
    return page(request, html, FRESH)


@bp.get("/<tag:tag>/<key:name>")
@bp.get("/<tag:tag>/<key:name>/before/<uid:before>")
def category(tag: str, name: str, before: str | None = None) -> Response:
    """What a category is about, how to follow it, and its items from the newest or from before one."""
    config = required()
    language = spoken(config, tag)
    with state().store.read() as tx:
        if name in config.renamed:
            abort(redirect(within(config, category_page(config, config.renamed[name], language)), 301))
        if name not in config.categories or gone(config, name, state().clock()):
            abort(410 if name in config.categories or pages.ended(tx, name, language) else 404)
        only = strict(config, name, language)
        ids = pages.stretch(tx, name, MANY + 1, spoken=only, before=place(tx, before))
        shown = teasers(tx, config, language, ids[:MANY])
        shown = shown if before else first(shown, pinned(tx, config, name, language))
    last = shown[-1].uid if len(ids) > MANY else None
    own = card(config, name, language)
    html = render_template(
        "category.html",
        card=own,
        teasers=shown,
        older=f"{own.href}/before/{last}" if last else None,
        newest=own.href if before else None,
        readers=following.readers(config, name, language),
        others=list(following.others(config, name, language)),
        frame=category_frame(config, language, own, shown, before),
    )
    return page(request, html, FRESH)


def category_frame(
    config: Config, language: str | None, own: Card, shown: Sequence[Teaser], before: str | None
) -> Frame:
    """The margins of a category's page."""
    canonical = f"{own.address}/before/{before}" if before else own.address
    made = frame(config, language, partial(category_page, config, own.name), canonical, [own])
    return replace(
        made,
        editions=() if before else made.editions,
        description=own.about.text if own.about else "",
        structured=structured.category(config, language, made.site, own, shown),
    )


@bp.get("/<tag:tag>/item/<uid:uid>")
def item(tag: str, uid: str) -> Response:
    """One item: as much of it as its source lets us print, whence it is, and its neighbours in the category."""
    config = required()
    language = spoken(config, tag)
    with state().store.read() as tx:
        stored = items.find(tx, uid)
        if stored and withdrawals.withdrawn(tx, stored.id):
            abort(410)
        if stored is None or not pages.public(tx, stored.id):
            abort(404)
        names = ordered(config, (match.category for match in items.matches_of(tx, stored.id)))
        older, newer = neighbours(tx, config, language, names, stored)
        shown = article(edition(tx, config, language, [stored]), stored.item)
        unnamed = decisions.standing(tx, "contact", [stored.id])
        copies = stories.copies(tx, [stored.id]).get(stored.id, ())
    shown = replace(shown, also=also(config, language, copies), contact="" if unnamed else shown.contact)
    cards = [card(config, name, language) for name in names]
    margins = item_frame(config, language, stored.item, shown, cards)
    html = render_template("item.html", article=shown, cards=cards, older=older, newer=newer, frame=margins)
    return page(request, html, FRESH)


def front(tx: Transaction, config: Config, name: str, language: str | None) -> list[Teaser]:
    """The beginning of a category: what editors pinned, then the newest."""
    ids = pages.stretch(tx, name, FEW, spoken=strict(config, name, language))
    return first(teasers(tx, config, language, ids), pinned(tx, config, name, language))


def pinned(tx: Transaction, config: Config, name: str, language: str | None) -> list[Teaser]:
    """What editors want to stand first in a category."""
    ids = pins.standing(tx, name, state().clock(), spoken=strict(config, name, language))
    return [replace(one, pinned=True) for one in teasers(tx, config, language, ids)]


def first(shown: Sequence[Teaser], before: Sequence[Teaser]) -> list[Teaser]:
    """Put items before others, each once."""
    known = {one.uid for one in before}
    return [*before, *(one for one in shown if one.uid not in known)]


def item_frame(
    config: Config, language: str | None, found: Item, shown: Article, cards: Sequence[Card]
) -> Frame:
    """The margins of an item's page; where it repeats a text of another language's page, it points there."""
    address = partial(item_page, config, found.uid)
    home = own_language(config, shown.language)
    made = frame(config, language, address, address(home), cards)
    texts = {own_language(config, one.language or "") for one in found.variants}
    return replace(
        made,
        editions=tuple(one for one in made.editions if one.language in texts) if home == language else (),
        description=shown.summary,
        kind="article",
        structured=structured.item(config, language, made.site, shown, cards),
    )


def spoken(config: Config, tag: str) -> str | None:
    """The language that an address names."""
    try:
        return language_of(config, tag)
    except LookupError:
        with state().store.read() as tx:
            gone = pages.left(tx, tag)
        abort(410 if gone else 404)


def going(config: Config) -> list[str]:
    """The categories that have not ended."""
    now = state().clock()
    return [name for name in config.categories if not ended(config, name, now)]


def all_cards(config: Config, language: str | None) -> list[Card]:
    """The categories that have not ended, as pages show them."""
    return [card(config, name, language) for name in going(config)]


def own_language(config: Config, language: str) -> str | None:
    """In which of the site's languages a text is at home: pages that repeat it elsewhere point there."""
    return next((tag for tag in config.site.languages if same(tag, language)), None)


def edition(tx: Transaction, config: Config, language: str | None, found: Sequence[StoredItem]) -> Edition:
    """What these items are printed from: only their own sources are read, of which there may be thousands."""
    keys = {variant.source for one in found for variant in one.item.variants}
    keys |= {one.item.source for one in found}
    return Edition(config, language, {one.key: one for one in sources.states(tx, keys)})


def place(tx: Transaction, uid: str | None) -> Place | None:
    """Find from where on a list goes; an item that there never was begins none."""
    if uid is None:
        return None
    return pages.place(tx, uid) or abort(404)


def strict(config: Config, name: str, language: str | None) -> str | None:
    """The language that every item of a list must have a text in, where no other may stand in for it."""
    return None if config.categories[name].fallback else language


def teasers(tx: Transaction, config: Config, language: str | None, ids: Sequence[int]) -> list[Teaser]:
    found = items.load(tx, ids)
    printed = edition(tx, config, language, found)
    return [teaser(printed, one.item) for one in found]


def neighbours(
    tx: Transaction, config: Config, language: str | None, names: Sequence[str], stored: StoredItem
) -> tuple[Teaser | None, Teaser | None]:
    """The next older and the next newer item of the first of its categories."""
    uids = items.neighbours(tx, names[0], stored) if names else (None, None)
    found = [items.find(tx, uid) if uid else None for uid in uids]
    printed = edition(tx, config, language, [one for one in found if one])
    older, newer = (teaser(printed, one.item) if one else None for one in found)
    return older, newer
