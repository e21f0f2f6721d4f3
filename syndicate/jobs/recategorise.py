"""The rules changed: judge stored items again, a batch at a time; feeds follow once, when all are judged.

In: nothing but the rules in force. Out: how many items were judged. Items are judged outside of transactions, so that
whoever publishes or stores does not wait. Restartable at any moment: an item's row says which rules judged it last, and
what they change is kept as drafts until the switch.
"""

import logging
from collections.abc import Mapping, Sequence

from ..decided import NONE
from ..intake import filing
from ..joining import refile
from ..line import mark_stale
from ..model import Match
from ..runtime import Runtime
from ..store import decisions, drafts, feeds, items, judged, sources
from ..store.database import Transaction
from ..store.drafts import Waiting

log = logging.getLogger(__name__)

BATCH = 200


def recategorise(runtime: Runtime) -> int:
    """Judge the next batch, or let the feeds follow if there is none; say how many items it had."""
    with runtime.store.read() as tx:
        if drafts.settled(tx, runtime.rules):
            return 0
        batch = drafts.waiting(tx, runtime.rules, BATCH)
        before = judged.matches_of(tx, [one.id for one in batch])
        decided = decisions.wishes_of(tx, [one.id for one in batch])
    if not batch:
        switch(runtime)
        return 0
    config, book = runtime.config, runtime.rulebook
    found = {
        one.id: filing(config, book, one.item, before.get(one.id, ()), decided.get(one.id, NONE))
        for one in batch
    }
    keep(runtime, batch, found)
    return len(batch)


def keep(runtime: Runtime, batch: Sequence[Waiting], found: Mapping[int, Sequence[Match]]) -> None:
    """Store judgements of those that are still as they were read; what was never judged is news, and shown at once."""
    with runtime.store.write() as tx:
        still = drafts.still(tx, batch)
        drafts.keep(tx, [(one.id, found[one.id]) for one in still if one.rules], runtime.rules)
        touched: set[str] = set()
        for one in still:
            if not one.rules:
                touched |= items.judge(tx, one.id, one.item.published, found[one.id], runtime.rules)
        touched |= refile(tx, runtime.config, [one.id for one in still])
        mark_stale(tx, runtime.config, touched, runtime.clock())
        begin_feeds(tx, runtime)


def begin_feeds(tx: Transaction, runtime: Runtime) -> None:
    """Let the feeds be rendered that waited for the last judgement: from now on they count as published."""
    if drafts.settled(tx, runtime.rules) and not sources.unasked(tx):
        feeds.complete(tx, runtime.clock())


def switch(runtime: Runtime) -> None:
    """Let every feed follow the rules at once: an operator ordered it, so no timetable is waited for."""
    with runtime.store.write() as tx:
        switched = drafts.switch(tx, runtime.rules)
        shown = refile(tx, runtime.config, None) if switched.moves else set()
        mark_stale(tx, runtime.config, switched.categories | shown, runtime.clock(), at_once=True)
        begin_feeds(tx, runtime)
    if switched.moves:
        extra = {"event": "feeds_switched", "moves": switched.moves}
        log.info("feeds follow the new rules: %d items enter or leave", switched.moves, extra=extra)
