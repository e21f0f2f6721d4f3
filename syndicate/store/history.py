"""What only an explanation asks of the rows: which items go by a name, by what one is known, where it has been.

In: a transaction and what an operator asked for. Out: numbers of items, keys and entries into feeds. Nothing is
written here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, union

from .database import Transaction
from .tables import entered, items, keys, variants


@dataclass(frozen=True, slots=True)
class Entered:
    """That an item entered a feed; language None stands for all."""

    category: str
    language: str | None
    number: int
    moment: datetime
    backfill: bool  # into the archive alone, never into the current document


def numbers(tx: Transaction, names: Collection[str]) -> list[int]:
    """The items that have one of these names as uid, as key within their source, or as the link of a text."""
    wanted = list(names)
    found = union(
        select(items.c.id).where(items.c.uid.in_(wanted)),
        select(keys.c.item_id).where(keys.c.key.in_(wanted)),
        select(variants.c.item_id).where(variants.c.link.in_(wanted)),
    )
    return sorted(tx.execute(found).scalars())


def keys_of(tx: Transaction, item_id: int) -> list[str]:
    """The keys by which an item is known in its source."""
    query = select(keys.c.key).where(keys.c.item_id == item_id).order_by(keys.c.key)
    return list(tx.execute(query).scalars())


def entries(tx: Transaction, item_id: int) -> list[Entered]:
    """The feeds that an item entered, in the order in which it did."""
    columns = (entered.c.category, entered.c.language, entered.c.number, entered.c.moment, entered.c.backfill)
    query = select(*columns).where(entered.c.item_id == item_id)
    rows = tx.execute(query.order_by(entered.c.moment, entered.c.category, entered.c.language))
    return [Entered(row[0], row[1] or None, *row[2:]) for row in rows]
