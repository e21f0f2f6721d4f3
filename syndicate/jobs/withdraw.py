"""An operator withdraws an item, or takes that back: the rows follow at once, the feeds that it had entered are due.

In: what goes by a name that the operator gave. Out: which items these were. Documents and pages follow when they are
rendered; what the source says later does not matter.
"""

from collections.abc import Collection
from datetime import datetime

from ..config.model import Config
from ..joining import resettle
from ..line import mark_stale
from ..store import feeds, items, stories, withdrawals
from ..store.database import Database, Transaction
from ..store.items import StoredItem


def withdraw(
    store: Database, config: Config, numbers: Collection[int], reason: str, now: datetime
) -> list[StoredItem]:
    """Withdraw these items and all that have an address in common with them."""
    with store.write() as tx:
        feeds.take_turns(tx)  # else what another worker lets enter at this moment would stay in its feed
        meant = withdrawals.same_links(tx, numbers)
        touched = withdrawals.withdraw(tx, meant, reason, now) | retold(tx, config, meant)
        mark_stale(tx, config, touched, now, at_once=True)
        return items.load(tx, sorted(meant))


def restore(store: Database, config: Config, numbers: Collection[int], now: datetime) -> list[StoredItem]:
    """Take a withdrawal back: these items are judged anew, and enter the feeds of their categories again."""
    with store.write() as tx:
        meant = withdrawals.same_links(tx, numbers)
        touched = withdrawals.restore(tx, meant, now) | retold(tx, config, meant)
        mark_stale(tx, config, touched, now, at_once=True)
        return items.load(tx, sorted(meant))


def retold(tx: Transaction, config: Config, numbers: Collection[int]) -> set[str]:
    """Let another item stand for each story of these; say which categories show that, or name one source more or less."""
    return resettle(tx, config, stories.of(tx, numbers))
