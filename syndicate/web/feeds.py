"""The addresses of published documents where there is no document: why, in plain text.

In: a request for /feeds/… or /feeds.opml that `thin` does not answer. Out: that the document is being made (503), has
ended (410) or never was (404); and what the pages of other sites may ask.
"""

import re

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.exceptions import ServiceUnavailable

from ..config.ending import gone
from ..config.model import Config
from ..store import pages
from .current import WAIT, required, state
from .shelf import CORS

FEED = re.compile(r"feeds/([a-z0-9-]+)([./].+)")

bp = Blueprint("feeds", __name__)

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


@bp.route("/feeds/<name:name>/archive/<page:page>", methods=METHODS, provide_automatic_options=False)
def archive(name: str, page: str) -> Response:
    """A closed page of a feed's archive, in one format."""
    return answer(f"feeds/{name}/archive/{page}")


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
    """Say what else an address of a document offers, or why there is no document."""
    if request.method == "OPTIONS":
        return Response(status=204, headers=PREFLIGHT)
    return missing(path)


def missing(path: str) -> Response:
    """Say why there is no document at this path."""
    config = required()
    if moved := renamed(config, path):
        abort(redirect(f"{request.root_path}/{moved}", 301))
    name, _, page = path.removeprefix("feeds/").partition("/archive/")
    if page:
        refuse_ended(f"{name}.{page.rpartition('.')[2]}")
        abort(404, "There is no such page of the archive.")
    if path == "feeds.opml" or asked_for(config, *named(name)):
        raise ServiceUnavailable("This feed is being made. Ask again in a moment.", retry_after=WAIT)
    refuse_ended(name)
    abort(404, "There is no such feed.")


def renamed(config: Config, path: str) -> str | None:
    """Give the path of a document under the name that its category has now, if it has another one."""
    found = FEED.fullmatch(path)
    name = config.renamed.get(found[1]) if found else None
    return f"feeds/{name}{found[2]}" if found and name else None


def refuse_ended(file: str) -> None:
    """Refuse a feed that feeds.yaml no longer asks for, for ever."""
    category, language = named(file)
    with state().store.read() as tx:
        ended = pages.ended(tx, category, language)
    config = required()
    if ended or (category in config.categories and gone(config, category, state().clock())):
        abort(410, "This feed has ended.")


def named(file: str) -> tuple[str, str | None]:
    """Take a feed's file name apart into its category and language."""
    category, *rest = file.split(".")
    return category, rest[0] if len(rest) == 2 else None


def asked_for(config: Config, category: str, language: str | None) -> bool:
    """Tell whether feeds.yaml asks for this feed."""
    there = category in config.categories and not gone(config, category, state().clock())
    return there and language in (None, *config.site.languages)
