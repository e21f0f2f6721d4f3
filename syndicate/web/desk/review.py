"""What waits to be looked at: bursts that are held, and items that the rules nearly filed, or filed by weak words alone.

In: a form. Out: what is held goes, or is hidden as somebody decided. Doubts are told by the same code that files items.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import abort, flash, render_template, request
from werkzeug import Response

from ...categorise import Rulebook
from ...categorise.told import lacks, quote
from ...categorise.why import why
from ...config.model import Config
from ...decided import Decision
from ...store import decisions, desk, items, sources
from ...store.database import Transaction
from ...store.desk import Held, Sought
from ...store.items import StoredItem
from ..current import required, state
from ..shown import headline
from ..status import operator
from ..words import ngettext
from .listing import titles
from .path import bp, line, onward

LOOKED = 120  # of the items that came last
SHOWN = 30  # doubtful ones
SAMPLE = 12  # titles of a burst
NEARLY = 0.5  # share of a rule's parts that are met
WEAK = "?"


@dataclass(frozen=True, slots=True)
class Doubt:
    """An item of which it is doubtful whether it is in a category."""

    uid: str
    title: str
    language: str
    inside: bool
    found: tuple[str, ...]
    lacks: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Burst:
    """Items of a source that wait."""

    source: Held
    titles: tuple[tuple[str, str], ...]  # uid, title


@bp.get("/desk/review")
def review() -> str:
    """What is held, and what is doubtful in one category."""
    config = required()
    name = request.args.get("category") or next(iter(config.categories))
    if name not in config.categories:
        abort(404)
    book = state().current.rulebook(config)
    with state().store.read() as tx:
        bursts = [burst(tx, one) for one in desk.held(tx)]
        found = list(doubts(tx, book, name, newest(tx)))
    found.sort(key=lambda one: -one.share)
    return render_template(
        "desk/review.html",
        bursts=bursts,
        doubts=found[:SHOWN],
        categories=titles(config),
        chosen=name,
        looked=LOOKED,
    )


def burst(tx: Transaction, one: Held) -> Burst:
    found = items.load(tx, desk.held_of(tx, one.source_id)[:SAMPLE])
    return Burst(one, tuple((one.item.uid, headline(one.item.variants[0])) for one in found))


def newest(tx: Transaction) -> list[StoredItem]:
    """The items that came last and that nobody has decided about."""
    ids = desk.stretch(tx, Sought(), LOOKED)
    told, stands = decisions.of(tx, ids), desk.states_of(tx, ids)
    return items.load(tx, [one for one in ids if one not in told and one not in stands])


def doubts(tx: Transaction, book: Rulebook, name: str, found: list[StoredItem]) -> Iterator[Doubt]:
    """The items that a rule of a category nearly holds for, and those that are in it by weak words alone."""
    for one in found:
        told = next(said for said in why(book, one.item.variants) if said.verdict.category == name)
        text = one.item.variants[told.text]
        said = (one.item.uid, headline(text), text.language or "")
        reasons = told.verdict.reasons
        if told.verdict.taken and all(reason.term.endswith(WEAK) for reason in reasons):
            yield Doubt(*said, True, tuple(map(quote, reasons[:4])), (), 1)
        elif told.nearest and told.nearest.share >= NEARLY:
            near = told.nearest
            yield Doubt(*said, False, tuple(map(quote, near.held[:4])), tuple(lacks(near)), near.share)


@bp.post("/desk/held")
def settle() -> Response:
    """Let the items of a burst go, or hide all of them."""
    config, now = required(), state().clock()
    with state().store.write() as tx:
        [held] = [one for one in desk.held(tx) if one.key == request.form.get("source")] or abort(404)
        if request.form.get("side") == "drop":
            drop(tx, config, held)
        count = items.release(tx, held.source_id, now)
        sources.unhold(tx, held.source_id)
    flash(ngettext("%(num)s item is held no longer.", "%(num)s items are held no longer.", count))
    return onward("review")


def drop(tx: Transaction, _config: Config, held: Held) -> None:
    """Hide all that is held, each item by a decision of its own, so that one can be brought back."""
    now, why_ = state().clock(), line("why")
    made = []
    for one in items.load(tx, desk.held_of(tx, held.source_id)):
        found = decisions.subject(tx, one.item.uid)
        if found:
            made.append(Decision(found.uid, found.source, found.keys, "hide", "", "", why_, operator(), now))
    decisions.keep(tx, made)
