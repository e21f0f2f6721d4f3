"""Rows of decisions: what editors decided of items, what was undone, and which of it is not carried out yet.

In: a transaction. Out: decisions by item, in the order in which they were made. No row is deleted. What they do to
matches and texts is not known here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, exists, insert, or_, select, update

from ..decided import Decision, Kind, Undone, Wishes, wishes
from .database import Transaction, queue
from .ledger import decisions
from .tables import items, keys, sources, variants

DECIDING = 7236547  # the advisory lock of PostgreSQL for writing decisions, and for carrying them out
TOGETHER = 500  # rows looked up at once

WAITING = decisions.c.applied.is_(False) & decisions.c.item_id.is_not(None)


@dataclass(frozen=True, slots=True)
class Subject:
    """An item as a decision names it."""

    id: int
    uid: str
    source: str  # the first key of its source
    keys: tuple[str, ...]


def subject(tx: Transaction, uid: str) -> Subject | None:
    """Find the item that somebody decides about."""
    query = select(items.c.id, sources.c.first_key).join(sources, sources.c.id == items.c.source_id)
    row = tx.execute(query.where(items.c.uid == uid)).first()
    if row is None:
        return None
    known = select(keys.c.key).where(keys.c.item_id == row.id).order_by(keys.c.key)
    return Subject(row.id, uid, row.first_key, tuple(tx.execute(known).scalars()))


def decide(tx: Transaction, uid: str, kind: Kind, who: str, now: datetime, **said: str) -> Decision | None:
    """Write down what somebody decided of an item (`about`, `value`, `note`); None if there is no such item."""
    found = subject(tx, uid)
    if found is None:
        return None
    about, value, note = (said.get(name, "").strip() for name in ("about", "value", "note"))
    made = Decision(found.uid, found.source, found.keys, kind, about, value, note, who, now)
    keep(tx, [made])
    return made


def undo(tx: Transaction, refs: Collection[str], who: str, now: datetime, why: str = "") -> int:
    """Write down that these decisions hold no more; say how many held until now."""
    queue(tx, DECIDING)
    own = (decisions.c.ref.in_(list(refs)), decisions.c.undone.is_(None))
    gone = {"undone_by": who, "undone": now, "undone_why": why.strip(), "applied": False}
    return tx.execute(update(decisions).where(*own).values(gone)).rowcount


def keep(tx: Transaction, made: Sequence[Decision]) -> int:
    """Keep decisions, each once; what is undone stays so. Say how many rows that changed."""
    queue(tx, DECIDING)
    known = undone_of(tx, [one.ref for one in made])
    fresh = {one.ref: one for one in made if one.ref not in known}
    if fresh:
        tx.execute(insert(decisions), [row_of(one) for one in fresh.values()])
        bind(tx, list(fresh.values()))
    later = [one for one in made if one.undone and known.get(one.ref) is False]
    for one in later:
        if one.undone:
            undo(tx, [one.ref], one.undone.by, one.undone.moment, one.undone.why)
    return len(fresh) + len(later)


def undone_of(tx: Transaction, refs: Sequence[str]) -> dict[str, bool]:
    """Which of these decisions there are, and whether they are undone."""
    found: dict[str, bool] = {}
    for start in range(0, len(refs), TOGETHER):
        query = select(decisions.c.ref, decisions.c.undone.is_not(None))
        for ref, gone in tx.execute(query.where(decisions.c.ref.in_(refs[start : start + TOGETHER]))):
            found[ref] = gone
    return found


def row_of(one: Decision) -> dict[str, Any]:
    gone = one.undone
    names = ("ref", "uid", "source", "kind", "about", "value", "note", "who", "moment")
    return {
        **{name: getattr(one, name) for name in names},
        "keys": list(one.keys),
        "undone_by": gone.by if gone else None,
        "undone": gone.moment if gone else None,
        "undone_why": gone.why if gone else None,
    }


def bind(tx: Transaction, made: Sequence[Decision]) -> None:
    """Find the items of decisions: by their permanent ids, else by what they are known by in their sources."""
    for one in made:
        known = (keys.c.item_id == items.c.id, keys.c.source_id == sources.c.id, keys.c.key.in_(one.keys))
        same = and_(sources.c.first_key == one.source, exists().where(*known))
        query = select(items.c.id).join(sources, sources.c.id == items.c.source_id)
        found = query.where(or_(items.c.uid == one.uid, same)).order_by(items.c.uid != one.uid, items.c.id)
        number = tx.execute(found.limit(1)).scalar()
        if number is not None:
            tx.execute(update(decisions).where(decisions.c.ref == one.ref).values(item_id=number))


def meet(tx: Transaction, fresh: Mapping[int, tuple[str, str, Collection[str]]]) -> set[int]:
    """Give new items the decisions that waited for them; say which wait now to be judged.

    An item is given with the first key of its source, its uid, and its own keys.
    """
    if not tx.execute(select(decisions.c.id).where(decisions.c.item_id.is_(None)).limit(1)).first():
        return set()
    queue(tx, DECIDING)
    by_uid = {uid: number for number, (_, uid, _) in fresh.items()}
    by_key = {(source, key): number for number, (source, _, known) in fresh.items() for key in known}
    orphans = tx.execute(select(decisions).where(decisions.c.item_id.is_(None))).all()
    met: set[int] = set()
    for row in orphans:
        by_keys = next((by_key[row.source, key] for key in row.keys if (row.source, key) in by_key), None)
        number = by_uid.get(row.uid, by_keys)
        if number is not None:
            met.add(number)
            tx.execute(
                update(decisions).where(decisions.c.id == row.id).values(item_id=number, applied=False)
            )
    tx.execute(update(items).where(items.c.id.in_(met)).values(rules=""))
    return met


def of(tx: Transaction, ids: Collection[int]) -> dict[int, tuple[Decision, ...]]:
    """What was decided of these items, the undone too; those of which nothing was are not among them."""
    found: dict[int, tuple[Decision, ...]] = defaultdict(tuple)
    query = select(decisions).where(decisions.c.item_id.in_(list(ids)))
    for row in tx.execute(query.order_by(decisions.c.moment, decisions.c.ref)):
        found[row.item_id] += (decision(row),)
    return found


def wishes_of(tx: Transaction, ids: Collection[int]) -> dict[int, Wishes]:
    """What the decisions of these items come to."""
    return {number: wishes(told) for number, told in of(tx, ids).items()}


def decision(row: Row[Any]) -> Decision:
    gone = Undone(row.undone_by, row.undone, row.undone_why or "") if row.undone else None
    said = (row.kind, row.about, row.value, row.note, row.who, row.moment)
    return Decision(row.uid, row.source, tuple(row.keys), *said, undone=gone)


def every(tx: Transaction) -> list[tuple[Decision, str]]:
    """All decisions with the titles of their items, in an order that never changes."""
    title = select(variants.c.title).where(variants.c.item_id == decisions.c.item_id, variants.c.number == 0)
    query = select(decisions, title.scalar_subquery().label("title"))
    rows = tx.execute(query.order_by(decisions.c.moment, decisions.c.ref))
    return [(decision(row), row.title or "") for row in rows]


def absent(tx: Transaction, kind: Kind | None = None) -> list[Decision]:
    """The decisions, all or those of a kind, whose items are not here."""
    query = select(decisions).where(decisions.c.item_id.is_(None))
    query = query.where(decisions.c.kind == kind) if kind else query
    return [decision(row) for row in tx.execute(query.order_by(decisions.c.moment, decisions.c.ref))]


def any_waiting(tx: Transaction) -> bool:
    """Tell whether a decision is not carried out."""
    made = and_(decisions.c.item_id.is_(None), decisions.c.kind == "add", decisions.c.undone.is_(None))
    return tx.execute(select(decisions.c.id).where(or_(WAITING, made)).limit(1)).first() is not None


def waiting(tx: Transaction, most: int) -> dict[int, tuple[Decision, ...]]:
    """Some items of which decisions are not carried out, with all that was decided of them."""
    queue(tx, DECIDING)
    query = select(decisions.c.item_id).where(WAITING).group_by(decisions.c.item_id)
    ids = list(tx.execute(query.order_by(decisions.c.item_id).limit(most)).scalars())
    return of(tx, ids)


def applied(tx: Transaction, ids: Collection[int]) -> None:
    """Write down that what is published follows all that was decided of these items."""
    tx.execute(update(decisions).where(decisions.c.item_id.in_(list(ids))).values(applied=True))


def standing(tx: Transaction, kind: Kind, ids: Iterable[int]) -> dict[int, str]:
    """Which of these items have a decision of this kind that is not undone, and what it says."""
    own = (decisions.c.kind == kind, decisions.c.undone.is_(None), decisions.c.item_id.in_(list(ids)))
    query = select(decisions.c.item_id, decisions.c.value).where(*own)
    return {row[0]: row[1] for row in tx.execute(query.order_by(decisions.c.moment, decisions.c.ref))}


def rejudge(tx: Transaction) -> None:
    """Let the items that are put into categories, or taken out, be judged again: feeds.yaml may name them itself now."""
    placed = select(decisions.c.item_id).where(
        decisions.c.kind.in_(("put", "take")), decisions.c.item_id.is_not(None)
    )
    own = (items.c.id.in_(placed), items.c.rules != "")
    tx.execute(update(items).where(*own).values(rules="decided"))
