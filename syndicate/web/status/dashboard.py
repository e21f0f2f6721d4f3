"""How the service and each of its sources stand, for operators: what needs somebody first.

In: rows. Out: pages. Nothing is asked and nothing is changed here.
"""

from dataclasses import dataclass
from datetime import timedelta

from flask import abort, render_template, request

from ...condition import STATES, Condition, conditions
from ...config.addresses import feed_name
from ...config.model import Config
from ...errors import Mistake
from ...store import askings, configs, feeds, items, judged, readers, stats, workers
from ...store.database import Transaction
from ...store.judged import Progress
from ..current import required, state
from ..paths import feed_address, within
from .graph import DAYS
from .path import bp
from .told import Counts, Time, recount, sign, summary, tell, when

MANY = 100  # sources on one page
FEW = 20  # items of a source that are shown


@dataclass(frozen=True, slots=True)
class Service:
    """How the service stands as a whole."""

    mistakes: tuple[Mistake, ...]
    since: Time | None  # when the config in force was put there
    beat: Time | None
    alive: bool
    judging: Progress


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed as it stands."""

    name: str
    href: str
    items: int
    entered: Time | None  # when the last item did
    rendered: Time | None
    refused: str
    subscribers: int  # that readers told of lately


@bp.get("")
def dashboard() -> str:
    """What is broken first; of many sources those of one state, a page at a time."""
    config, now = required(), state().clock()
    with state().store.read() as tx:
        found = conditions(tx, config, now)
        chosen, first = choose(found)
        shown = chosen[first : first + MANY]
        since = now - timedelta(days=DAYS)
        counts = Counts(stats.daily(tx, since), stats.kept(tx, since), stats.held(tx))
        service, published = service_of(tx, config), feeds_of(tx, config)
    return render_template(
        "status/dashboard.html",
        service=service,
        feeds=published,
        summary=summary(found),
        total=len(found),
        chosen=sign(request.args["state"]) if request.args.get("state") in STATES else None,
        sources=[tell(config, one, counts) for one in shown],
        after=first + MANY if len(chosen) > first + MANY else None,
        before=max(first - MANY, 0) if first else None,
    )


def choose(found: list[Condition]) -> tuple[list[Condition], int]:
    """The sources that are asked for, what needs somebody first, and the place from which they are shown."""
    wanted = request.args.get("state")
    chosen = [one for one in found if one.state == wanted] if wanted in STATES else found
    ordered = sorted(chosen, key=lambda one: (STATES.index(one.state), one.source.name.casefold()))
    first = request.args.get("from", default=0, type=int)
    return ordered, first if 0 <= first < len(ordered) else 0


@bp.get("/sources/<key>")
def source(key: str) -> str:
    """All of one source: how it stands, and what it brought last, as it is stored."""
    config, now = required(), state().clock()
    with state().store.read() as tx:
        found = conditions(tx, config, now, [key]) or abort(404)
        one = found[0].source
        since = now - timedelta(days=DAYS)
        counts = Counts(stats.daily(tx, since, one.id), stats.kept(tx, since, one.id), stats.held(tx))
        newest = items.load(tx, stats.newest(tx, one.id, FEW))
        filed = judged.matches_of(tx, [stored.id for stored in newest])
        last = [recount(asking, config, now) for asking in askings.latest(tx, one.id)]
    shown = [
        (
            stored.item,
            when(stored.item.published, now, config),
            [match.category for match in filed.get(stored.id, ())],
        )
        for stored in newest
    ]
    return render_template(
        "status/source.html", one=tell(config, found[0], counts), items=shown, row=one, askings=last
    )


def service_of(tx: Transaction, config: Config) -> Service:
    """Ask the rows how the service stands."""
    now, newest, stored = state().clock(), configs.newest(tx), configs.in_force(tx)
    seen = workers.last_beat(tx)
    return Service(
        newest.mistakes if newest else (),
        when(stored.seen if stored else None, now, config),
        when(seen, now, config),
        workers.alive(seen, now),
        judged.progress(tx, config.rules_digest()),
    )


def feeds_of(tx: Transaction, config: Config) -> list[Feed]:
    """Ask the rows how each feed stands, what is held back first."""
    now, entered = state().clock(), stats.entries(tx)
    told = readers.by_feed(tx, (now - readers.AGAIN).date())
    found = []
    for one in feeds.states(tx):
        name = feed_name(one.category, one.language)
        _, last = entered.get((one.category, one.language), (0, None))
        found.append(
            Feed(
                name,
                within(config, feed_address(config, one.category, one.language, "rss")),
                one.shown or 0,
                when(last, now, config),
                when(one.rendered, now, config),
                one.refused or "",
                told.get(name, 0),
            )
        )
    return sorted(found, key=lambda one: not one.refused)
