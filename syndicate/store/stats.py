"""Counts of what sources brought and what became of it, for pages and metrics. A transaction in, numbers out."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select, true

from .database import Transaction
from .tables import documents, entered, items, matches, sources


def daily(tx: Transaction, since: datetime, source_id: int | None = None) -> dict[int, dict[date, int]]:
    """How many items each source, or one, has brought on each day since then; days are those of UTC."""
    seen = items.c.first_seen
    day = func.date(func.timezone("UTC", seen)) if tx.dialect.name == "postgresql" else func.date(seen)
    query = select(items.c.source_id, day, func.count()).where(seen >= since, only(source_id))
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for source, told, count in tx.execute(query.group_by(items.c.source_id, day)):
        found[source][date.fromisoformat(str(told))] = count
    return dict(found)


def kept(tx: Transaction, since: datetime, source_id: int | None = None) -> dict[int, dict[str, int]]:
    """How many of the items that each source, or one, has brought since then are in each category."""
    query = (
        select(items.c.source_id, matches.c.category, func.count())
        .join(matches, matches.c.item_id == items.c.id)
        .where(items.c.first_seen >= since, only(source_id))
        .group_by(items.c.source_id, matches.c.category)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for source, category, count in tx.execute(query):
        found[source][category] = count
    return dict(found)


def only(source_id: int | None) -> ColumnElement[bool]:
    return true() if source_id is None else items.c.source_id == source_id


def newest(tx: Transaction, source_id: int, most: int) -> list[int]:
    """The items that a source brought last."""
    query = select(items.c.id).where(items.c.source_id == source_id)
    return list(
        tx.execute(query.order_by(items.c.first_seen.desc(), items.c.id.desc()).limit(most)).scalars()
    )


def held(tx: Transaction) -> dict[str, int]:
    """How many items of each source wait, part of a burst; by the source's key."""
    query = select(sources.c.key, func.count()).join(items, items.c.source_id == sources.c.id)
    rows = tx.execute(query.where(items.c.held.is_not(None)).group_by(sources.c.key).order_by(sources.c.key))
    return {row[0]: row[1] for row in rows}


def totals(tx: Transaction) -> tuple[int, int]:
    """How many items and how many documents there are."""
    number = tx.execute(select(func.count()).select_from(items)).scalar_one()
    return number, tx.execute(select(func.count()).select_from(documents)).scalar_one()


def entries(tx: Transaction) -> dict[tuple[str, str | None], tuple[int, datetime]]:
    """How many items have entered each feed, and when the last one did."""
    names = (entered.c.category, entered.c.language)
    query = select(*names, func.count(), func.max(entered.c.moment)).group_by(*names)
    return {(row[0], row[1] or None): (row[2], row[3]) for row in tx.execute(query)}
