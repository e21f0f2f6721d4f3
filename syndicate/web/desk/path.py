"""Where the pages of the desk lie, and what they share: who is at work, and how a form leads to the next page."""

from flask import Blueprint, redirect, url_for
from werkzeug import Response

from ..status.path import ROOT

bp = Blueprint("desk", __name__, url_prefix=ROOT)


def onward(view: str, **values: object) -> Response:
    """Lead from a form to a page, which is asked for by GET."""
    return redirect(url_for(f"desk.{view}", **values), 303)  # type: ignore[arg-type]
