"""Sessions of operators: a signed cookie that only pages under /status set and read, and a row that makes it count.

In: a request, or who signed in. Out: whose session it is. The cookie says nothing but an id and a token against forged
forms; signing out, a new password and time end the row, and with it every copy of the cookie.
"""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from ...store import operators, seal
from ..current import State, state
from .passwords import digest
from .path import below

LASTS = timedelta(hours=12)  # a working day, whatever is done meanwhile
NAME, HOST_NAME = "syndicate", "__Host-syndicate"


class Sessions(SecureCookieSessionInterface):
    """Flask's signed cookies, with the key of the store, for operators alone."""

    salt = "syndicate operators"
    digest_method = staticmethod(hashlib.sha256)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie under /status; everywhere else there are no sessions."""
        if not below(request.path):
            return None
        if not app.secret_key:
            found: State = app.extensions["syndicate"]
            with found.store.write() as tx:
                app.secret_key = seal.key(tx)
        return super().open_session(app, request)

    def get_cookie_name(self, app: Flask) -> str:
        return HOST_NAME if self.get_cookie_secure(app) else NAME

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether the site is read over https, by its public address: a proxy may speak http with us."""
        found: State = app.extensions["syndicate"]
        config = found.current.known
        return config is not None and urlsplit(config.site.base).scheme == "https"

    def get_cookie_path(self, app: Flask) -> str:
        return "/"  # as `__Host-` demands

    def get_cookie_domain(self, app: Flask) -> str | None:
        return None

    def get_cookie_httponly(self, app: Flask) -> bool:
        return True

    def get_cookie_samesite(self, app: Flask) -> str | None:
        return "Lax"


def begin(name: str) -> None:
    """Sign somebody in: nothing of the session before stays, so that nobody can have laid one ready."""
    leave()
    made = secrets.token_urlsafe(32)
    session["id"] = made
    now = state().clock()
    with state().store.write() as tx:
        operators.begin(tx, digest(made), name, now, now - LASTS)


def leave() -> None:
    """Sign out whoever is signed in."""
    if known := session.get("id"):
        with state().store.write() as tx:
            operators.end(tx, digest(known))
    session.clear()


def owner() -> str | None:
    """Whose session this request belongs to."""
    known = session.get("id")
    if not isinstance(known, str):
        return None
    with state().store.read() as tx:
        return operators.owner(tx, digest(known), state().clock() - LASTS)


def form_token() -> str:
    """The token that a form of this session brings back."""
    if "csrf" not in session:
        session["csrf"] = secrets.token_urlsafe(32)
    token: str = session["csrf"]
    return token
