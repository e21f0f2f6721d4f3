"""What operators do on the dashboard: notes in rows, which the work finds there. Only by POST; nothing is asked here.

In: the key of a source, or the name of a feed. Out: a changed row, and a sentence on the page that one came from.
"""

from flask import Response, abort, flash

from ...condition import FILE, Condition, conditions
from ...config.addresses import feed_name
from ...store import feeds, items, pauses, sources
from ..current import required, state
from ..words import gettext as _
from .entrance import away
from .gate import operator
from .path import ROOT, bp
from .told import when


@bp.post("/sources/<key>/ask")
def ask_now(key: str) -> Response:
    """Let a source be asked as soon as politeness allows, and say when that is."""
    one, now = condition(key), state().clock()
    at = one.earliest
    if one.paused:
        flash(_("It is paused: resume it first."))
        return back_to(key)
    with state().store.write() as tx:
        sources.hasten(tx, one.source.id, now, at)
    told = when(at, now, required())
    if told and at > now:
        flash(_("It is asked %(when)s: not sooner, as its server wants its rest.", when=told.words))
    else:
        flash(_("It is asked now. Reload this page in a moment."))
    return back_to(key)


@bp.post("/sources/<key>/pause")
def pause(key: str) -> Response:
    """Let a source rest until somebody resumes it."""
    condition(key)
    with state().store.write() as tx:
        pauses.begin(tx, key, operator(), state().clock())
    flash(_("It is paused. What it brought stays."))
    return back_to(key)


@bp.post("/sources/<key>/resume")
def resume(key: str) -> Response:
    """Let a source be asked again, unless feeds.yaml says otherwise."""
    one = condition(key)
    with state().store.write() as tx:
        pauses.end(tx, key)
    in_file = one.paused == FILE
    flash(
        _("It is paused in feeds.yaml; only there it can be resumed.") if in_file else _("It is asked again.")
    )
    return back_to(key)


@bp.post("/sources/<key>/release")
def release(key: str) -> Response:
    """Publish what is held of a source, since somebody looked and it is news."""
    one = condition(key).source
    with state().store.write() as tx:
        items.release(tx, one.id, state().clock())
        sources.unhold(tx, one.id)
    flash(_("What was held back is judged and enters the feeds."))
    return back_to(key)


@bp.post("/feeds/<name>/publish")
def publish(name: str) -> Response:
    """Publish a feed however much it changed, since somebody looked and it is meant."""
    now = state().clock()
    with state().store.write() as tx:
        found = [one for one in feeds.states(tx) if feed_name(one.category, one.language) == name] or abort(
            404
        )
        feeds.mark_stale(tx, found[0].category, found[0].language, now, now)
        feeds.order(tx, found[0].category, found[0].language)
    flash(_("%(feed)s is published in a moment.", feed=name))
    return away(ROOT)


def condition(key: str) -> Condition:
    """How a source stands; 404 where there is none of this key."""
    with state().store.read() as tx:
        found = conditions(tx, required(), state().clock(), [key])
    return found[0] if found else abort(404)


def back_to(key: str) -> Response:
    return away(f"{ROOT}/sources/{key}")
