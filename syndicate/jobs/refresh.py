"""Some sources are due: get what they say now, and keep what changed.

In: sources with their leases. Out: each with its outcome, as the answers arrive. What a source brought is stored in one
transaction with its validators and the next time to ask; sources that brought nothing share one. Decides nothing itself.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .. import drift
from ..ask import Mindful, Question, ask, cut_off, fingerprint, leave, question
from ..config.sources import Listing
from ..errors import SourceError
from ..fetch import after
from ..fetch.after import UNREACHED
from ..fetch.pace import rhythm
from ..follow import Visit, complete, older
from ..identity.key import KeyedEntry, keyed
from ..intake import Outcome, compare, holding, release, save
from ..line import CleanReading, Setting, entries_of, goes_on
from ..model import Answer, Failure
from ..runtime import Runtime
from ..store import drifts, feeds, items, sources
from ..store.database import Transaction
from ..store.sources import SourceState

log = logging.getLogger(__name__)

LEARNED, NEWEST = timedelta(days=120), 20  # of items that came, by which the rhythm of a source is learned
# Answers read side by side: most threads wait for the pages of entries, since few processes read (`confine`).
READERS = 8
TOGETHER = 64  # sources that brought nothing and are written down in one transaction
AHEAD = 16  # answers that may be read before what came earlier is stored

Gathered = tuple[CleanReading, list[KeyedEntry], bool]
Read = tuple[Question, Answer, Future[Gathered]]


@dataclass(frozen=True, slots=True)
class Left:
    """What an asking leaves behind: in the row of its source, at its host, and to be told."""

    asked: Question
    answer: Answer | Failure
    values: Mapping[str, object]
    outcome: Outcome


Arrived = tuple[list[Left], list[tuple[Question, Answer]], list[tuple[Question, Failure]]]


def refresh(runtime: Runtime, due: Sequence[SourceState]) -> Iterator[tuple[SourceState, Outcome]]:
    """Ask the sources together; keep what changed in each as its answer arrives, while the next are read.

    Those that were not reached come last, for only all together they tell whether it is our own network that is down.
    """
    now, read = runtime.clock(), deque[Read]()
    quiet, missed = list[Left](), list[tuple[Question, Failure]]()
    with ThreadPoolExecutor(READERS, thread_name_prefix="read") as readers:
        for arrived in ask(runtime, [question(runtime.config, state, now) for state in due]):
            told, news, unreached = sort_out(runtime, arrived)
            missed += unreached
            quiet += told
            if len(quiet) >= TOGETHER:
                yield from note(runtime, quiet)
                quiet = []
            for asked, answer in news:
                read.append((asked, answer, readers.submit(gather, runtime, asked, answer)))
                yield from store(runtime, read, AHEAD)
        yield from note(runtime, quiet)
        yield from store(runtime, read, 0)
    cut = bool(missed) and cut_off(runtime, [asked for asked, _ in missed])
    yield from note(runtime, [failed(asked, failure, runtime.clock(), cut=cut) for asked, failure in missed])


def sort_out(runtime: Runtime, arrived: Sequence[tuple[Question, Answer | Failure]]) -> Arrived:
    """Tell what need not be read, what must be, and which sources were not reached."""
    quiet, news, missed = list[Left](), list[tuple[Question, Answer]](), list[tuple[Question, Failure]]()
    for asked, answer in arrived:
        if isinstance(answer, Failure) and answer.code in UNREACHED and not asked.state.ours:
            missed.append((asked, answer))
        elif left := at_once(runtime, asked, answer):
            quiet.append(left)
        elif isinstance(answer, Answer):
            news.append((asked, answer))
    return quiet, news, missed


# What need not be read


def at_once(runtime: Runtime, asked: Question, answer: Answer | Failure) -> Left | None:
    """Tell what an answer leaves that need not be read: it failed, or a source says what it said; None for any other."""
    now = runtime.clock()
    try:
        if isinstance(answer, Failure):
            return failed(asked, answer, now)
        if answer.unchanged or fingerprint(answer, asked.recipe) == asked.state.digest:
            return same(asked, answer, now)
    except Exception as error:  # a bug of ours costs one source
        return broken(asked, answer, error, now)
    return None


def same(asked: Question, answer: Answer, now: datetime) -> Left:
    """A source says what it said: by a 304, or by the same bytes."""
    state = asked.state
    values = after.answered(state, asked.request, answer, now) | {"recipe": state.recipe or asked.recipe}
    values |= after.planned(state, asked.plan, answer, after.Heard(), now)
    return Left(asked, answer, values, Outcome(str(values["code"])))


def failed(
    asked: Question,
    failure: Failure,
    now: datetime,
    *,
    unread: Answer | Failure | None = None,
    cut: bool = False,
) -> Left:
    """Nothing came: wait longer each time; what is kept of the source stays as it is."""
    state, plan = asked.state, asked.plan
    if cut:
        values = after.cut_off(failure, plan, now)
    else:
        values = after.failed(state, asked.request, failure, plan, now)
    if isinstance(unread, Answer):
        values = after.unread(values, unread, asked.request, plan, now)
    return Left(asked, failure, values, Outcome(failure.code, failure.detail))


def broken(asked: Question, answer: Answer | Failure, error: Exception, now: datetime) -> Left:
    """A bug of ours: seen in the log, and no reason to ask the source in a circle."""
    log.error("refresh of %s failed", asked.state.key, exc_info=error)
    return failed(asked, Failure("internal", type(error).__name__), now, unread=answer)


def note(runtime: Runtime, quiet: Sequence[Left]) -> list[tuple[SourceState, Outcome]]:
    """Write down together what needs no reading; what cannot be written of one source costs no other."""
    now = runtime.clock()
    if not quiet:
        return []
    try:
        with runtime.store.write() as tx:
            told = [let_go(tx, left, now) if left.asked.state.held else left for left in quiet]
            write_down(tx, told, now)
    except Exception as error:
        if len(quiet) > 1:
            return [told for left in quiet for told in note(runtime, [left])]
        told = [broken(quiet[0].asked, quiet[0].answer, error, now)]
        with runtime.store.write() as tx:
            write_down(tx, told, now)
    return [(left.asked.state, left.outcome) for left in told]


def let_go(tx: Transaction, left: Left, now: datetime) -> Left:
    """Release what has been held long enough of a source that brought nothing."""
    if left.outcome.failed:
        return left
    state = left.asked.state
    outcome = replace(left.outcome, released=release(tx, state, now))
    return replace(left, values={**left.values, **holding(tx, state, held=0)}, outcome=outcome)


def write_down(tx: Transaction, told: Sequence[Left], now: datetime) -> None:
    """Store how sources and hosts stand from now on; the sources are free again."""
    sources.record_all(tx, [(left.asked.state, left.values) for left in told])
    leave(tx, [(left.asked, left.answer) for left in told], now)
    mark_first(tx, [left.asked.state for left in told], now)


# What is read


def store(runtime: Runtime, read: deque[Read], most: int) -> Iterator[tuple[SourceState, Outcome]]:
    """Store what has been read, in the order in which it came; wait where more than `most` answers lie about."""
    while read and (len(read) > most or read[0][2].done()):
        asked, answer, reading = read.popleft()
        yield asked.state, settle(runtime, asked, answer, reading.result)


def settle(runtime: Runtime, asked: Question, answer: Answer, reading: Callable[[], Gathered]) -> Outcome:
    """Store what an answer brought, or why it brought nothing; the source is free again in every case."""
    try:
        gathered = reading()
        outcome = keep(runtime, asked, answer, gathered)
        watch(runtime, asked, answer, len(gathered[0].entries))
        return outcome
    except SourceError as error:
        watch(runtime, asked, answer, error)
        left = failed(asked, Failure(error.code, error.detail), runtime.clock(), unread=answer)
    except Exception as error:
        left = broken(asked, answer, error, runtime.clock())
    with runtime.store.write() as tx:
        write_down(tx, [left], runtime.clock())
    return left.outcome


def keep(runtime: Runtime, asked: Question, answer: Answer, gathered: Gathered) -> Outcome:
    """Turn what was read into stored items; say how many were new or edited."""
    now, state = runtime.clock(), asked.state
    reading, entries, waiting = gathered
    values = after.answered(state, asked.request, answer, now) | said(reading)
    values |= {"recipe": asked.recipe, "digest": fingerprint(answer, asked.recipe)}
    if waiting:  # is asked for again, whatever changed till then
        values |= {"etag": None, "last_modified": None, "digest": None}
    with runtime.store.write() as tx:
        outcome = save(tx, runtime, state, compare(tx, state, entries, now), now)
        news = after.Heard(reading.notice, learned(tx, state, outcome, now), fresh=bool(outcome.new))
        values |= moments(outcome, now) | holding(tx, state, held=outcome.held)
        values |= after.planned(state, asked.plan, answer, news, now)
        write_down(tx, [Left(asked, answer, values, outcome)], now)
    report(state, outcome)
    return outcome


def watch(runtime: Runtime, asked: Question, answer: Answer, read: int | SourceError) -> None:
    """Notice that a listing does not look as it did, and keep what to write of it instead."""
    state, source = asked.state, runtime.config.asked[asked.state.key]
    if (
        not isinstance(source, Listing) or state.succeeded is None
    ):  # the first time older pages are read with it
        return
    now = runtime.clock()
    with runtime.store.read() as tx:
        known = drifts.of(tx, state.id)
    if isinstance(read, SourceError):
        found = drift.failed(known, read, now)
    else:
        found = drift.learned(known, read, now)
    if found.reason and found.reason != known.reason:
        found = drift.offered(found, answer, source, state.key)
    if found != known:
        with runtime.store.write() as tx:
            drifts.keep(tx, state.id, found)


def learned(tx: Transaction, state: SourceState, outcome: Outcome, now: datetime) -> timedelta | None:
    """How often something new comes, by when the newest came."""
    return rhythm(sorted(items.arrivals(tx, state.owner, now - LEARNED))[-NEWEST:]) if outcome.new else None


def gather(runtime: Runtime, asked: Question, answer: Answer) -> Gathered:
    """Read an answer, with the older pages of a new source and the pages of fresh entries; say if some must wait."""
    state, now, site = asked.state, runtime.clock(), runtime.config.site
    setting = Setting(now, site.timezone, runtime.config.languages)
    visit = Visit(state.key, runtime.config.asked[state.key], setting, now)
    reading = entries_of(answer, visit.source, setting)
    if state.succeeded is None:
        reading = reading.joined(older(Mindful(runtime), visit, answer))
    entries = keyed(reading.entries, reading.link)
    if not goes_on(visit.source):
        return reading, entries, False
    with runtime.store.read() as tx:
        changes = compare(tx, state, entries, visit.now)
    return reading, *complete(Mindful(runtime), visit, reading, entries, changes.fresh)


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


def mark_first(tx: Transaction, asked: Sequence[SourceState], now: datetime) -> None:
    """When the last source has been asked for the first time, feeds count as published: let them be rendered."""
    if any(state.asked is None for state in asked) and not sources.unasked(tx):
        feeds.complete(tx, now)
