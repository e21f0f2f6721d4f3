"""Rows of withdrawals: items that were published and may be no longer.

In: a transaction, items, and why. Out: which categories it touches, and what a feed says of it. A withdrawn item keeps
its row, so that it is known again when its source prints it, but is in no category and in no feed. By its address it is
known again in other sources too.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from . import archives, feeds
from .database import Transaction
from .due import FeedClaim
from .tables import drafts, entered, items, keys, matches, tombstones, withdrawals

LINK = "link:%"  # the keys that mean the same in every source


@dataclass(frozen=True, slots=True)
class Tombstone:
    """That a feed held an item which was withdrawn."""

    item_id: int
    uid: str
    moment: datetime
    reason: str


def same_links(tx: Transaction, ids: Collection[int]) -> set[int]:
    """These items, and all that have an address in common with one of them."""
    known = select(keys.c.key).where(keys.c.item_id.in_(ids), keys.c.key.like(LINK))
    return {*ids, *tx.execute(select(keys.c.item_id).where(keys.c.key.in_(known))).scalars()}


def withdraw(tx: Transaction, ids: Collection[int], reason: str, now: datetime) -> set[str]:
    """Take items out of every category, feed and archive; say which categories that touches."""
    already = select(withdrawals.c.item_id).where(withdrawals.c.item_id.in_(ids))
    fresh = set(ids) - set(tx.execute(already).scalars())
    withhold(tx, [{"item_id": one, "moment": now, "reason": reason} for one in sorted(fresh)])
    filed = select(matches.c.category).where(matches.c.item_id.in_(fresh)).distinct()
    touched = archives.touch(tx, fresh) | set(tx.execute(filed).scalars()) | mark_graves(tx, fresh, now)
    for rows in (entered, matches, drafts):
        tx.execute(delete(rows).where(rows.c.item_id.in_(fresh)))
    return touched


def mark_graves(tx: Transaction, ids: Collection[int], now: datetime) -> set[str]:
    """Let the feeds that items had entered say so; give the categories of these feeds."""
    places = select(entered.c.category, entered.c.language, entered.c.item_id)
    rows = tx.execute(places.where(entered.c.item_id.in_(ids))).mappings()
    stones = [{**row, "moment": now} for row in rows]
    if stones:
        tx.execute(insert(tombstones), stones)
    return {stone["category"] for stone in stones}


def withhold(tx: Transaction, rows: Sequence[dict[str, object]]) -> None:
    """Store withdrawals; from now on nobody files these items into a category."""
    if rows:
        tx.execute(insert(withdrawals), rows)
        ids = [row["item_id"] for row in rows]
        tx.execute(update(items).where(items.c.id.in_(ids)).values(withdrawn=True))


def restore(tx: Transaction, ids: Collection[int], now: datetime) -> set[str]:
    """Undo withdrawals: the items are judged anew and come again, as changed now; say which categories that touches.

    They are in the feeds again that they had entered, whatever stands for their stories meanwhile.
    """
    touched = reenter(tx, ids, now)
    tx.execute(delete(tombstones).where(tombstones.c.item_id.in_(ids)))
    undone = tx.execute(delete(withdrawals).where(withdrawals.c.item_id.in_(ids))).rowcount
    if undone:
        anew = {"withdrawn": False, "rules": "", "updated": now, "bulk": False}
        tx.execute(update(items).where(items.c.id.in_(ids)).values(anew))
    return touched


def reenter(tx: Transaction, ids: Collection[int], now: datetime) -> set[str]:
    """Let items enter the feeds again that say they are withdrawn; give the categories of these feeds."""
    columns = (tombstones.c.category, tombstones.c.language, tombstones.c.item_id)
    query = select(*columns).join(items, items.c.id == tombstones.c.item_id)
    rows = query.where(items.c.id.in_(ids)).order_by(items.c.published, items.c.id)
    fresh: dict[tuple[str, str], dict[int, bool]] = {}
    for category, language, item_id in tx.execute(rows):
        fresh.setdefault((category, language), {})[item_id] = False
    for feed, found in fresh.items():
        feeds.mint(tx, feed, found, now)
    return {category for category, _ in fresh}


def again(tx: Transaction, fresh: Mapping[int, Sequence[str]], now: datetime) -> set[int]:
    """Which of these new items, with their keys, are withdrawn already: their address is that of a withdrawn one."""
    links = {key for known in fresh.values() for key in known if key.startswith(LINK[:-1])}
    if not links or not tx.execute(select(withdrawals.c.item_id).limit(1)).first():
        return set()
    query = (
        select(keys.c.key, func.max(withdrawals.c.reason))
        .join(withdrawals, withdrawals.c.item_id == keys.c.item_id)
        .where(keys.c.key.in_(links))
        .group_by(keys.c.key)
    )
    reasons = {row[0]: row[1] for row in tx.execute(query)}
    found = {
        number: next(reasons[key] for key in known if key in reasons)
        for number, known in fresh.items()
        if not reasons.keys().isdisjoint(known)
    }
    rows = [{"item_id": number, "moment": now, "reason": reason} for number, reason in found.items()]
    withhold(tx, rows)
    return set(found)


def withdrawn(tx: Transaction, item_id: int) -> bool:
    """Tell whether an item is withdrawn."""
    return bool(tx.execute(select(items.c.withdrawn).where(items.c.id == item_id)).scalar())


def standing(tx: Transaction, claim: FeedClaim, since: datetime) -> list[Tombstone]:
    """What was withdrawn from a feed after `since`, the oldest first."""
    query = (
        select(tombstones.c.item_id, items.c.uid, tombstones.c.moment, withdrawals.c.reason)
        .join(withdrawals, withdrawals.c.item_id == tombstones.c.item_id)
        .join(items, items.c.id == tombstones.c.item_id)
        .where(tombstones.c.category == claim.category, tombstones.c.language == (claim.language or ""))
        .where(tombstones.c.moment > since)
        .order_by(tombstones.c.moment, tombstones.c.item_id)
    )
    return [Tombstone(*row) for row in tx.execute(query)]
