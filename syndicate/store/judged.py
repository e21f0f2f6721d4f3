"""Rows as judging many items needs them: a stretch of items, what each is filed into, and how far it is.

In: a transaction. Out: items, matches, counts. Which rules decide, and what, is not known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from ..model import Match, Reason
from .database import Transaction
from .items import FREE, StoredItem, stored
from .tables import items, matches


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items these rules have judged, of all that are not held."""

    done: int
    total: int

    @property
    def waiting(self) -> int:
        return self.total - self.done


def progress(tx: Transaction, rules: str) -> Progress:
    """Say how far judging by these rules is."""
    mine = func.count().filter(items.c.rules == rules)
    row = tx.execute(select(mine, func.count()).select_from(items).where(FREE)).one()
    return Progress(row[0], row[1])


def after(tx: Transaction, last: int, most: int) -> list[StoredItem]:
    """The next items after the row of this number, without those that are held."""
    free = (items.c.id > last, FREE)
    return stored(tx, select(items.c.id).where(*free).order_by(items.c.id).limit(most))


def matches_of(tx: Transaction, ids: Sequence[int]) -> dict[int, list[Match]]:
    """What each of these items is filed into; those that are in no category are not among them."""
    columns = (matches.c.item_id, matches.c.category, matches.c.reasons)
    query = select(*columns).where(matches.c.item_id.in_(ids))
    found: dict[int, list[Match]] = {}
    for row in tx.execute(query.order_by(matches.c.item_id, matches.c.category)):
        reasons = tuple(Reason(**reason) for reason in row.reasons)
        found.setdefault(row.item_id, []).append(Match(row.category, reasons))
    return found
