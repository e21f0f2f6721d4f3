"""What machines ask: does this process live (`/healthz`), can it do its work (`/readyz`).

In: nothing but the question. Out: 200 or 503 with numbers and words that anyone may read; no mistake's content, no name.
"""

from flask import Blueprint, Response, jsonify

from ..store import configs, workers
from ..store.pages import Unanswered
from .current import State, state

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """Live: answered without the store."""
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@bp.get("/readyz")
def readyz() -> Response:
    """Ready: the database answers and a config is in force."""
    found = look(state())
    response = jsonify(found)
    response.status_code = 200 if found["ready"] else 503
    response.headers["Cache-Control"] = "no-store"
    return response


def look(here: State) -> dict[str, object]:
    """Ask the store how things stand."""
    try:
        with here.store.read() as tx:
            newest, seen = configs.newest(tx), workers.last_beat(tx)
    except Unanswered:
        return told(here, database="does not answer", ready=False)
    return told(
        here,
        database="answers",
        config_mistakes=len(newest.mistakes) if newest else 0,
        worker_seen_seconds=max(0, int((here.clock() - seen).total_seconds())) if seen else None,
        ready=here.current.config() is not None,
    )


def told(here: State, **values: object) -> dict[str, object]:
    """The answer with all of its keys; what is not known is null."""
    config = "in force" if here.current.known else "none"
    return {"config_mistakes": None, "worker_seen_seconds": None, **values, "config": config}
