"""Some sources are due: get what they say now, and keep what changed.

In: sources with their leases. Out: each with its outcome, as the answers arrive. Items, matches, validators
and the next time to ask are stored in one transaction for each source. Decides nothing itself.
"""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from ..ask import Mindful, Question, ask, cut_off, fingerprint, leave, question
from ..config.model import Config
from ..errors import SourceError
from ..fetch import after
from ..fetch.after import UNREACHED
from ..fetch.pace import rhythm
from ..follow import Visit, complete, older
from ..identity.key import KeyedEntry, keyed
from ..intake import Outcome, compare, holding, release, save
from ..line import CleanReading, entries_of, goes_on, mark_stale
from ..model import Answer, Failure
from ..runtime import Runtime
from ..store import items, sources
from ..store.database import Transaction
from ..store.sources import SourceState

log = logging.getLogger(__name__)

LEARNED, NEWEST = timedelta(days=120), 20  # of items that came, by which the rhythm of a source is learned


def refresh(runtime: Runtime, due: Sequence[SourceState]) -> Iterator[tuple[SourceState, Outcome]]:
    """Ask the sources together; keep what changed in each as its answer arrives.

    Those that were not reached come last, for only all together they tell whether it is our own network that is down.
    """
    now, missed = runtime.clock(), list[tuple[Question, Failure]]()
    for asked, answer in ask(runtime, [question(runtime.config, state, now) for state in due]):
        if isinstance(answer, Failure) and answer.code in UNREACHED and not asked.state.ours:
            missed.append((asked, answer))
        else:
            yield asked.state, settle(runtime, asked, answer)
    cut = bool(missed) and cut_off(runtime, [asked for asked, _ in missed])
    for asked, failure in missed:
        yield asked.state, fail(runtime, asked, failure, cut=cut)


def settle(runtime: Runtime, asked: Question, answer: Answer | Failure) -> Outcome:
    """Store what an answer brought, or why it brought nothing; the source is free again in every case."""
    try:
        if isinstance(answer, Failure):
            return fail(runtime, asked, answer)
        return keep(runtime, asked, answer)
    except SourceError as error:
        return fail(runtime, asked, Failure(error.code, error.detail), unread=answer)
    except Exception as error:  # a bug of ours: seen in the log, and no reason to ask the source in a circle
        log.exception("refresh of %s failed", asked.state.key)
        return fail(runtime, asked, Failure("internal", type(error).__name__), unread=answer)


def fail(
    runtime: Runtime,
    asked: Question,
    failure: Failure,
    *,
    unread: Answer | Failure | None = None,
    cut: bool = False,
) -> Outcome:
    """Write down why nothing came, and wait longer each time; what is kept of the source stays as it is."""
    now, state, plan = runtime.clock(), asked.state, asked.plan
    if cut:
        values = after.cut_off(failure, plan, now)
    else:
        values = after.failed(state, asked.request, failure, plan, now)
    if isinstance(unread, Answer):
        values = after.unread(values, unread, asked.request, plan, now)
    with runtime.store.write() as tx:
        sources.record(tx, state, values)
        leave(tx, asked, failure, now)
        mark_first(tx, runtime.config, state, now)
    return Outcome(failure.code, failure.detail)


def keep(runtime: Runtime, asked: Question, answer: Answer) -> Outcome:
    """Turn an answer into stored items; say how many were new or edited."""
    now, state = runtime.clock(), asked.state
    digest = fingerprint(answer, asked.recipe)
    if answer.unchanged or digest == state.digest:
        return keep_same(runtime, asked, answer, now)
    visit = Visit(state.key, runtime.config.asked[state.key], now, runtime.config.site.timezone)
    reading, entries, waiting = gather(runtime, state, visit, answer)
    values = after.answered(state, asked.request, answer, now)
    values |= said(reading) | {"recipe": asked.recipe, "digest": digest}
    if waiting:  # is asked for again, whatever changed till then
        values |= {"etag": None, "last_modified": None, "digest": None}
    with runtime.store.write() as tx:
        outcome = save(tx, runtime, state, compare(tx, state, entries, now), now)
        news = after.Heard(reading.notice, learned(tx, state, outcome, now), fresh=bool(outcome.new))
        values |= moments(outcome, now) | holding(tx, state, held=outcome.held)
        sources.record(tx, state, values | after.planned(state, asked.plan, answer, news, now))
        leave(tx, asked, answer, now)
        mark_first(tx, runtime.config, state, now)
    report(state, outcome)
    return outcome


def keep_same(runtime: Runtime, asked: Question, answer: Answer, now: datetime) -> Outcome:
    """Write down that a source says what it said: by a 304, or by the same bytes, which need not be read again."""
    state = asked.state
    values = after.answered(state, asked.request, answer, now) | {"recipe": state.recipe or asked.recipe}
    values |= after.planned(state, asked.plan, answer, after.Heard(), now)
    with runtime.store.write() as tx:
        released = release(tx, state, now)
        sources.record(tx, state, values | holding(tx, state, held=0))
        leave(tx, asked, answer, now)
    return Outcome(str(values["code"]), released=released)


def learned(tx: Transaction, state: SourceState, outcome: Outcome, now: datetime) -> timedelta | None:
    """How often something new comes, by when the newest came."""
    return rhythm(sorted(items.arrivals(tx, state.owner, now - LEARNED))[-NEWEST:]) if outcome.new else None


def gather(
    runtime: Runtime, state: SourceState, visit: Visit, answer: Answer
) -> tuple[CleanReading, list[KeyedEntry], bool]:
    """Read an answer, with the older pages of a new source and the pages of fresh entries; say if some must wait."""
    reading = entries_of(answer, visit.source, visit.now, visit.zone)
    if state.succeeded is None:
        reading = reading.joined(older(Mindful(runtime), visit, answer))
    entries = keyed(reading.entries, reading.link)
    if not goes_on(visit.source):
        return reading, entries, False
    with runtime.store.read() as tx:
        changes = compare(tx, state, entries, visit.now)
    fresh = [one.entry for one in changes.new] + [one.entry for one in changes.edited]
    return reading, *complete(Mindful(runtime), visit, reading, entries, fresh)


def moments(outcome: Outcome, now: datetime) -> dict[str, object]:
    """When a source last brought something new, and when it last changed its ids."""
    told = {"changed": outcome.new, "rekeyed": outcome.rekeyed}
    return {column: now for column, happened in told.items() if happened}


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


def said(reading: CleanReading) -> dict[str, object]:
    return {"title": reading.title, "link": reading.link, "feed_id": reading.id}


def mark_first(tx: Transaction, config: Config, state: SourceState, now: datetime) -> None:
    """When the last source has been asked for the first time, feeds count as published: let them be rendered."""
    if state.asked is None and not sources.unasked(tx):
        mark_stale(tx, config, config.categories, now)
