"""Some sources are due: get what they say now, and keep what changed.

In: sources with their leases. Out: each with its outcome, as the answers arrive. What sources brought is stored with their
validators and the next time to ask, some in one transaction, and so is that others brought nothing. Decides nothing itself.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from ..ask import Question, ask, cut_off, fingerprint, question
from ..errors import SourceError
from ..fetch import after
from ..fetch.after import UNREACHED
from ..fetch.pace import rhythm
from ..gathering import Gathered, gather, watch
from ..intake import Outcome, holding, save
from ..left import Left, at_once, broken, failed, note, write_down
from ..line import CleanReading
from ..model import Answer, Failure
from ..runtime import Runtime
from ..store import items
from ..store.database import Transaction
from ..store.sources import SourceState

log = logging.getLogger(__name__)

LEARNED, NEWEST = timedelta(days=120), 20  # of items that came, by which the rhythm of a source is learned
# Answers read side by side: most threads wait for the pages of entries, since few processes read (`confine`).
READERS = 8
TOGETHER = 128  # sources that brought nothing and are written down in one transaction
BATCH = 16  # sources that brought something and are stored in one
AHEAD = 2 * BATCH  # answers that may be read before what came earlier is stored

Read = tuple[Question, Answer, Future[Gathered]]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a source brought."""

    asked: Question
    answer: Answer
    gathered: Gathered


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
                yield from store(runtime, read, BATCH, AHEAD)
            if not arrived:  # nothing to do but wait
                yield from store(runtime, read, 1, AHEAD)
        yield from note(runtime, quiet)
        yield from store(runtime, read, 1, 0)
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


def store(
    runtime: Runtime, read: deque[Read], least: int, most: int
) -> Iterator[tuple[SourceState, Outcome]]:
    """Store what has been read in batches, in the order in which it came; wait for it only where more than `most` lie about.

    A batch has at least so many answers: what is stored together costs half of what it does one by one.
    """
    while read:
        done = sum(1 for _ in takewhile(lambda one: one[2].done(), islice(read, BATCH)))
        if len(read) <= most and done < least:
            return
        batch = [read.popleft() for _ in range(BATCH if len(read) > most else done) if read]
        yield from settle(runtime, [(asked, answer, reading.result) for asked, answer, reading in batch])


def settle(
    runtime: Runtime, batch: Sequence[tuple[Question, Answer, Callable[[], Gathered]]]
) -> list[tuple[SourceState, Outcome]]:
    """Store what answers brought, or why they brought nothing; the sources are free again in every case."""
    left, brought = list[Left](), list[Brought]()
    for asked, answer, reading in batch:
        try:
            brought.append(Brought(asked, answer, reading()))
        except SourceError as error:
            watch(runtime, asked, answer, error)
            why = Failure(error.code, error.detail)
            left.append(failed(asked, why, runtime.clock(), unread=answer))
        except Exception as error:
            left.append(broken(asked, answer, error, runtime.clock()))
    told = [one for turn in turns(brought) for one in keep(runtime, turn)]
    return told + note(runtime, left)


def turns(brought: Sequence[Brought]) -> Iterator[list[Brought]]:
    """Part what prints items of one home: each is compared with what the others have brought."""
    while brought:
        turn = {one.asked.state.owner: one for one in reversed(brought)}
        yield [one for one in brought if turn[one.asked.state.owner] is one]
        brought = [one for one in brought if turn[one.asked.state.owner] is not one]


def keep(runtime: Runtime, brought: Sequence[Brought]) -> list[tuple[SourceState, Outcome]]:
    """Turn what was read into stored items, and say what came of each; what cannot be stored costs no other source."""
    now = runtime.clock()
    try:
        with runtime.store.write() as tx:
            told = [(one.asked.state, one.gathered.entries) for one in brought]
            outcomes = save(tx, runtime, told, now)
            found = zip(brought, outcomes, strict=True)
            write_down(tx, [left_by(tx, one, outcome, now) for one, outcome in found], now)
    except Exception as error:
        if len(brought) > 1:
            return [told for one in brought for told in keep(runtime, [one])]
        return note(runtime, [broken(brought[0].asked, brought[0].answer, error, now)])
    kept = [(one.asked.state, outcome) for one, outcome in zip(brought, outcomes, strict=True)]
    for one, (state, outcome) in zip(brought, kept, strict=True):
        report(state, outcome)
        watch(runtime, one.asked, one.answer, len(one.gathered.reading.entries))
    return kept


def left_by(tx: Transaction, one: Brought, outcome: Outcome, now: datetime) -> Left:
    """Tell what an answer leaves that was read and stored."""
    asked, answer, state = one.asked, one.answer, one.asked.state
    values = after.answered(state, asked.request, answer, now) | said(one.gathered.reading)
    values |= {"recipe": asked.recipe, "digest": fingerprint(answer, asked.recipe)}
    if one.gathered.waiting:  # is asked for again, whatever changed till then
        values |= {"etag": None, "last_modified": None, "digest": None}
    news = after.Heard(one.gathered.reading.notice, learned(tx, state, outcome, now), fresh=bool(outcome.new))
    values |= moments(outcome, now) | holding(tx, state, held=outcome.held)
    return Left(asked, answer, values | after.planned(state, asked.plan, answer, news, now), outcome)


def learned(tx: Transaction, state: SourceState, outcome: Outcome, now: datetime) -> timedelta | None:
    """How often something new comes, by when the newest came."""
    return rhythm(sorted(items.arrivals(tx, state.owner, now - LEARNED))[-NEWEST:]) if outcome.new else None


def moments(outcome: Outcome, now: datetime) -> dict[str, object]:
    """When a source last brought something new, and when it last changed its ids."""
    told = {"changed": outcome.new, "rekeyed": outcome.rekeyed}
    return {column: now for column, happened in told.items() if happened}


def report(state: SourceState, outcome: Outcome) -> None:
    """Tell the log what an operator should look at."""
    extra = {"source": state.key}
    if outcome.rekeyed:
        text = "%s: the source changed the ids of %d items; they keep ours"
        log.warning(text, state.key, outcome.rekeyed, extra=extra | {"event": "source_rekeyed"})
    if outcome.held:
        text = (
            "%s: %d new items are far more than this source brings: held for a day, or until released by hand"
        )
        log.warning(text, state.key, outcome.held, extra=extra | {"event": "items_held"})


def said(reading: CleanReading) -> dict[str, object]:
    return {"title": reading.title, "link": reading.link, "feed_id": reading.id}
