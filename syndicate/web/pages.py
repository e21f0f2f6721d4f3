"""The pages for people: home, a category, an item; each in one of the site's languages or in all.

In: a request. Out: HTML rendered from rows and the config in force. No feed is rendered and nothing is fetched here.
"""

from flask import Blueprint, Response, abort, render_template, request

from ..config.addresses import category_page, item_page
from ..config.model import Config
from ..store import items, pages, sources
from ..store.database import Transaction
from ..store.items import StoredItem
from ..store.pages import Place
from .current import required, state
from .frame import frame
from .languages import phrase, same
from .paths import home_page, language_of, within
from .respond import page
from .shown import Edition, Teaser, article, card, ordered, teaser

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
    names = list(config.categories)
    cards = {name: card(config, name, language) for name in names}
    with state().store.read() as tx:
        edition = Edition(config, language, by_key(tx))
        newest = {name: teasers(tx, edition, stretch(tx, edition, name, FEW)) for name in names}
    site = config.site
    html = render_template(
        "home.html",
        about=phrase(site.about, site.languages, language) if site.about else None,
        cards=cards,
        newest=newest,
        frame=frame(
            config,
            language,
            lambda other: home_page(config, other),
            home_page(config, language),
            cards.values(),
        ),
    )
    return page(request, html, FRESH)


@bp.get("/<tag:tag>/<key:name>")
def category(tag: str, name: str) -> Response:
    """What a category is about, how to follow it, and its items from the newest or from before one."""
    config = required()
    language = spoken(config, tag)
    before = request.args.get("before")
    with state().store.read() as tx:
        if name not in config.categories:
            abort(410 if pages.ended(tx, name, language) else 404)
        edition = Edition(config, language, by_key(tx))
        ids = stretch(tx, edition, name, MANY + 1, place(tx, before))
        shown = teasers(tx, edition, ids[:MANY])
        last = items.load(tx, ids[MANY - 1 : MANY]) if len(ids) > MANY else []
    address = category_page(config, name, language)
    own = card(config, name, language)
    html = render_template(
        "category.html",
        card=own,
        teasers=shown,
        older=f"?before={last[0].item.uid}" if last else None,
        newest=within(config, address) if before else None,
        frame=frame(
            config,
            language,
            lambda other: category_page(config, name, other),
            f"{address}?before={before}" if before else address,
            [own],
        ),
    )
    return page(request, html, FRESH)


@bp.get("/<tag:tag>/item/<uid:uid>")
def item(tag: str, uid: str) -> Response:
    """One item: as much of it as its source lets us print, whence it is, and its neighbours in the category."""
    config = required()
    language = spoken(config, tag)
    with state().store.read() as tx:
        stored = items.find(tx, uid)
        if stored is None or not pages.public(tx, stored.id):
            abort(404)
        edition = Edition(config, language, by_key(tx))
        names = ordered(config, (match.category for match in items.matches_of(tx, stored.id)))
        older, newer = neighbours(tx, edition, names, stored)
    cards = [card(config, name, language) for name in names]
    shown = article(edition, stored.item)
    html = render_template(
        "item.html",
        article=shown,
        cards=cards,
        older=older,
        newer=newer,
        frame=frame(
            config,
            language,
            lambda other: item_page(config, uid, other),
            item_page(config, uid, own_language(config, shown.language)),
            cards,
        ),
    )
    return page(request, html, FRESH)


def spoken(config: Config, tag: str) -> str | None:
    """The language that an address names."""
    try:
        return language_of(config, tag)
    except LookupError:
        abort(404)


def own_language(config: Config, language: str) -> str | None:
    """In which of the site's languages a text is at home: pages that repeat it elsewhere point there."""
    return next((tag for tag in config.site.languages if same(tag, language)), None)


def by_key(tx: Transaction) -> dict[str, sources.SourceState]:
    return {one.key: one for one in sources.states(tx)}


def place(tx: Transaction, uid: str | None) -> Place | None:
    """Find from where on a list goes; an item that there never was begins none."""
    if uid is None:
        return None
    found = pages.place(tx, uid) if uid.isalnum() and uid.isascii() and len(uid) <= 40 else None
    return found or abort(404)


def stretch(
    tx: Transaction, edition: Edition, name: str, most: int, before: Place | None = None
) -> list[int]:
    """The same items as the feed of this language: all of them, or those in it where nothing stands in."""
    strict = not edition.config.categories[name].fallback
    return pages.stretch(tx, name, most, spoken=edition.language if strict else None, before=before)


def teasers(tx: Transaction, edition: Edition, ids: list[int]) -> list[Teaser]:
    return [teaser(edition, one.item) for one in items.load(tx, ids)]


def neighbours(
    tx: Transaction, edition: Edition, names: list[str], stored: StoredItem
) -> tuple[Teaser | None, Teaser | None]:
    """The next older and the next newer item of the first of its categories."""
    uids = items.neighbours(tx, names[0], stored) if names else (None, None)
    found = [items.find(tx, uid) if uid else None for uid in uids]
    older, newer = (teaser(edition, one.item) if one else None for one in found)
    return older, newer
