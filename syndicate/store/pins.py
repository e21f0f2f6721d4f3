"""Rows of pins: which items of a category stand first, and until when. In: a transaction. Out: numbers of items."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, exists, func, insert, select

from .database import Transaction
from .ledger import pins
from .pages import in_language
from .tables import matches


def follow(tx: Transaction, until: Mapping[int, datetime | None]) -> None:
    """Let items stand first until then; those without a moment do no longer."""
    tx.execute(delete(pins).where(pins.c.item_id.in_(list(until))))
    rows = [{"item_id": number, "until": moment} for number, moment in until.items() if moment]
    if rows:
        tx.execute(insert(pins), rows)


def standing(tx: Transaction, category: str, now: datetime, *, spoken: str | None = None) -> list[int]:
    """The items of a category that stand first now, the newest first; with `spoken` only those with a text in it."""
    # Pins are few: each is looked up, and put in order here, or a database would read all matches in that order.
    pinned = list(tx.execute(select(pins.c.item_id).where(pins.c.until > now)).scalars())
    if not pinned:
        return []
    query = select(matches.c.published, matches.c.item_id).where(
        matches.c.category == category, matches.c.item_id.in_(pinned), matches.c.copy.is_(False)
    )
    query = query.where(in_language(spoken)) if spoken else query
    return [item_id for _, item_id in sorted(map(tuple, tx.execute(query)), reverse=True)]


def next_end(tx: Transaction, category: str, now: datetime) -> datetime | None:
    """When the first of the items that stand first in a category does so no longer."""
    within = exists().where(matches.c.item_id == pins.c.item_id, matches.c.category == category)
    query = select(func.min(pins.c.until)).where(pins.c.until > now, within)
    found: datetime | None = tx.execute(query).scalar()
    return found
