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
from ..identity.key import keyed
from ..identity.merge import Changes, Edit, Newcomer, merge
from ..line import CleanReading, entries_of, mark_stale, request_for, text_of
from ..model import Answer, Failure, Item, Variant
from ..runtime import Runtime
from ..store import items, sources
from ..store.database import Transaction
from ..store.sources import SourceState

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: `ok`, `unchanged`, or a code of `errors.SENTENCES`."""

    code: str
    detail: str = ""
    new: int = 0
    edited: int = 0

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
            sources.record(tx, state, values | {"code": "unchanged"})
        return Outcome("unchanged")
    reading = entries_of(answer, runtime.config.sources[state.key])
    entries = keyed(reading.entries, reading.link)
    with runtime.store.write() as tx:
        known = items.known(tx, state.id, [key for entry in entries for key in entry.keys])
        changes = merge(entries, known, state.first_key, now)
        save(tx, runtime, state, changes, now)
        sources.record(tx, state, values | said(reading) | ({"changed": now} if changes.new else {}))
        mark_first(tx, runtime.config, state, now)
    return Outcome("ok", new=len(changes.new), edited=len(changes.edited))


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


def save(tx: Transaction, runtime: Runtime, state: SourceState, changes: Changes, now: datetime) -> None:
    """Store what changed, with its categories; their feeds are stale from now on."""
    touched: set[str] = set()
    for newcomer in sorted(changes.new, key=lambda one: one.published):
        touched |= add(tx, runtime, state, newcomer, now)
    for edit in sorted(
        changes.edited, key=lambda one: one.item.id
    ):  # as others lock them, so none waits in a circle
        touched |= replace_text(tx, runtime, state, edit)
    for item_id, key in changes.learned:
        items.learn(tx, state.id, item_id, [key])
    mark_stale(tx, runtime.config, touched, now)


def add(tx: Transaction, runtime: Runtime, state: SourceState, newcomer: Newcomer, now: datetime) -> set[str]:
    text = text_of(newcomer.entry, state.key)
    item = Item(newcomer.uid, state.key, newcomer.published, newcomer.updated, now, (text,))
    number = items.add(tx, state.id, item, newcomer.digest, runtime.rules)
    items.learn(tx, state.id, number, newcomer.keys)
    return judge(tx, runtime, number, item.published, text)


def replace_text(tx: Transaction, runtime: Runtime, state: SourceState, edit: Edit) -> set[str]:
    text = text_of(edit.entry, state.key)
    items.edit(tx, edit.item.id, text, edit.digest, edit.updated)
    return judge(tx, runtime, edit.item.id, edit.item.published, text)


def judge(tx: Transaction, runtime: Runtime, number: int, published: datetime, text: Variant) -> set[str]:
    found = categorise(runtime.rulebook, text)
    return items.judge(tx, number, published, found, runtime.rules)


def mark_first(tx: Transaction, config: Config, state: SourceState, now: datetime) -> None:
    """When the last source has been asked for the first time, feeds count as published: let them be rendered."""
    if state.asked is None and not sources.unasked(tx):
        mark_stale(tx, config, config.categories, now)
