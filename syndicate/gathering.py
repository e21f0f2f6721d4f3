"""A source's answer in, all that it says with what its further pages add out; read apart, stored by others.

What depends on an answer alone is computed in the process that may be killed. Which entries are news, and so which pages
are asked, is looked up in the store; and what is usual for a listing, by which a change of its layout is noticed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from . import drift
from .ask import Mindful, Question
from .config.sources import Listing
from .errors import SourceError
from .follow import Visit, ask_again, complete, older
from .identity.key import KeyedEntry
from .intake import compare
from .line import CleanReading, Setting, goes_on, keyed_entries_of
from .model import Answer
from .runtime import Runtime
from .store import drifts


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an answer said: entries, and whether some of these must wait for their pages."""

    reading: CleanReading
    entries: Sequence[KeyedEntry]
    waiting: bool = False


def gather(runtime: Runtime, asked: Question, answer: Answer) -> Gathered:
    """Read an answer, with the older pages of a new source and the pages of fresh entries; say if some must wait."""
    state, now, site = asked.state, runtime.clock(), runtime.config.site
    setting = Setting(now, site.timezone, runtime.config.languages)
    visit = Visit(state.key, runtime.config.asked[state.key], setting, now)
    told = keyed_entries_of(answer, visit.source, setting)
    if state.succeeded is None:
        told = told.joined(older(Mindful(runtime), visit, answer))
    reading, entries = told.reading, told.entries
    if not goes_on(visit.source):
        return Gathered(reading, entries)
    with runtime.store.read() as tx:
        changes = compare(tx, state, entries, visit.now)
    entries, waiting = complete(Mindful(runtime), visit, reading, entries, changes.fresh)
    return Gathered(reading, translated(runtime, asked, visit, reading, entries), waiting)


def translated(
    runtime: Runtime, asked: Question, visit: Visit, reading: CleanReading, entries: Sequence[KeyedEntry]
) -> Sequence[KeyedEntry]:
    """Find out whether what new entries name as their other editions names them too, where that was asked long ago."""
    if not any(one.full and one.full.editions for one in entries):
        return entries
    with runtime.store.read() as tx:
        changes = compare(tx, asked.state, entries, visit.now)
    alone = [one.entry for one in changes.new if one.entry.editions]
    return ask_again(Mindful(runtime), visit, reading, entries, alone) if alone else entries


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
