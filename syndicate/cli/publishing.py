"""`syndicate feeds` and `syndicate render`: how each feed stands, and publishing what is due. Rows in, words or JSON out."""

import sys
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import click

from ..config.addresses import feed_name
from ..schedule.work import Worker, utc_now
from ..store import feeds
from ..store.database import open_database
from ..store.feeds import FeedState
from . import logs
from .explaining import moment
from .shared import FAULTY, plainly, say, secrets, settings
from .working import warn


@click.command("feeds")
@click.option(
    "--held", is_flag=True, help="Only those that are held back; the exit code is 1 if there is one."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def show_feeds(*, held: bool, as_json: bool) -> None:
    """Say of each feed how many items it shows, when it was rendered, and why it is held back if it is."""
    store = open_database(settings().database)
    try:
        with store.read() as tx:
            found = feeds.states(tx)
    finally:
        store.close()
    shown = [one for one in found if one.refused or not held]
    say(as_object(shown) if as_json else "\n".join(as_lines(shown)))
    sys.exit(FAULTY if held and shown else 0)


@click.command("render")
@click.argument("names", nargs=-1, metavar="[FEED]...")
@click.option("--force", is_flag=True, help="Publish these feeds now, however much they changed.")
@plainly
def render_feeds(names: tuple[str, ...], *, force: bool) -> None:
    """Publish what is due now, and exit; with --force the feeds named, due or not, such as development.fr.

    A feed that would be empty, or much smaller or larger than it was, is held back unless that was ordered. The exit
    code is 1 if one of these feeds is. What is not valid is not published even with --force.
    """
    if force and not names:
        raise click.UsageError(
            "say which feeds are to be published in any case, as 'syndicate feeds' lists them"
        )
    chosen = settings()
    logs.start(chosen.log, quiet=True)
    store = open_database(chosen.database)
    worker = Worker(store, chosen.config, secrets())
    warn(worker)
    try:
        held = publish(worker, names, force=force)
    finally:
        worker.close()
        store.close()
    sys.exit(FAULTY if held else 0)


def publish(worker: Worker, names: Collection[str], *, force: bool) -> list[FeedState]:
    """Render what is due, and these feeds in any case if that is ordered; give those of them that are held back."""
    refuse_unknown(names, states(worker))
    if force:
        order(worker, names)
    changed = [path for _, documents in worker.render() for path in documents]
    meant = [state for state in states(worker) if not names or name_of(state) in names]
    held = [state for state in meant if state.refused]
    say("\n".join([*(f"{name_of(one)} is held back: {one.refused}" for one in held), summed(changed)]))
    return held


def states(worker: Worker) -> list[FeedState]:
    with worker.store.read() as tx:
        return feeds.states(tx)


def order(worker: Worker, names: Collection[str]) -> None:
    """Let these feeds be due at once, whatever changed in them being meant."""
    now = utc_now()
    with worker.store.write() as tx:
        for state in feeds.states(tx):
            if name_of(state) in names:
                feeds.mark_stale(tx, state.category, state.language, now, now)
                feeds.order(tx, state.category, state.language)


def summed(changed: Sequence[str]) -> str:
    return f"{len(changed)} documents changed"


def refuse_unknown(names: Collection[str], known: Sequence[FeedState]) -> None:
    there = [name_of(state) for state in known]
    if unknown := sorted(set(names) - set(there)):
        raise click.UsageError(f"there is no feed '{unknown[0]}': there are {', '.join(there)}")


def name_of(state: FeedState) -> str:
    return feed_name(state.category, state.language)


def as_lines(found: Sequence[FeedState]) -> Iterator[str]:
    for one in found:
        told = f"rendered {moment(one.rendered)}" if one.rendered else "not rendered yet"
        yield f"{name_of(one)}: {one.shown or 0} items, {told}"
        if one.refused:
            yield f"  held back: {one.refused}"
            yield f"  what was published last stays; if this is meant: syndicate render {name_of(one)} --force"
    held = sum(bool(one.refused) for one in found)
    yield f"{len(found)} feeds, {held} held back"


def as_object(found: Sequence[FeedState]) -> dict[str, Any]:
    told = [
        {
            "name": name_of(one),
            "category": one.category,
            "language": one.language,
            "items": one.shown,
            "rendered": one.rendered and moment(one.rendered),
            "due": one.due and moment(one.due),
            "held_back": one.refused,
        }
        for one in found
    ]
    return {"feeds": told, "count": len(found), "held_back": sum(bool(one.refused) for one in found)}
