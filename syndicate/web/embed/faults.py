"""What goes wrong at an address of embeds → one line for programs, or a page that can stand in a frame.

In: errors of HTTP, and a database that does not answer. Out: the response: a partner's page never shows a broken box.
"""

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from ...config.ending import gone
from ...config.model import Config
from ...store import pages
from ...store.pages import Unanswered
from ..current import WAIT, state
from ..faults import sentences
from ..feeds import share
from ..paths import home_page
from .script import allowance

# What a page in a frame looks like that has no list to show; its colours are the browser's, light or dark.
STYLE = """\
html { font: 100%/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
body { margin: 0; padding: 1em; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.25em; line-height: 1.3; }
p { margin: .5em 0 0; }
"""
LINES = (".json", ".html", ".js", "/oembed")  # how addresses end that programs ask for


def register(bp: Blueprint) -> None:
    """Teach a blueprint what to answer when something goes wrong."""

    @bp.errorhandler(Unanswered)
    def unanswered(error: Exception) -> Response:
        return show(ServiceUnavailable("The database does not answer.", retry_after=WAIT))

    bp.register_error_handler(HTTPException, show)
    bp.after_request(share)


def show(error: HTTPException) -> Response:
    """Answer in the form that was asked for."""
    code = error.code or 500
    if request.path.endswith(LINES):
        response = Response(f"{error.description}\n", code, mimetype="text/plain")
    else:
        response = Response(page(code), code, mimetype="text/html")
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; base-uri 'none'; style-src {allowance(STYLE)}"
        )
    for name, value in error.get_headers():
        if name == "Retry-After":
            response.headers[name] = value
    response.headers["Cache-Control"] = "public, max-age=60" if code in (404, 410) else "no-store"
    return response


def page(code: int) -> str:
    """Say it on a page that fits a frame, with the way to the site."""
    heading, sentence = sentences(code)
    config = state().current.known
    home = home_page(config, None) if config else None
    return render_template("embed/fault.html", heading=heading, sentence=sentence, home=home, style=STYLE)


def there(config: Config, written: str) -> tuple[str, ...]:
    """Take the names of categories apart; those that were renamed lead to the new ones, others are refused."""
    names = list(dict.fromkeys(written.split(",")))
    renamed = [config.renamed.get(name, name) for name in names]
    if renamed != names:
        end = request.path.rpartition("/")[2].removeprefix(written)
        query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
        abort(redirect(f"{request.root_path}/embed/{','.join(renamed)}{end}{query}", 301))
    for name in names:
        if name not in config.categories:
            with state().store.read() as tx:
                ended = pages.ended(tx, name, None)
            abort(410 if ended else 404, f"There is no category “{name}”{' any more' if ended else ''}.")
        if gone(config, name, state().clock()):
            abort(410, f"The category “{name}” has ended.")
    return tuple(names)
