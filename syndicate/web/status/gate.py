"""The gate before everything under /status: who is not signed in sees the form to do so, whatever was asked for.

In: a request to any path. Out: nothing, if it may go on; else a page that says why not and what to do. It is kept by
path, before any view is chosen, so that no page can be added that is open by oversight.
"""

import hmac
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, make_response, render_template, request, session
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from ...config.addresses import prefix
from ...config.model import Config
from ...store import operators
from ..current import required, state
from ..words import gettext as _
from . import sessions
from .passwords import digest
from .path import ROOT, below

SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = "status.sign_in"  # the only view that one reaches without being signed in
SMALL = 16_384  # bytes that a stranger may send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}


def register(app: Flask) -> None:
    """Put the gate before every view of an app."""
    app.session_interface = sessions.Sessions()
    app.before_request(admit)
    app.after_request(close)


def operator() -> str:
    """Who asks: the name by which somebody signed in, or that of a token."""
    name: str = g.operator
    return name


def guarded() -> bool:
    """Tell whether this request is for what lies under /status, by its path or by what would answer it."""
    rule = request.url_rule.rule if request.url_rule else ""
    return below(request.path) or below(rule)


def admit() -> Response | None:
    """Let nobody pass who is not signed in, and no form that is not of ours."""
    if not guarded():
        return None
    config = required()
    with state().store.read() as tx:
        known = operators.anybody(tx)
    if not known:
        return refuse(403, _("Nobody can sign in yet"))
    name = sessions.owner()
    if name is None and (reader := bearer()):
        return read(reader)
    if name is None:
        request.max_content_length = SMALL
    if request.method not in SAFE and (why := forged(config)):
        return refuse(403, _("This form is no longer valid"), why)
    if name is None and request.endpoint != OPEN:
        return ask_in(401)
    g.operator = name
    return None


def bearer() -> str | None:
    """Who has the token that came with the request."""
    told = request.authorization
    if told is None or told.type != "bearer" or not told.token:
        return None
    with state().store.read() as tx:
        return operators.holder(tx, digest(told.token))


def read(name: str) -> Response | None:
    """Let a program read: a token changes nothing, for it stands in scripts and in the settings of others."""
    if request.method not in SAFE:
        return refuse(403, _("A token may only read"), _("Sign in with a password to change something."))
    g.operator = name
    return None


def forged(config: Config) -> str | None:
    """Say what is wrong with a form that was not sent from a page of ours."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site not in (None, "same-origin", "none") or (site is None and origin not in (None, home(config))):
        address = f"{config.site.base}{ROOT}"
        return _(
            "It was sent from another address. Open this page at %(address)s and try again.", address=address
        )
    told = request.headers.get("X-CSRF-Token") or sent_token()
    if not hmac.compare_digest(told.encode(), session.get("csrf", "").encode()) or not told:
        return _(
            "It was opened too long ago, or cookies are switched off. Go back, reload the page and try again."
        )
    return None


def sent_token() -> str:
    """The token in the form; a form that cannot be read has none."""
    try:
        return request.form.get("csrf", "")
    except RequestEntityTooLarge:  # says so by itself
        raise
    except HTTPException:
        return ""


def home(config: Config) -> str:
    """The origin of the site's pages (RFC 6454)."""
    parts = urlsplit(config.site.base)
    return f"{parts.scheme}://{parts.netloc}"


def ask_in(code: int, trouble: str = "", name: str = "") -> Response:
    """Answer with the form to sign in, which leads back to what was asked for."""
    asked = request.form.get("to", "") if request.method == "POST" else request.full_path.rstrip("?")
    page = render_template("status/enter.html", to=back(asked), trouble=trouble, name=name)
    response = make_response(page, code)
    response.headers["WWW-Authenticate"] = 'Bearer realm="Syndicate"'
    return response


def back(asked: str) -> str:
    """Where to go after signing in: never out of /status, whatever the form says."""
    parts = urlsplit(asked.replace("\\", "/"))
    ours = current_app.url_map.bind("localhost").test(parts.path, "GET")
    inside = not parts.scheme and not parts.netloc and below(parts.path) and asked.isprintable()
    return asked if inside and ours else ROOT


def refuse(code: int, heading: str, sentence: str = "") -> Response:
    """Say on a page why something is not done; without a sentence, how one begins."""
    return make_response(render_template("status/refused.html", heading=heading, sentence=sentence), code)


def close(response: Response) -> Response:
    """Let nobody keep, frame or script what lies under /status."""
    if guarded():
        response.headers.update(HEADERS)
    return response


def visitor() -> str:
    """The address by which attempts are counted: behind a proxy in our own network, the one that it names.

    Nobody is let in by it. Whoever sends a false one through a proxy that names none only escapes this count.
    """
    peer = request.remote_addr or ""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        return named if named and ip_address(peer).is_private else peer
    except ValueError:
        return peer


def root(config: Config) -> str:
    """The path of the dashboard as a browser asks for it."""
    return f"{prefix(config)}{ROOT}"
