"""The feed of incidents, for operators who follow it in a reader: at an address that nobody can guess, in no list.

In: rows of incidents. Out: Atom, an entry when something begins and another when it is over. Whether a worker lives is
seen here at once, since a dead one writes nothing down.
"""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, make_response, render_template, request

from ..config.addresses import tag_uri
from ..config.model import Config, text_in
from ..store import incidents, workers
from ..store.incidents import Incident
from .current import required, state

bp = Blueprint("incidents", __name__)

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
DEAD = timedelta(minutes=5)  # without a sign of life
TITLES = {
    "source-failing": "A source fails",
    "source-degraded": "A page changed its layout",
    "source-gone": "A source has ended",
    "source-silent": "A source is silent",
    "source-held": "A source suddenly brings very much",
    "source-moved": "A source has moved",
    "config-rejected": "feeds.yaml has mistakes",
    "feed-held": "A feed is held back",
    "worker-dead": "No worker lives",
    "mail-failed": "E-mails cannot be sent",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry of the feed."""

    id: str
    title: str
    moment: datetime
    said: str


@bp.get("/incidents/<name>.atom")
def feed(name: str) -> Response:
    """What is wrong, and what was, for whoever was told the address."""
    here, config = state(), required()
    now = here.clock()
    with here.store.read() as tx:
        secret, seen = incidents.secret(tx), workers.last_beat(tx)
        found = incidents.lately(tx, now)
    if secret is None or not hmac.compare_digest(name.encode(), secret.encode()):
        abort(404)
    entries = sorted(
        [*dead(config, seen, now), *shown(config, found)], key=lambda one: one.moment, reverse=True
    )
    title = text_in(config.site.title, config.site.languages, None)
    updated = max((one.moment for one in entries), default=now.replace(minute=0, second=0, microsecond=0))
    body = render_template(
        "incidents.xml",
        config=config,
        title=title,
        entries=entries,
        updated=updated,
        id=tag_uri(config, "incidents"),
        address=f"{config.site.base}/incidents/{secret}.atom",
    )
    response = make_response(body)
    response.headers["Content-Type"] = MEDIA_TYPE
    response.headers["Cache-Control"] = "private, max-age=60"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.add_etag()
    response.make_conditional(request)
    return response


def shown(config: Config, found: Sequence[Incident]) -> Iterator[Shown]:
    """Give the entries of incidents: one when it began, one when it was over."""
    for one in found:
        id, title = (
            tag_uri(config, f"incident-{one.number}"),
            f"{TITLES.get(one.kind, one.kind)}: {one.subject}",
        )
        yield Shown(id, title, one.opened, one.said)
        if one.closed:
            yield Shown(f"{id}-over", f"It is right again: {title}", one.closed, f"It was: {one.said}")


def dead(config: Config, seen: datetime | None, now: datetime) -> Iterator[Shown]:
    """Say that no worker lives, as long as that is so."""
    if seen and now - seen > DEAD:
        yield Shown(
            tag_uri(config, f"incident-worker-{seen:%Y%m%d%H%M%S}"),
            TITLES["worker-dead"],
            seen,
            "Nothing is asked and nothing is published since then. Start 'syndicate run' again.",
        )
