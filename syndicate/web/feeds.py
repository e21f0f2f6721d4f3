"""The published documents at their addresses: bytes as stored, never rendered; where there are none, why.

In: a request for /feeds/… or /feeds.opml. Out: the document, or in plain text that it is being made (503), has ended
(410) or never was (404).
"""

from datetime import timedelta

from flask import Blueprint, Response, abort, request
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.urls import iri_to_uri

from ..config.model import Config
from ..model import Document
from ..store import documents, pages
from .current import WAIT, required, state
from .respond import Representation, respond

bp = Blueprint("feeds", __name__)

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}
METHODS = ["GET", "OPTIONS"]


@bp.route("/feeds/<feed:name>", methods=METHODS, provide_automatic_options=False)
def feed(name: str) -> Response:
    """A category in one language or all, in one format."""
    return answer(f"feeds/{name}")


@bp.route("/feeds.opml", methods=METHODS, provide_automatic_options=False)
def opml() -> Response:
    """The list of all feeds."""
    return answer("feeds.opml")


@bp.after_request
def share(response: Response) -> Response:
    """Let pages of other sites read every answer, the refusals too."""
    response.headers.update(CORS)
    return response


def answer(path: str) -> Response:
    """Give the document at a path, or say why there is none."""
    if request.method == "OPTIONS":
        return Response(status=204, headers=PREFLIGHT)
    with state().store.read() as tx:
        found = documents.find(tx, path)
    return respond(request, represent(*found)) if found else missing(path)


def represent(document: Document, max_age: timedelta) -> Representation:
    """Make of a stored document what HTTP says about it."""
    filename = document.path.rpartition("/")[2]
    seconds = int(max_age.total_seconds())
    headers = {
        "Content-Disposition": f'inline; filename="{filename}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; sandbox",
    }
    config = state().current.config()
    if config:
        headers["Link"] = f'<{iri_to_uri(f"{config.site.base}/{document.path}")}>; rel="self"'
    return Representation(
        media_type=document.media_type,
        body=document.body,
        gzip=document.gzip,
        etag=document.etag,
        modified=document.last_modified,
        cache=f"public, max-age={seconds}, stale-while-revalidate=3600, stale-if-error=86400",
        headers=headers,
    )


def missing(path: str) -> Response:
    """Say why there is no document at this path."""
    config = required()
    category, language = named(path)
    if path == "feeds.opml" or asked_for(config, category, language):
        raise ServiceUnavailable("This feed is being made. Ask again in a moment.", retry_after=WAIT)
    with state().store.read() as tx:
        ended = pages.ended(tx, category, language)
    if ended:
        abort(410, "This feed has ended.")
    abort(404, "There is no such feed.")


def named(path: str) -> tuple[str, str | None]:
    """Take a feed's path apart into its category and language."""
    category, *rest = path.removeprefix("feeds/").split(".")
    return category, rest[0] if len(rest) == 2 else None


def asked_for(config: Config, category: str, language: str | None) -> bool:
    """Tell whether feeds.yaml asks for this feed."""
    return category in config.categories and language in (None, *config.site.languages)
