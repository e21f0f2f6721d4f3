"""Signing in and out. In: a name and a password. Out: a session, or the form again with one sentence that never tells
whether there is such a name. Attempts are counted in the store, for all processes together.
"""

import hmac
from datetime import timedelta

from flask import Response, redirect, request

from ...store import attempts, operators, seal
from ..current import required, state
from ..words import gettext as _
from . import sessions
from .gate import ask_in, back, root, visitor
from .passwords import LONGEST, matches
from .path import ROOT, bp

WINDOW = timedelta(minutes=15)  # in which attempts are counted
OF_A_NAME, OF_AN_ADDRESS = 5, 20  # attempts in that time


@bp.post("/sign-in")
def sign_in() -> Response:
    """Let somebody in who knows the password of a name."""
    name, password = request.form.get("name", "").strip(), request.form.get("password", "")
    counted = whose(name)
    now = state().clock()
    with state().store.write() as tx:
        allowed = attempts.take(tx, counted, now, now - WINDOW)
        own, alike = operators.passwords_for(tx, name)
    if not allowed:
        minutes = int(WINDOW.total_seconds() // 60)
        trouble = _("Too many attempts. Wait %(minutes)d minutes, then try again.", minutes=minutes)
        return ask_in(429, trouble, name)
    if not right(password, alike) or own is None:
        return ask_in(401, _("The name or the password is wrong."), name)
    with state().store.write() as tx:
        attempts.forget(tx, counted)
    sessions.begin(name)
    return away(back(request.form.get("to", "")))


@bp.post("/sign-out")
def sign_out() -> Response:
    """End the session, in every copy of its cookie."""
    sessions.leave()
    return away(ROOT)


def whose(name: str) -> dict[str, int]:
    """For whom an attempt counts, as digests that only we can make: neither names nor addresses are kept."""
    with state().store.write() as tx:
        key = seal.key(tx)
    counted = {f"name {name}": OF_A_NAME, f"address {visitor()}": OF_AN_ADDRESS}
    return {hmac.digest(key.encode(), one.encode(), "sha256").hex(): most for one, most in counted.items()}


def right(password: str, sealed: str) -> bool:
    """Judge a password; one that is too long takes as long as any other."""
    return matches(password[:LONGEST], sealed) and len(password) <= LONGEST


def away(path: str) -> Response:
    """Lead to another page of ours, by GET."""
    start = root(required()).removesuffix(ROOT)
    response: Response = redirect(f"{start}{path}", 303)  # type: ignore[assignment]  # Flask's own class
    return response
