"""The list of items for editors: the ones that came last first, by category, source, words and state."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from flask import render_template, request, url_for

from ...config.model import Config, text_in
from ...store import decisions, desk, items, judged, sources
from ...store.database import Transaction
from ...store.desk import Sought
from ...store.items import StoredItem
from ..current import required, state
from ..words import N_
from .path import bp
from .shown import Row, row

MANY = 25
NAMES = {
    "filed": N_("In a category"),
    "unfiled": N_("In no category"),
    "held": N_("Held"),
    "decided": N_("Decided by hand"),
    "hidden": N_("Hidden"),
    "pinned": N_("Pinned"),
    "withdrawn": N_("Withdrawn"),
}


@bp.get("/desk")
def home() -> str:
    """The items that an editor looks for."""
    config = required()
    names = ("category", "source", "words", "state")
    sought = Sought(
        **{name: request.args.get(name, "").strip() for name in names},
        languages=tuple(config.site.languages),
    )
    with state().store.read() as tx:
        ids = desk.stretch(tx, sought, MANY + 1, before())
        rows = shown(tx, config, ids[:MANY])
        known = sources.states(tx)
        waiting = sum(one.count for one in desk.held(tx))
    asked = {name: value for name, value in asdict(sought).items() if value and name in names}
    older = url_for("desk.home", **asked, before=ids[MANY - 1]) if len(ids) > MANY else None
    return render_template(
        "desk/home.html",
        rows=rows,
        sought=sought,
        states=NAMES,
        sources=[(one.key, one.name) for one in known if "~" not in one.key],
        categories=titles(config),
        older=older,
        newest=url_for("desk.home", **asked) if request.args.get("before") else None,
        waiting=waiting,
    )


def before() -> int | None:
    """The item before which the list goes on; what no row can be numbered by is none."""
    told = request.args.get("before", type=int)
    return told if told and 0 < told < 2**63 else None


def shown(tx: Transaction, config: Config, ids: list[int]) -> list[Row]:
    """What a list says of items."""
    told, stands, found = decisions.of(tx, ids), desk.states_of(tx, ids), items.load(tx, ids)
    filed, names = judged.matches_of(tx, ids), named(tx, found)
    rows = (
        row(config, one, filed.get(one.id, ()), told.get(one.id, ()), stands.get(one.id, "")) for one in found
    )
    return [replace(one, source=names.get(one.source, one.source)) for one in rows]


def named(tx: Transaction, found: Sequence[StoredItem]) -> dict[str, str]:
    """The names of the sources of items, by their keys."""
    keys = {text.source for one in found for text in one.item.variants} | {one.item.source for one in found}
    return {one.key: one.name for one in sources.states(tx, keys)}


def titles(config: Config) -> dict[str, str]:
    """The categories by their names."""
    languages = config.site.languages
    return {name: text_in(one.title, languages, None) for name, one in config.categories.items()}
