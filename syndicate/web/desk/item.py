"""One item for editors: its texts, why it is where it is, what was decided of it; and what somebody decides now.

In: a form. Out: a decision as a row, which a worker carries out within a moment.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from flask import abort, flash, render_template, request
from werkzeug import Response

from ...categorise.heed import named
from ...config.model import Config
from ...decided import SENTENCE, TITLE, Decision, Kind, flaw
from ...store import decisions, desk, items
from ...store.database import Transaction
from ...store.decisions import subject
from ..current import required, state
from ..status import operator
from ..words import gettext as _
from .listing import named as sources_of
from .listing import titles
from .path import bp, line, onward
from .shown import reasons, ruling, texts

LONGEST = timedelta(days=400)  # that an item may stay pinned


@bp.get("/desk/item/<uid:uid>")
def one(uid: str) -> str:
    """All that an editor wants to know of an item, and what can be decided."""
    config = required()
    with state().store.read() as tx:
        stored = items.find(tx, uid) or abort(404)
        filed = items.matches_of(tx, stored.id)
        told = decisions.of(tx, [stored.id]).get(stored.id, ())
        stands = desk.states_of(tx, [stored.id]).get(stored.id, "")
        sources = sources_of(tx, [stored])
    settled = named(config, stored.item)
    overruled = [
        one for one in told if one.kind in ("put", "take") and not one.undone and one.about in settled
    ]
    return render_template(
        "desk/item.html",
        uid=uid,
        texts=texts(stored, sources),
        stands=stands,
        matches=[(match.category, reasons(match)) for match in filed],
        rulings=[ruling(config, one) for one in reversed(told)],
        categories=titles(config),
        settled=settled,
        overruled={one.about for one in overruled},
        today=state().clock().astimezone(config.site.timezone).date(),
    )


@bp.post("/desk/item/<uid:uid>")
def decide(uid: str) -> Response:
    """Write down what somebody decides."""
    config, now = required(), state().clock()
    kind = request.form.get("kind", "")
    if kind not in READ:
        abort(400)
    said = READ[kind](config, now)
    if isinstance(said, str):
        flash(said)
        return onward("one", uid=uid)
    with state().store.write() as tx:
        found = subject(tx, uid) or abort(404)
        if kind == "title" and said[1] not in languages(tx, uid):
            abort(400)
        made = Decision(found.uid, found.source, found.keys, *said, line("why"), operator(), now)
        if why := flaw(made):
            abort(400, why)
        decisions.keep(tx, [made])
    flash(_("It is written down, and carried out within a moment."))
    return onward("one", uid=uid)


@bp.post("/desk/item/<uid:uid>/undo")
def undo(uid: str) -> Response:
    """Take a decision back; that is written down too."""
    with state().store.write() as tx:
        found = subject(tx, uid) or abort(404)
        own = {one.ref for one in decisions.of(tx, [found.id]).get(found.id, ())}
        ref = request.form.get("ref", "")
        if ref not in own:
            abort(404)
        decisions.undo(tx, [ref], operator(), state().clock(), line("why"))
    flash(_("It is undone, and what is published follows within a moment."))
    return onward("one", uid=uid)


def languages(tx: Transaction, uid: str) -> set[str]:
    """The languages of an item's texts, by which their titles are corrected."""
    found = items.find(tx, uid)
    return {text.language or "" for text in found.item.variants} if found else set()


# What the fields of each form say: a decision's kind, about, value; or what is wrong with them.


def hiding(_config: Config, _now: datetime) -> tuple[Kind, str, str]:
    return "hide", "", ""


def pinning(config: Config, now: datetime) -> tuple[Kind, str, str] | str:
    """Until the end of a day where the site is."""
    try:
        day = datetime.fromisoformat(request.form.get("until", "")).date()
        until = datetime.combine(day + timedelta(days=1), time(), config.site.timezone)
    except (ValueError, OverflowError):
        return _("Write the last day, such as 2026-12-31.")
    if not now < until < now + LONGEST:
        return _("Choose a day from today on, and within a year.")
    return "pin", "", until.isoformat()


def placing(config: Config, _now: datetime) -> tuple[Kind, str, str] | str:
    category = request.form.get("category", "")
    if category not in config.categories:
        return _("Choose a category.")
    return ("take" if request.form.get("side") == "out" else "put"), category, ""


def titling(_config: Config, _now: datetime) -> tuple[Kind, str, str] | str:
    title = line("title")
    if not title or len(title) > TITLE:
        return _("Write a title of at most 1,000 characters.")
    return "title", request.form.get("language", ""), title


def uncontacting(_config: Config, _now: datetime) -> tuple[Kind, str, str]:
    return "contact", "", ""


def withdrawing(_config: Config, _now: datetime) -> tuple[Kind, str, str] | str:
    reason = line("reason", SENTENCE + 1)
    if not reason or len(reason) > SENTENCE:
        return _("Say why it is withdrawn: readers see that.")
    return "withdraw", "", reason


READ: Mapping[str, Callable[[Config, datetime], tuple[Kind, str, str] | str]] = {
    "hide": hiding,
    "pin": pinning,
    "place": placing,
    "title": titling,
    "contact": uncontacting,
    "withdraw": withdrawing,
}
