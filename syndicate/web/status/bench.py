"""What every page under /status has around its content: whose site it is, who is signed in, where else one can go.

In: the request. Out: one frozen value that `status/base.html` prints, as `bench`, without any view's doing.
"""

from dataclasses import dataclass

from flask import Flask, current_app, g, request, url_for

from ...config.model import text_in
from ..current import required
from ..paths import home_page, within
from ..words import gettext as _
from . import sessions
from .path import below


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation."""

    name: str
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Bench:
    """The margins of a page for operators."""

    site: str
    home: str
    operator: str | None
    places: tuple[Place, ...]


def register(app: Flask) -> None:
    """Let templates know what surrounds them."""
    app.context_processor(surround)
    app.jinja_env.globals.update(form_token=sessions.form_token)


def surround() -> dict[str, object]:
    """Give the margins to pages under /status, and nothing to others."""
    if not below(request.path):
        return {}
    config = required()
    title = text_in(config.site.title, config.site.languages, None)
    return {"bench": Bench(title, within(config, home_page(config, None)), g.get("operator"), places())}


def places() -> tuple[Place, ...]:
    """Where one can go: the pages that there are, by the name of their view."""
    known = {
        "status.dashboard": _("Dashboard"),
        "desk.home": _("Desk"),
        "desk.edit": "feeds.yaml",
        "status.why": _("Why"),
    }
    views = current_app.view_functions
    return tuple(
        Place(name, url_for(view), request.endpoint == view) for view, name in known.items() if view in views
    )
