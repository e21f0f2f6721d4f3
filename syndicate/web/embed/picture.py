"""Our copies of pictures, at the addresses that lists name: a signed address in, the bytes of a row out.

Nothing is fetched, whatever is asked: there is a copy, or there is nothing.
"""

from flask import Blueprint, Response, abort, request

from ...store import pictures, seal
from ..current import state
from ..respond import Representation, answer, asked_in, prepare
from .faults import register
from .lists import RUNS_NOTHING
from .signed import unsign

bp = Blueprint("picture", __name__)
register(bp)

CACHE = (
    "public, max-age=2592000, immutable"  # its name is a digest of it; what is withdrawn is linked no more
)


@bp.get("/image/<written>")
def picture(written: str) -> Response:
    """A copy of a picture."""
    with state().store.read() as tx:
        key = seal.known(tx)
        name = unsign(key, written) if key else None
        body = pictures.body(tx, name) if name else None
    if name is None or body is None:
        abort(404)
    found = answer(
        prepare(Representation("image/webp", body, name, CACHE, headers=RUNS_NOTHING)),
        asked_in(request.environ),
    )
    return Response(found.body, found.status, found.headers)
