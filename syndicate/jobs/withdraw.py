"""An operator withdraws an item, or takes that back: the rows follow at once, the feeds that it had entered are due.

In: what goes by a name that the operator gave. Out: which items these were. Documents and pages follow when they are
rendered; what the source says later does not matter.
"""

from collections.abc import Collection
from datetime import datetime

from ..config.model import Config
from ..line import mark_stale
from ..store import items, withdrawals
from ..store.database import Database
from ..store.items import StoredItem


def withdraw(
    store: Database, config: Config, numbers: Collection[int], reason: str, now: datetime
) -> list[StoredItem]:
    """Withdraw these items and all that have an address in common with them."""
    with store.write() as tx:
        meant = withdrawals.same_links(tx, numbers)
        touched = withdrawals.withdraw(tx, meant, reason, now)
        mark_stale(tx, config, touched, now, at_once=True)
        return items.load(tx, sorted(meant))


def restore(store: Database, config: Config, numbers: Collection[int], now: datetime) -> list[StoredItem]:
    """Take a withdrawal back: these items are judged anew, and enter the feeds of their categories again."""
    with store.write() as tx:
        meant = withdrawals.same_links(tx, numbers)
        touched = withdrawals.restore(tx, meant, now)
        mark_stale(tx, config, touched, now, at_once=True)
        return items.load(tx, sorted(meant))
