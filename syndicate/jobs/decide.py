"""Editors decided something of items, or took it back: texts, categories, withdrawals and pins follow at once.

In: nothing but the decisions that are not carried out yet. Out: the items of which some were. What is published follows
when it is rendered: an operator ordered it, so no timetable is waited for. Restartable at any moment: what is carried
out is marked in the same transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from .. import added
from ..config.model import Config
from ..decided import Decision, Wishes, wishes
from ..intake import judge
from ..joining import resettle
from ..line import insist, mark_stale
from ..runtime import Runtime
from ..store import archives, decisions, feeds, items, pins, stories, titles, withdrawals
from ..store.database import Transaction

BATCH = 100  # items: a transaction is short


def decide(runtime: Runtime) -> list[int]:
    """Carry out what was decided of some items; give the numbers of their rows, none if nothing waits."""
    with runtime.store.read() as tx:  # looked at first: mostly nothing waits
        if not decisions.any_waiting(tx):
            return []
    now = runtime.clock()
    with runtime.store.write() as tx:
        feeds.take_turns(tx)  # else what another worker lets enter at this moment would stay in its feed
        added.come(tx, runtime, now)
        told = decisions.waiting(tx, BATCH)
        touched = carry_out(tx, runtime, told, now)
        mark_stale(tx, runtime.config, touched, now, at_once=True)
        decisions.applied(tx, told)
    return sorted(told)


def carry_out(
    tx: Transaction, runtime: Runtime, told: Mapping[int, Sequence[Decision]], now: datetime
) -> set[str]:
    """Let items be as their decisions say; say in which categories that shows."""
    wished = {number: wishes(one) for number, one in told.items()}
    touched = stories.categories(tx, wished) | take_back(tx, runtime.config, told, now)
    pins.follow(tx, {number: one.pinned for number, one in wished.items()})
    touched |= correct(tx, wished, now)
    for one in items.load(tx, sorted(wished)):
        touched |= judge(tx, runtime, one.id, one.item)
    return touched | resettle(
        tx, runtime.config, stories.of(tx, wished)
    )  # who names it, and who stands for it


def correct(tx: Transaction, wished: Mapping[int, Wishes], now: datetime) -> set[str]:
    """Show the titles that editors want: to readers the items are changed now, in closed pages too."""
    changed = titles.correct(tx, wished)
    titles.change(tx, changed, now)
    return archives.touch(tx, changed)


def take_back(
    tx: Transaction, config: Config, told: Mapping[int, Sequence[Decision]], now: datetime
) -> set[str]:
    """Withdraw items as editors decided, or let them come again; what has the same address goes with them."""
    changed = [number for number, some in told.items() if any(one.kind == "withdraw" for one in some)]
    if not changed:
        return set()
    meant = withdrawals.same_links(tx, changed)
    why = decisions.standing(tx, "withdraw", withdrawals.same_links(tx, meant))
    touched: set[str] = set()
    gone: set[int] = set()
    for number, reason in why.items():
        same = withdrawals.same_links(tx, [number]) & meant
        gone |= same
        touched |= withdrawals.withdraw(tx, same, reason, now)
    insist(tx, touched)  # who asked for it to be taken back does not wait for what else is wrong
    again = meant - gone
    touched |= withdrawals.restore(tx, again, now) if again else set()
    return touched | resettle(
        tx, config, stories.of(tx, meant)
    )  # another one stands for a story, or does no more
