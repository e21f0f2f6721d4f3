"""The addresses of a list: its data, a page for a frame, a fragment of HTML; and the script of the component.

In: a request. Out: 200 or 304, with headers by which caches keep it while we are down. A bad option of data or of a
fragment is refused with a sentence; a page in a frame leaves it out and says so, for it stands on a partner's site.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request
from werkzeug import Response as AnyResponse

from ...compression import brotlied, gzipped
from ...config.model import Config
from .. import words
from ..current import required, state
from ..respond import Prepared, Representation, answer, asked_in, prepare
from .faults import register, there
from .kept import Memory
from .listing import Listing, listing
from .options import Options, Read, read
from .script import FOREVER, Script, scripts
from .written import data_of, framed

bp = Blueprint("embed", __name__)
register(bp)

CACHE = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
RUNS_NOTHING = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


class Written(NamedTuple):
    """A list in one form."""

    media_type: str
    body: str
    headers: Mapping[str, str]


Write = Callable[[Config, Listing], Written]


@bp.get("/embed/<names:names>.json")
def data(names: str) -> Response:
    """What the web component shows."""
    return strictly("json", names, written_data)


def written_data(_: Config, found: Listing) -> Written:
    body = json.dumps(data_of(found), ensure_ascii=False, separators=(",", ":"))
    return Written("application/json", body, RUNS_NOTHING)


@bp.get("/embed/<names:names>.html")
def fragment(names: str) -> Response:
    """The list as a part of somebody's own page, put in by their server."""
    return strictly("html", names, written_fragment)


def written_fragment(_: Config, found: Listing) -> Written:
    body = render_template("embed/fragment.html", list=found)
    return Written("text/html; charset=utf-8", body, RUNS_NOTHING)


@bp.get("/embed/<names:names>")
def frame(names: str) -> Response:
    """The list as a page of its own, to be shown in a frame."""
    config = required()
    said = asked(config)

    def write(config: Config, found: Listing) -> Written:
        page = framed(config, found, said.mistakes)
        return Written("text/html; charset=utf-8", page.html, {"Content-Security-Policy": page.policy})

    return answered("frame", config, names, said, write)


@bp.get("/embed/v<int:number>/feed-embed.js")
def script(number: int) -> Response:
    """One version of the component's script, the same for ever."""
    found = scripts().get(number) or abort(404, "There is no such version.")
    return given(ready(found))


@bp.get("/embed/<path:rest>")
def nothing(rest: str) -> AnyResponse:
    """Any other address below, told in a way that can be shown in a frame too."""
    if rest.endswith("/"):
        return redirect(f"{request.root_path}/embed/{rest.strip('/')}", 301)
    return abort(404, "There is no such category.")


def strictly(form: str, names: str, write: Write) -> Response:
    """Answer with a list, or refuse what asks for it in other words than ours."""
    config = required()
    said = asked(config)
    if said.mistakes:
        abort(400, " ".join(map(str, said.mistakes)))
    return answered(form, config, names, said, write)


def asked(config: Config) -> Read:
    """Read the choices of this request, and speak its language from here on."""
    said = read(request.args.items(multi=True), config.site.languages)
    if said.options.tongue:
        words.speak(said.options.tongue)
    return said


def answered(form: str, config: Config, names: str, said: Read, write: Write) -> Response:
    """Answer with a list in one form, from memory if it was asked for a moment ago."""
    chosen = there(config, names)
    memory: Memory = current_app.extensions["embeds"]
    key = (form, chosen, said.options, tuple(map(str, said.mistakes)))
    return given(memory.find(key, state().clock(), partial(made, config, chosen, said.options, write)))


def made(config: Config, names: Sequence[str], options: Options, write: Write) -> Prepared:
    """Read a list, and make every answer that can be given with it."""
    with state().store.read() as tx:
        found = listing(tx, config, names, options, state().clock())
    written = write(config, found)
    body = written.body.encode()
    return prepare(
        Representation(
            media_type=written.media_type,
            body=body,
            etag=sha256(body).hexdigest()[:32],
            cache=CACHE,
            encoded={"gzip": gzipped(body), "br": brotlied(body)},
            headers=written.headers,
        )
    )


def ready(found: Script) -> Prepared:
    """Make the answers of a script."""
    return prepare(
        Representation(
            media_type="text/javascript; charset=utf-8",
            body=found.body,
            etag=sha256(found.body).hexdigest()[:32],
            cache=FOREVER,
            encoded={"gzip": gzipped(found.body), "br": brotlied(found.body)},
            headers=RUNS_NOTHING,
        )
    )


def given(answers: Prepared) -> Response:
    found = answer(answers, asked_in(request.environ))
    return Response(found.body, found.status, found.headers)
