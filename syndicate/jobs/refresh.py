"""Some sources are due: get what they say now, and keep what changed.

In: sources with their leases. Out: each with its outcome, as the answers arrive. Items, matches, validators
and the next time to ask are stored in one transaction for each source. Decides nothing itself.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..categorise.judge import categorise
from ..config.model import Config
from ..errors import SourceError
from ..fetch.pace import next_fetch, spread
from ..identity.burst import FEW, HOLD, RHYTHM, is_burst, watched
from ..identity.edits import taking
from ..identity.key import KeyedEntry, keyed
from ..identity.merge import Changes, Edit, Newcomer, merge, untouched
from ..identity.trace import trace
from ..line import CleanReading, entries_of, mark_stale, request_for, text_of
from ..model import Answer, Failure, Item, Variant
from ..runtime import Runtime
from ..store import items, sources
from ..store.database import Transaction
from ..store.sources import SourceState

log = logging.getLogger(__name__)

TRACED = (
    200  # of a source's newest items, among which an entry with unknown ids is looked for; few print more
)
KEYS = 32  # by which an item may be known


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: `ok`, `unchanged`, or a code of `errors.SENTENCES`."""

    code: str
    detail: str = ""
    new: int = 0
    edited: int = 0
    rekeyed: int = 0  # entries whose ids the source changed, if that were most of them
    held: int = 0  # of the new ones, because they are far too many for this source
    released: int = 0  # that were held before

    @property
    def failed(self) -> bool:
        return self.code not in ("ok", "unchanged")


def refresh(runtime: Runtime, due: Sequence[SourceState]) -> Iterator[tuple[SourceState, Outcome]]:
    """Ask the sources together; keep what changed in each as its answer arrives."""
    states = {state.key: state for state in due}
    requests = [request_for(runtime.config.sources[key], state) for key, state in states.items()]
    for request, answer in runtime.fetcher.fetch_all(requests):
        state = states[request.source]
        yield state, settle(runtime, state, answer)


def settle(runtime: Runtime, state: SourceState, answer: Answer | Failure) -> Outcome:
    """Store what an answer brought, or why it brought nothing; the source is free again in every case."""
    try:
        if isinstance(answer, Failure):
            return fail(runtime, state, answer)
        return keep(runtime, state, answer)
    except SourceError as error:
        return fail(runtime, state, Failure(error.code, error.detail))
    except Exception as error:  # a bug of ours: seen in the log, and no reason to ask the source in a circle
        log.exception("refresh of %s failed", state.key)
        return fail(runtime, state, Failure("internal", type(error).__name__))


def fail(runtime: Runtime, state: SourceState, failure: Failure) -> Outcome:
    """Write down why nothing came, and wait longer each time; what is kept of the source stays as it is."""
    now, failures = runtime.clock(), state.failures + 1
    due = next_fetch(
        now,
        interval(runtime.config, state.key),
        failures=failures,
        retry_after=failure.retry_after,
        jitter=spread(state.key),
    )
    values = {
        "asked": now,
        "code": failure.code,
        "detail": failure.detail[:500],
        "failures": failures,
        "next_fetch": due,
    }
    with runtime.store.write() as tx:
        sources.record(tx, state, values)
        mark_first(tx, runtime.config, state, now)
    return Outcome(failure.code, failure.detail)


def keep(runtime: Runtime, state: SourceState, answer: Answer) -> Outcome:
    """Turn an answer into stored items; say how many were new or edited."""
    now = runtime.clock()
    values = heard(runtime.config, state, answer, now)
    if answer.unchanged:
        with runtime.store.write() as tx:
            released = release(tx, state, now)
            sources.record(tx, state, values | {"code": "unchanged"} | holding(tx, state, held=0))
        return Outcome("unchanged", released=released)
    reading = entries_of(answer, runtime.config.sources[state.key])
    entries = keyed(reading.entries, reading.link)
    with runtime.store.write() as tx:
        changes = compare(tx, state, entries, now)
        outcome = save(tx, runtime, state, changes, now)
        values |= said(reading) | moments(outcome, now) | holding(tx, state, held=outcome.held)
        sources.record(tx, state, values)
        mark_first(tx, runtime.config, state, now)
    report(state, outcome)
    return outcome


def compare(tx: Transaction, state: SourceState, entries: Sequence[KeyedEntry], now: datetime) -> Changes:
    """Set the entries against what is stored; how recent items look is only asked where keys do not tell all."""
    known = items.known(tx, state.id, [key for entry in entries for key in entry.keys])
    if untouched(entries, known):
        return Changes()
    rows = items.traces(tx, state.id, {item.id for item in known.values()}, TRACED)
    return merge(entries, known, state.first_key, now, [trace(*row) for row in rows])


def moments(outcome: Outcome, now: datetime) -> dict[str, object]:
    """When a source last brought something new, and when it last changed its ids."""
    told = {"changed": outcome.new, "rekeyed": outcome.rekeyed}
    return {column: now for column, happened in told.items() if happened}


def release(tx: Transaction, state: SourceState, now: datetime) -> int:
    """Let go what has been held long enough; it is judged and published like what other rules judged."""
    return items.release(tx, state.id, now - HOLD) if state.held else 0


def holding(tx: Transaction, state: SourceState, *, held: int) -> dict[str, object]:
    """Since when items of a source are held."""
    return {"held": items.held_since(tx, state.id)} if held or state.held else {}


def report(state: SourceState, outcome: Outcome) -> None:
    """Tell the log what an operator should look at."""
    extra = {"source": state.key}
    if outcome.rekeyed:
        text = "%s: the source changed the ids of %d items; they keep ours"
        log.warning(text, state.key, outcome.rekeyed, extra=extra | {"action": "source_rekeyed"})
    if outcome.held:
        text = (
            "%s: %d new items are far more than this source brings: held for a day, or until released by hand"
        )
        log.warning(text, state.key, outcome.held, extra=extra | {"action": "items_held"})


def heard(config: Config, state: SourceState, answer: Answer, now: datetime) -> dict[str, object]:
    """What a good answer leaves in its source's row."""
    return {
        "asked": now,
        "succeeded": now,
        "code": "ok",
        "detail": "",
        "failures": 0,
        "etag": answer.etag,
        "last_modified": answer.last_modified,
        "next_fetch": next_fetch(now, interval(config, state.key), jitter=spread(state.key)),
    }


def said(reading: CleanReading) -> dict[str, object]:
    return {"title": reading.title, "link": reading.link, "feed_id": reading.id}


def interval(config: Config, key: str) -> timedelta:
    return config.sources[key].every or config.defaults.every


def save(tx: Transaction, runtime: Runtime, state: SourceState, changes: Changes, now: datetime) -> Outcome:
    """Store what changed, with its categories; their feeds are stale from now on."""
    released = release(tx, state, now)
    held, touched = bring(tx, runtime, state, changes.new, now)
    edited, also = revise(tx, runtime, state, changes.edited, now)
    learn(tx, state, changes.learned)
    mark_stale(tx, runtime.config, touched | also, now)
    return Outcome("ok", "", len(changes.new), edited, changes.rekeyed, held, released)


def bring(
    tx: Transaction, runtime: Runtime, state: SourceState, new: Sequence[Newcomer], now: datetime
) -> tuple[int, set[str]]:
    """Store new items, and hold those of a burst; say how many are held, and which categories the others are in."""
    imported = bool(new) and not items.any_of(tx, state.id)
    held = not imported and too_many(tx, state, len(new), now)
    added = [add(tx, state, one, now) for one in sorted(new, key=lambda one: one.published)]
    numbers = [number for number, _ in added]
    if imported or held:
        items.mark_bulk(tx, numbers)
    if held:
        items.hold(tx, numbers, now)
        return len(added), set()
    judged = (judge(tx, runtime, number, item.published, item.variants[0]) for number, item in added)
    return 0, set().union(*judged)


def revise(
    tx: Transaction, runtime: Runtime, state: SourceState, edits: Sequence[Edit], now: datetime
) -> tuple[int, set[str]]:
    """Take edits in; say how many were taken, and which categories they touch."""
    touched: set[str] = set()
    taken = 0
    for edit in sorted(edits, key=lambda one: one.item.id):  # as others lock them, so none waits in a circle
        if replace_text(tx, state, edit, now):
            taken += 1
            touched |= judge(tx, runtime, edit.item.id, edit.item.published, text_of(edit.entry, state.key))
    return taken, touched


def too_many(tx: Transaction, state: SourceState, fresh: int, now: datetime) -> bool:
    """Tell whether so many new items are a burst; of a source that was added lately nobody knows."""
    if fresh < FEW or not watched(items.first_seen(tx, state.id), now):
        return False
    return is_burst(fresh, items.arrivals(tx, state.id, now - RHYTHM), state.succeeded, now)


def add(tx: Transaction, state: SourceState, newcomer: Newcomer, now: datetime) -> tuple[int, Item]:
    text = text_of(newcomer.entry, state.key)
    item = Item(newcomer.uid, state.key, newcomer.published, newcomer.updated, now, (text,))
    number = items.add(tx, state.id, item, newcomer.digest, rules="")
    items.learn(tx, state.id, number, newcomer.keys)
    return number, item


def replace_text(tx: Transaction, state: SourceState, edit: Edit, now: datetime) -> bool:
    """Take an edit in, unless the item changes so often that it is none; say whether it was taken."""
    how = taking(*items.edits(tx, edit.item.id), now)
    if how == "not":
        return False
    updated = edit.updated if how == "shown" else edit.item.updated
    items.edit(tx, edit.item.id, text_of(edit.entry, state.key), edit.digest, updated)
    items.count_edit(tx, edit.item.id, now)
    return True


def learn(tx: Transaction, state: SourceState, learned: Sequence[tuple[int, str]]) -> None:
    """Remember further keys, but not for ever: some sources make up new ids whenever they are asked."""
    full = items.full(tx, {number for number, _ in learned}, KEYS)
    for number, key in learned:
        if number not in full:
            items.learn(tx, state.id, number, [key])


def judge(tx: Transaction, runtime: Runtime, number: int, published: datetime, text: Variant) -> set[str]:
    found = categorise(runtime.rulebook, text)
    return items.judge(tx, number, published, found, runtime.rules)


def mark_first(tx: Transaction, config: Config, state: SourceState, now: datetime) -> None:
    """When the last source has been asked for the first time, feeds count as published: let them be rendered."""
    if state.asked is None and not sources.unasked(tx):
        mark_stale(tx, config, config.categories, now)
