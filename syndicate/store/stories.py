"""Rows of stories: by which marks items are found that look alike, and which of them belong together.

A story has the id of its first item, which each of its items carries; an item alone carries none. Marks are numbers
in an index with the item's date, so that what a search costs does not grow with the archive.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, insert, not_, select, update

from .database import Transaction
from .ledger import decisions
from .tables import entered, items, marks, matches, sources, variants

MOST = 64  # items that one mark may lead to: what more have in common tells nothing
STRETCH = 500  # marks asked for at once


@dataclass(frozen=True, slots=True)
class Place:
    """How an item stands among others."""

    uid: str
    source_id: int
    published: datetime
    first_seen: datetime
    story: int | None
    entered: bool  # it is in a feed


@dataclass(frozen=True, slots=True)
class Copy:
    """That another source printed the story of an item too: whatever else it printed is on a page of its own."""

    uid: str
    source: str
    name: str  # of the source
    link: str | None
    by: str | None  # link, title or text: what the two have in common; None for the story's first item


def learn(tx: Transaction, fresh: Iterable[tuple[int, datetime, Collection[int]]]) -> None:
    """Remember by which marks items are found, given with their numbers and dates."""
    rows = [
        {"mark": mark, "published": published, "item_id": number}
        for number, published, found in fresh
        for mark in found
    ]
    if rows:
        tx.execute(insert(marks), rows)


def forget(tx: Transaction, ids: Collection[int]) -> None:
    """Forget the marks of items whose texts changed."""
    tx.execute(delete(marks).where(marks.c.item_id.in_(ids)))


def alike(
    tx: Transaction, wanted: Collection[int], since: datetime, until: datetime
) -> Mapping[int, dict[int, datetime]]:
    """The items of a stretch of time that have one of these marks, with their dates, by the mark; of each the newest."""
    ordered, found = sorted(wanted), dict[int, dict[int, datetime]]()
    for start in range(0, len(ordered), STRETCH):
        own = marks.c.mark.in_(ordered[start : start + STRETCH])
        place = func.row_number().over(partition_by=marks.c.mark, order_by=marks.c.item_id.desc())
        columns = (marks.c.mark, marks.c.item_id, marks.c.published)
        numbered = select(*columns, place.label("place"))
        all_of_them = numbered.where(own, marks.c.published.between(since, until)).subquery().c
        few = select(all_of_them.mark, all_of_them.item_id, all_of_them.published)
        for mark, number, published in tx.execute(few.where(all_of_them.place <= MOST)):
            found.setdefault(mark, {})[number] = published
    return found


def members(tx: Transaction, ids: Collection[int]) -> set[int]:
    """All items of these stories."""
    return set(tx.execute(select(items.c.id).where(items.c.story.in_(ids))).scalars())


def places(tx: Transaction, ids: Collection[int]) -> dict[int, Place]:
    """How items stand, by their numbers; one that is withdrawn stands nowhere."""
    inside = exists().where(entered.c.item_id == items.c.id).label("entered")
    columns = (items.c.uid, items.c.source_id, items.c.published, items.c.first_seen, items.c.story)
    rows = tx.execute(
        select(items.c.id, *columns, inside).where(items.c.id.in_(ids), items.c.withdrawn.is_(False))
    )
    return {row[0]: Place(*row[1:]) for row in rows}


def join(tx: Transaction, joints: Sequence[tuple[int, int | None, str | None]]) -> None:
    """Say to which story items belong, and by what."""
    for number, story, by in joints:
        tx.execute(update(items).where(items.c.id == number).values(story=story, story_by=by))


def categories(tx: Transaction, ids: Collection[int]) -> set[str]:
    """The categories that any of these items is in."""
    return set(tx.execute(select(matches.c.category).where(matches.c.item_id.in_(ids)).distinct()).scalars())


def hidden_by_hand() -> ColumnElement[bool]:
    """The items that an editor hides: nobody is led to them."""
    standing = (decisions.c.kind == "hide", decisions.c.undone.is_(None))
    return exists().where(decisions.c.item_id == items.c.id, *standing)


def copies(tx: Transaction, ids: Collection[int]) -> Mapping[int, tuple[Copy, ...]]:
    """What other sources printed of the same stories, by the items whose stories they are; the oldest first."""
    asked = items.alias("asked")
    query = (
        select(asked.c.id, items.c.uid, sources.c.key, sources.c.name, variants.c.link, items.c.story_by)
        .join(items, and_(items.c.story == asked.c.story, items.c.id != asked.c.id))
        .join(sources, sources.c.id == items.c.source_id)
        .join(variants, and_(variants.c.item_id == items.c.id, variants.c.number == 0))
        .where(
            asked.c.id.in_(ids), items.c.held.is_(None), items.c.withdrawn.is_(False), not_(hidden_by_hand())
        )
        .order_by(asked.c.id, items.c.published, items.c.uid)
    )
    found: dict[int, tuple[Copy, ...]] = {}
    for row in tx.execute(query):
        found[row[0]] = (*found.get(row[0], ()), Copy(*row[1:]))
    return found


def hidden(tx: Transaction, item_id: int) -> list[str]:
    """The categories in which another item of its story stands for an item."""
    query = select(matches.c.category).where(matches.c.item_id == item_id, matches.c.copy)
    return list(tx.execute(query.order_by(matches.c.category)).scalars())


def joined_by(tx: Transaction, item_id: int) -> str | None:
    """By what an item was seen to belong to its story; None for the first of it, and for one that is in none."""
    return tx.execute(select(items.c.story_by).where(items.c.id == item_id)).scalar()


def settle(tx: Transaction, ids: Collection[int] | None, apart: Collection[str]) -> set[str]:
    """Say again which item stands for each of these stories in each category; give the categories that this changes.

    It is the one that has entered a feed of the category, else the story's first that is in it: the others are copies
    there. What has entered is never a copy, nor is anything in the categories `apart`, which ask for all. Without `ids`
    every story is looked at.
    """
    inside = exists().where(entered.c.category == matches.c.category, entered.c.item_id == items.c.id)
    columns = (items.c.story, matches.c.category, items.c.id, matches.c.copy, inside.label("inside"))
    first = case((items.c.id == items.c.story, 0), else_=1)
    query = (
        select(*columns)
        .join(matches, matches.c.item_id == items.c.id)
        .where(items.c.story.is_not(None) if ids is None else items.c.story.in_(ids))
        .order_by(items.c.story, matches.c.category, inside.desc(), first, items.c.published, items.c.uid)
    )
    stood: set[tuple[int, str]] = set()
    changed: set[str] = set()
    for story, category, number, copy, shown in tx.execute(query).all():
        hidden = (story, category) in stood and not shown and category not in apart
        stood.add((story, category))
        if hidden != copy:
            own = (matches.c.category == category, matches.c.item_id == number)
            seen = {} if hidden else {"fresh": True, "late": True}
            tx.execute(update(matches).where(*own).values(copy=hidden, **seen))
            changed.add(category)
    return changed


def of(tx: Transaction, ids: Collection[int]) -> set[int]:
    """The stories of items."""
    return set(
        tx.execute(select(items.c.story).where(items.c.id.in_(ids), items.c.story.is_not(None))).scalars()
    )
