"""What went wrong → a page that says so in the site's design, or one line for machines; never a traceback.

In: errors of HTTP, of the database, and bugs. Out: the response.
"""

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException, ServiceUnavailable

from ..config.model import Config
from ..store.pages import Unanswered
from .current import WAIT, state
from .frame import Frame, frame
from .outage import Outage
from .paths import home_page
from .words import N_
from .words import gettext as _

WORDS = {
    400: (N_("Not understood"), N_("What was sent cannot be read. Go back, reload the page and try again.")),
    404: (N_("Page not found"), N_("There is nothing at this address. It may have been mistyped.")),
    405: (N_("Not possible"), N_("This address can only be read.")),
    410: (N_("No longer published"), N_("What was here has ended, and will not come back.")),
    413: (N_("Too large"), N_("More was sent than is taken here. Go back and send less.")),
    503: (N_("In a moment"), N_("The site is being prepared. Please try again in half a minute.")),
}
OTHERWISE = (
    N_("Something went wrong"),
    N_("The fault is ours, and it has been written down. Please try again later."),
)
WAY_OUT = "All feeds are listed in feeds.opml; their addresses end in .rss, .atom or .json."


def register(app: Flask, outage: Outage) -> None:
    """Teach an app what to answer when something goes wrong."""

    def unanswered(error: Exception) -> Response:
        outage.begin(error)
        return show(ServiceUnavailable("The database does not answer.", retry_after=WAIT))

    def settled(response: Response) -> Response:
        if response.status_code == 200 and request.blueprint == "pages":
            outage.end()
        return response

    app.register_error_handler(Unanswered, unanswered)
    app.register_error_handler(HTTPException, show)
    app.after_request(settled)


def show(error: HTTPException) -> Response:
    """Answer with what HTTP calls this error, in the reader's form: lines for machines, a page for people."""
    code = error.code or 500
    response = Response(status=code)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    response.headers["Cache-Control"] = "public, max-age=60" if code in (404, 410) else "no-store"
    if request.path.startswith(("/feeds/", "/feeds.")):
        response.mimetype = "text/plain"
        response.set_data(line(error))
    else:
        response.mimetype = "text/html"
        response.set_data(html(code))
    return response


def line(error: HTTPException) -> str:
    """Say it in plain text, with the way out."""
    sentence = error.description or OTHERWISE[0]
    return f"{sentence} {WAY_OUT}\n" if error.code in (404, 410) else f"{sentence}\n"


def html(code: int) -> str:
    """Say it on a page of the site; the config as last known, for the store may be what is missing."""
    heading, sentence = sentences(code)
    config = state().current.known
    margins = around(config) if config else None
    return render_template("fault.html", heading=heading, sentence=sentence, frame=margins)


def sentences(code: int) -> tuple[str, str]:
    """What is said of an error: a heading and a sentence."""
    heading, sentence = WORDS.get(code) or (WORDS[400] if 400 <= code < 500 else OTHERWISE)
    return _(heading), _(sentence)


def around(config: Config) -> Frame:
    """The margins of a page that has no address of its own."""
    return frame(config, None, lambda other: home_page(config, other), "")
