"""Pages for operators: why an item is in each category or not, with the words marked that decided.

In: a request with the operators' password. Out: HTML that nobody keeps. Without a password in the environment there are
no such pages. Nothing is changed here.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from flask import Blueprint, Response, abort, make_response, render_template, request
from markupsafe import Markup

from ..categorise import Rulebook
from ..categorise.judge import printed
from ..categorise.told import judgement, lacks, quote
from ..categorise.why import Why
from ..config.model import Config
from ..intake import explained
from ..model import Reason, Variant
from ..store import items
from . import words
from .current import required, state
from .frame import frame
from .highlight import marked
from .paths import home_page

bp = Blueprint("operators", __name__, url_prefix="/status")

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


@bp.before_request
def admit() -> Response | None:
    """Let in who knows the password; where none is set, nothing is here."""
    password, told = state().password, request.authorization
    if password is None:
        abort(404)
    given = told.password if told and told.type == "basic" else None
    if hmac.compare_digest((given or "").encode(), password.encode()):
        return None
    refused = Response("The password of operators is needed here.\n", 401, mimetype="text/plain")
    refused.headers["WWW-Authenticate"] = 'Basic realm="Syndicate", charset="UTF-8"'
    refused.headers["Cache-Control"] = "no-store"
    return refused


@bp.get("/explain/<uid:uid>")
@bp.get("/explain/<uid:uid>/<key:name>")
def explain(uid: str, name: str | None = None) -> Response:
    """Why an item is in each category or not, or in one of them."""
    config = required()
    if name and name not in config.categories:
        abort(404)
    with state().store.read() as tx:
        stored = items.find(tx, uid) or abort(404)
        before = items.matches_of(tx, stored.id)
    words.speak(words.ENGLISH)
    book = state().current.rulebook(config)
    found, kept = explained(config, book, stored.item, before)
    texts = stored.item.variants
    shown = [
        told(book, one, texts[one.text], kept=one.verdict.category in kept)
        for one in found
        if name in (None, one.verdict.category)
    ]
    response = make_response(
        render_template("explain.html", title=texts[0].title or uid, explained=shown, frame=margins(config))
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def margins(config: Config) -> object:
    """The margins of a page that has no address for others."""
    return frame(config, None, partial(home_page, config), "")


def told(book: Rulebook, one: Why, text: Variant, *, kept: bool) -> Explained:
    """Say all of one category."""
    verdict, nearest = one.verdict, one.nearest
    held = nearest.held if nearest else ()
    return Explained(
        name=verdict.category,
        judgement=judgement(verdict, kept=kept),
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
