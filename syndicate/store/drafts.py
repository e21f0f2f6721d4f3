"""Rows of drafts: what the rules in force change in the categories of items, kept apart until all items are judged.

In: a transaction. Out: items that wait to be judged, and the categories that changed. Feeds and pages read matches,
which follow all at once (`switch`), so that an edit of the rules is seen whole or not at all. An item's row says which
rules judged it last, so a worker that stops leaves nothing half done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    true,
    tuple_,
    update,
)

from ..model import Item, Match
from .database import Transaction, queue
from .items import FREE, load
from .tables import drafts, items, matches

JUDGING = 7236546  # the advisory lock of PostgreSQL for writing drafts, and for switching


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that other rules judged last, as it was when it was read."""

    id: int
    item: Item
    rules: str  # those others; empty for an item that was held, and never judged
    edits: int


@dataclass(frozen=True, slots=True)
class Switched:
    """What followed the rules: how many items entered or left a category, and which categories those are."""

    moves: int
    categories: frozenset[str]


def unjudged(rules: str) -> ColumnElement[bool]:
    """The items that other rules judged last, without those that are held."""
    others = or_(items.c.rules < rules, items.c.rules > rules)  # `!=` would not use the index
    return and_(others, FREE)


def waiting(tx: Transaction, rules: str, most: int) -> list[Waiting]:
    """Some of the items that other rules judged last."""
    columns = (items.c.id, items.c.rules, items.c.edits)
    # Any of them: an order would have all of those looked through that are judged already.
    rows = sorted(tx.execute(select(*columns).where(unjudged(rules)).limit(most)).all())
    found = {one.id: one.item for one in load(tx, [row.id for row in rows])}
    return [Waiting(row.id, found[row.id], row.rules, row.edits) for row in rows]


def settled(tx: Transaction, rules: str) -> bool:
    """Tell whether matches are what these rules say of every item."""
    left = or_(exists().where(unjudged(rules)), exists().where(drafts.c.item_id.is_not(None)))
    return not tx.execute(select(left)).scalar()


def still(tx: Transaction, batch: Sequence[Waiting]) -> list[Waiting]:
    """Lock these items, and give those that nobody judged, edited or held since they were read."""
    queue(tx, JUDGING)
    own = (items.c.id.in_([one.id for one in batch]), FREE)
    query = select(items.c.id, items.c.rules, items.c.edits).where(*own)
    now = {row.id: (row.rules, row.edits) for row in tx.execute(query.order_by(items.c.id).with_for_update())}
    return [one for one in batch if now.get(one.id) == (one.rules, one.edits)]


def keep(tx: Transaction, judged: Iterable[tuple[int, Sequence[Match]]], rules: str) -> None:
    """Store what the rules say of items, locked before: new reasons at once, what enters and leaves as drafts."""
    found = {number: {match.category: match for match in said} for number, said in judged}
    tx.execute(update(items).where(items.c.id.in_(found)).values(rules=rules))
    tx.execute(delete(drafts).where(drafts.c.item_id.in_(found)))
    columns = (matches.c.item_id, matches.c.category, matches.c.reasons)
    before = {
        row[:2]: row.reasons for row in tx.execute(select(*columns).where(matches.c.item_id.in_(found)))
    }
    after = {
        (number, category): [asdict(reason) for reason in match.reasons]
        for number, said in found.items()
        for category, match in said.items()
    }
    changed = {key: after.get(key) for key in before.keys() ^ after.keys()}
    if changed:
        rows = [{"item_id": key[0], "category": key[1], "reasons": said} for key, said in changed.items()]
        tx.execute(insert(drafts), rows)
    reason_anew(tx, {key: after[key] for key in before.keys() & after.keys() if before[key] != after[key]})


def reason_anew(tx: Transaction, told: dict[tuple[int, str], list[dict[str, object]]]) -> None:
    """Replace the reasons of matches that stay: no feed prints them."""
    own = (matches.c.item_id == bindparam("number"), matches.c.category == bindparam("name"))
    rows = [{"number": key[0], "name": key[1], "said": said} for key, said in told.items()]
    if rows:
        tx.execute(update(matches).where(*own).values(reasons=bindparam("said")), rows)


def switch(tx: Transaction, rules: str) -> Switched:
    """Let matches follow what these rules say of all items; nothing while one is not judged by them."""
    queue(tx, JUDGING)
    drafted = exists().where(drafts.c.item_id == items.c.id)
    if tx.execute(select(exists().where(unjudged(rules)))).scalar():
        return Switched(0, frozenset())
    # First of all, so that an edit of one of these items is stored whole before or after.
    tx.execute(select(items.c.id).where(drafted).order_by(items.c.id).with_for_update()).all()
    counts = select(drafts.c.category, func.count()).group_by(drafts.c.category)
    moves = {row[0]: row[1] for row in tx.execute(counts)}
    key = (drafts.c.category, drafts.c.item_id)
    leaving = select(*key).where(drafts.c.reasons.is_(None))
    tx.execute(delete(matches).where(tuple_(matches.c.category, matches.c.item_id).in_(leaving)))
    entering = (
        select(*key, items.c.published, drafts.c.reasons, true())
        .join(items, items.c.id == drafts.c.item_id)
        .where(drafts.c.reasons.is_not(None))
    )
    tx.execute(insert(matches).from_select(["category", "item_id", "published", "reasons", "late"], entering))
    tx.execute(delete(drafts))
    return Switched(sum(moves.values()), frozenset(moves))
