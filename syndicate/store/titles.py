"""Titles that editors corrected: they stand in the place of what the source printed, which is kept beside them.

In: a transaction and what editors wish. Out: which items another title is shown of from now on. Items are known again
by what the source printed.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select, update

from ..decided import Wishes
from . import items, search
from .database import Transaction
from .tables import items as item_rows
from .tables import variants


def correct(tx: Transaction, wished: Mapping[int, Wishes]) -> set[int]:
    """Show the titles that are wished of these items, and of their other texts what the source printed."""
    columns = (variants.c.item_id, variants.c.number, variants.c.language, variants.c.title)
    printed = func.coalesce(variants.c.printed_title, variants.c.title).label("printed")
    query = select(*columns, printed).where(variants.c.item_id.in_(list(wished)))
    changed: set[int] = set()
    for row in tx.execute(query).all():
        title = wished[row.item_id].titles.get(row.language or "", row.printed)
        if title != row.title:
            own = (variants.c.item_id == row.item_id, variants.c.number == row.number)
            kept = row.printed if title != row.printed else None
            tx.execute(update(variants).where(*own).values(title=title, printed_title=kept))
            changed.add(row.item_id)
    search.index(
        tx,
        [(one.id, *text) for one in items.load(tx, sorted(changed)) for text in enumerate(one.item.variants)],
    )
    return changed


def change(tx: Transaction, ids: Collection[int], now: datetime) -> None:
    """Say that readers see another text of these items from now on."""
    tx.execute(update(item_rows).where(item_rows.c.id.in_(ids)).values(updated=now))
