"""What is due, claimed once: a claim is a lease in the row, so a worker that dies gives it back by time.

Two workers on one database never get the same claim: on SQLite a write transaction is alone from its start,
on PostgreSQL a claim takes an advisory lock (a claim is short and rare; what is claimed takes long).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, true, update

from .database import Transaction, queue
from .sources import COLUMNS, SourceState
from .tables import feeds, sources

LEASE = timedelta(minutes=5)  # far longer than one asking or one rendering may take
CLAIMING = 7236543  # the advisory lock of PostgreSQL for claims


@dataclass(frozen=True, slots=True)
class FeedClaim:
    """A feed that is due to be rendered; language None stands for all."""

    category: str
    language: str | None
    created: datetime
    published: datetime | None
    changes: int


def ready(now: datetime, keys: Collection[str], *, force: bool) -> ColumnElement[bool]:
    """The sources of these keys that are due; with `force` due or not."""
    return and_(sources.c.active, sources.c.key.in_(keys), true() if force else sources.c.next_fetch <= now)


def count(tx: Transaction, now: datetime, keys: Collection[str], *, force: bool = False) -> int:
    """How many of these sources are due."""
    query = select(func.count()).select_from(sources).where(ready(now, keys, force=force))
    number: int = tx.execute(query).scalar_one()
    return number


def claim_sources(
    tx: Transaction, now: datetime, most: int, keys: Collection[str], *, force: bool = False
) -> list[SourceState]:
    """Lease up to `most` of these sources that are due, one of each host, and none of a host that is being asked."""
    queue(tx, CLAIMING)
    busy = select(sources.c.host).where(sources.c.leased_until >= now)
    rank = func.row_number().over(partition_by=sources.c.host, order_by=[sources.c.next_fetch, sources.c.id])
    due = (
        select(sources.c.id, sources.c.next_fetch, rank.label("rank"))
        .where(ready(now, keys, force=force), sources.c.host.not_in(busy))
        .subquery()
    )
    chosen = select(due.c.id).where(due.c.rank == 1).order_by(due.c.next_fetch, due.c.id).limit(most)
    ids = list(tx.execute(chosen).scalars())
    tx.execute(update(sources).where(sources.c.id.in_(ids)).values(leased_until=now + LEASE))
    return [SourceState(*row) for row in tx.execute(select(*COLUMNS).where(sources.c.id.in_(ids)))]


def stale(now: datetime, categories: Collection[str]) -> ColumnElement[bool]:
    """The feeds of these categories that are due and that nobody renders."""
    free = or_(feeds.c.leased_until.is_(None), feeds.c.leased_until < now)
    return and_(feeds.c.active, feeds.c.due <= now, feeds.c.category.in_(categories), free)


def any_stale(tx: Transaction, now: datetime, categories: Collection[str]) -> bool:
    """Whether a feed of these categories is due."""
    return tx.execute(select(feeds.c.category).where(stale(now, categories)).limit(1)).first() is not None


def claim_feed(tx: Transaction, now: datetime, categories: Collection[str]) -> FeedClaim | None:
    """Lease the feed of these categories that has been due longest, if any is."""
    queue(tx, CLAIMING)
    columns = (feeds.c.category, feeds.c.language, feeds.c.created, feeds.c.published, feeds.c.changes)
    ordered = (
        select(*columns)
        .where(stale(now, categories))
        .order_by(feeds.c.due, feeds.c.category, feeds.c.language)
    )
    row = tx.execute(ordered.limit(1)).first()
    if row is None:
        return None
    this = and_(feeds.c.category == row.category, feeds.c.language == row.language)
    tx.execute(update(feeds).where(this).values(leased_until=now + LEASE))
    return FeedClaim(row.category, row.language or None, row.created, row.published, row.changes)
