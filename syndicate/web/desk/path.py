"""Where the pages of the desk lie, and what they share: who is at work, and how a form leads to the next page."""

from flask import Blueprint, redirect, request, url_for
from werkzeug import Response

from ...decided import SENTENCE
from ..status.path import ROOT

bp = Blueprint("desk", __name__, url_prefix=ROOT)


def line(name: str, most: int = SENTENCE) -> str:
    """What a field of a form says, in one line; PostgreSQL takes no NUL."""
    return " ".join(request.form.get(name, "").replace("\0", " ").split())[:most]


def onward(view: str, **values: object) -> Response:
    """Lead from a form to a page, which is asked for by GET."""
    return redirect(url_for(f"desk.{view}", **values), 303)  # type: ignore[arg-type]
