"""What an asking leaves behind: in the row of its source, at its host, and to be told.

In: a question and what came of it. Out: the values of a row, many written down in one transaction. What an answer brought
is stored by those who asked.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .ask import Question, fingerprint, leave
from .fetch import after
from .intake import Outcome, holding, release
from .model import Answer, Failure
from .runtime import Runtime
from .store import askings, feeds, sources
from .store.askings import Asking
from .store.database import Transaction
from .store.sources import SourceState

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Left:
    """What an asking leaves behind: in the row of its source, at its host, and to be told."""

    asked: Question
    answer: Answer | Failure
    values: Mapping[str, object]
    outcome: Outcome


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
    heard = replace(answer, body=b"") if answer.body else answer  # many wait together; what it said is known
    return Left(asked, heard, values, Outcome(str(values["code"])))


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
    askings.note(tx, {left.asked.state.id: (asking(left.outcome, now), left.outcome.failed) for left in told})
    leave(tx, [(left.asked, left.answer) for left in told], now)
    mark_first(tx, [left.asked.state for left in told], now)


def asking(outcome: Outcome, now: datetime) -> Asking:
    """One asking as it is kept for operators."""
    return Asking(now, outcome.code, outcome.detail[:500], outcome.new, outcome.edited, outcome.held)


def mark_first(tx: Transaction, asked: Sequence[SourceState], now: datetime) -> None:
    """When the last source has been asked for the first time, feeds count as published: let them be rendered."""
    if any(state.asked is None for state in asked) and not sources.unasked(tx):
        feeds.complete(tx, now)
