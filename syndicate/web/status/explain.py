"""Why an item is in each category or not, with the words marked that decided.

In: the address of an item's page under /status. Out: HTML. Nothing is changed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import abort, render_template, request
from markupsafe import Markup

from ... import intake
from ...categorise import Rulebook
from ...categorise.judge import printed
from ...categorise.told import judgement, lacks, quote
from ...categorise.why import Why
from ...intake import explained
from ...model import Reason, Variant
from ...naming import names
from ...store import decisions, history, items
from ..current import required, state
from ..highlight import marked
from .path import bp

FEW = 20  # items of one name
SHOWN = 10  # reasons of a category in words; the marks show all
FIELDS = ("title", "label", "text")  # that are shown, in the order in which they are read on a page


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a text, with the words marked."""

    name: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Explained:
    """One category: the judgement, what it is founded on, and the text with the words marked."""

    name: str
    judgement: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    masked: tuple[str, ...]
    nearest: str  # the rule that came nearest, or empty
    held: tuple[str, ...]
    lacks: tuple[str, ...]
    language: str
    fields: tuple[Field, ...]


@bp.get("/explain")
def why() -> str:
    """Find an item by what an operator calls it."""
    config, asked = required(), request.args.get("item", "").strip()
    with state().store.read() as tx:
        numbers = history.numbers(tx, names(config, asked)) if asked else []
        found = [stored.item for stored in items.load(tx, numbers[:FEW])]
    return render_template("status/why.html", asked=asked, found=found)


@bp.get("/explain/<uid:uid>")
@bp.get("/explain/<uid:uid>/<key:name>")
def explain(uid: str, name: str | None = None) -> str:
    """Why an item is in each category or not, or in one of them."""
    config = required()
    if name and name not in config.categories:
        abort(404)
    with state().store.read() as tx:
        stored = items.find(tx, uid) or abort(404)
        before = items.matches_of(tx, stored.id)
        decided = decisions.of(tx, [stored.id]).get(stored.id, ())
    book = state().current.rulebook(config)
    found = explained(config, book, stored.item, before, decided)
    texts = stored.item.variants
    shown = [
        told(book, one, texts[one.text], found) for one in found.rules if name in (None, one.verdict.category)
    ]
    return render_template("status/explain.html", title=texts[0].title or uid, explained=shown)


def told(book: Rulebook, one: Why, text: Variant, found: intake.Explained) -> Explained:
    """Say all of one category."""
    verdict, nearest = one.verdict, one.nearest
    decided, kept = found.decided.get(verdict.category), verdict.category in found.kept
    held = nearest.held if nearest else ()
    return Explained(
        name=verdict.category,
        judgement=judgement(verdict, kept=kept, decided=decided),
        reasons=quoted(verdict.reasons),
        against=quoted(verdict.against),
        masked=quoted(one.masked),
        nearest=nearest.rule if nearest else "",
        held=quoted(held),
        lacks=tuple(lacks(nearest)) if nearest else (),
        language=text.language or "",
        fields=fields(printed(book, text), (*verdict.reasons, *verdict.against, *one.masked, *held)),
    )


def quoted(reasons: Sequence[Reason]) -> tuple[str, ...]:
    more = (f"and {len(reasons) - SHOWN} more",) if len(reasons) > SHOWN else ()
    return (*map(quote, reasons[:SHOWN]), *more)


def fields(texts: Mapping[str, str], reasons: Sequence[Reason]) -> tuple[Field, ...]:
    """Mark the words that reasons quote, in each field that has a text."""
    places = {name: [(one.start, one.end) for one in reasons if one.field == name] for name in FIELDS}
    return tuple(Field(name, marked(texts[name], places[name])) for name in FIELDS if texts[name])
