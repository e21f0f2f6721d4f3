"""An item is added by the address of its page: a worker looks at it, an editor agrees to what it found, it is stored.

In: an address, then a form with what was read. Out: errands. No page of others is asked here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from flask import abort, flash, render_template, request
from werkzeug import Response

from ...config.model import Config
from ...config.values import web_address
from ...decided import TITLE
from ...store import errands
from ..current import required, state
from ..status import operator
from ..words import gettext as _
from .listing import titles
from .path import bp, line, onward


@bp.get("/desk/add")
def adding() -> str:
    """The form for an address."""
    return render_template("desk/add.html", url=request.args.get("url", ""))


@bp.post("/desk/add")
def look() -> Response:
    """Ask a worker to look at an address."""
    try:
        url = web_address(request.form.get("url", "").strip())
    except ValueError as error:
        flash(str(error))
        return onward("adding", url=line("url"))
    return asked("look", {"url": url}, "seen", "adding")


@bp.get("/desk/add/<name>")
def seen(name: str) -> str:
    """What a worker has found at an address, to be agreed to."""
    config, errand = required(), found(name, "look")
    page = (errand.result or {}).get("page", {})
    return render_template(
        "desk/seen.html",
        errand=errand,
        page=page,
        day=(page.get("published") or "")[:10],
        known=(errand.result or {}).get("known"),
        categories=titles(config),
        languages=config.site.languages,
    )


@bp.post("/desk/add/<name>")
def agree(name: str) -> Response:
    """Ask a worker to store what was found, as the editor wants it."""
    config, errand = required(), found(name, "look")
    if not errand.result or "page" not in errand.result:
        abort(409)
    try:
        page = wanted(config, errand.result["page"])
    except ValueError as error:
        flash(str(error))
        return onward("seen", name=name)
    return asked("add", {"page": page, "put": chosen(config)}, "added", "adding")


@bp.get("/desk/added/<name>")
def added(name: str) -> Response | str:
    """The item that was stored; while it is not, a page that asks again."""
    errand = found(name, "add")
    if errand.result and "uid" in errand.result:
        return onward("one", uid=errand.result["uid"])
    return render_template("desk/wait.html", errand=errand, heading=_("Adding an item"))


def wanted(config: Config, page: Mapping[str, Any]) -> dict[str, Any]:
    """What was read, with what the editor wrote instead; `ValueError` with a sentence for what cannot be."""
    title = line("title", TITLE)
    language = request.form.get("language", "")
    if not title:
        raise ValueError(_("Write a title of at most 1,000 characters."))
    return {
        **page,
        "title": title,
        "summary": line("summary"),
        "language": language if language in (*config.site.languages, page.get("language")) else None,
        "published": dated(config, page),
    }


def dated(config: Config, page: Mapping[str, Any]) -> str | None:
    """The moment of a page: as it said, unless the editor wrote another day."""
    told, before = request.form.get("day", ""), page.get("published") or ""
    if not told or told == before[:10]:
        return before or None
    try:
        day = datetime.fromisoformat(told).date()
    except ValueError:
        raise ValueError(_("Write the day, such as 2026-12-31.")) from None
    return datetime.combine(day, time(12), config.site.timezone).astimezone(UTC).isoformat()


def chosen(config: Config) -> list[str]:
    return [name for name in request.form.getlist("category") if name in config.categories]


def asked(kind: str, data: Mapping[str, Any], onto: str, back: str) -> Response:
    """Ask for something, and lead to where it is told what came of it."""
    with state().store.write() as tx:
        name = errands.ask(tx, kind, operator(), data, state().clock())
    if name is None:
        flash(_("Too much waits to be done. Try again in a minute."))
        return onward(back)
    return onward(onto, name=name)


def found(name: str, kind: str) -> errands.Errand:
    """The errand of this name."""
    with state().store.read() as tx:
        return errands.find(tx, name, kind) or abort(404)
