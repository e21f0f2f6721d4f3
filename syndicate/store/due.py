"""What is due, claimed once: a claim is a lease in the row, so a worker that dies gives it back by time.

Two workers on one database never get the same claim: on SQLite a write transaction is alone from its start,
on PostgreSQL a claim takes an advisory lock (a claim is short and rare; what is claimed takes long).
A claim also sets the next time, so that whatever ends an asking early, no source is asked again at once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select, true, update

from . import hosts as host_rows
from .database import Transaction, queue
from .sources import COLUMNS, SourceState
from .staff import pauses
from .tables import feeds, hosts, sources

LEASE = timedelta(minutes=5)  # far longer than one rendering may take, or one asking of our own server
ASKING = timedelta(
    minutes=15
)  # far longer than one asking may take, with the articles of a site that wants long pauses
INTERRUPTED = timedelta(hours=1)  # until the next asking, if this one leaves nothing behind
BETWEEN = timedelta(seconds=2)  # two askings at one host
SOON = timedelta(minutes=1)  # a rest for which it is worth to wait
FARTHEST = timedelta(days=40)  # no time that was ever chosen lies farther ahead
SKEW = timedelta(minutes=1)  # by which the clocks of two machines may differ
CLAIMING = 7236543  # the advisory lock of PostgreSQL for claims


@dataclass(frozen=True, slots=True)
class FeedClaim:
    """A feed that is due to be rendered; language None stands for all."""

    category: str
    language: str | None
    created: datetime
    published: datetime | None
    changes: int
    imprint: str | None = None
    shown: int | None = None
    ordered: bool = False
    first: str | None = None  # the name of its category that its id was made from


def ready(now: datetime, keys: Collection[str] | None, *, force: bool) -> ColumnElement[bool]:
    """The sources that are due, of these keys where some are given; with `force` due or not."""
    named = true() if keys is None else sources.c.key.in_(keys)
    resting = select(pauses.c.source_id)
    due = true() if force else sources.c.next_fetch <= now
    return and_(sources.c.active, named, due, sources.c.id.not_in(resting))


def count(tx: Transaction, now: datetime, keys: Collection[str] | None = None, *, force: bool = False) -> int:
    """How many sources are due."""
    query = select(func.count()).select_from(sources).where(ready(now, keys, force=force))
    number: int = tx.execute(query).scalar_one()
    return number


def any_due(
    tx: Transaction, now: datetime, keys: Collection[str] | None = None, *, force: bool = False
) -> bool:
    """Whether a source is due."""
    query = select(sources.c.id).where(ready(now, keys, force=force)).limit(1)
    return tx.execute(query).first() is not None


def claim_sources(
    tx: Transaction, now: datetime, most: int, keys: Collection[str] | None = None, *, force: bool = False
) -> list[SourceState]:
    """Lease up to `most` sources that are due, one of each host, and none of a host that is being asked or rests."""
    queue(tx, CLAIMING)
    busy = select(sources.c.host).where(sources.c.leased_until >= now)
    resting = select(hosts.c.name).where(hosts.c.not_before > now)
    rank = func.row_number().over(partition_by=sources.c.host, order_by=[sources.c.next_fetch, sources.c.id])
    due = (
        select(sources.c.id, sources.c.next_fetch, rank.label("rank"))
        .where(ready(now, keys, force=force), sources.c.host.not_in(busy))
        .where(or_(sources.c.ours, sources.c.host.not_in(resting)))
        .subquery()
    )
    chosen = select(due.c.id).where(due.c.rank == 1).order_by(due.c.next_fetch, due.c.id).limit(most)
    rows = tx.execute(select(*COLUMNS).where(sources.c.id.in_(chosen))).all()
    claimed = [SourceState(*row) for row in rows]
    lease = case((sources.c.ours, now + LEASE), else_=now + ASKING)
    again = case((sources.c.ours, now + LEASE), else_=now + INTERRUPTED)
    taken = {"leased_until": lease, "next_fetch": again, "why": "interrupted"}
    tx.execute(update(sources).where(sources.c.id.in_([one.id for one in claimed])).values(taken))
    host_rows.begin(tx, {one.host for one in claimed if not one.ours}, now, now + BETWEEN)
    return claimed


def homes(
    tx: Transaction, editions: Collection[SourceState], now: datetime
) -> dict[int, tuple[datetime | None, datetime]]:
    """When the homes of these editions were asked, and are asked next; of those that neither fail nor rest nor have ended."""
    paused = select(pauses.c.source_id)
    wanted = [one.home for one in editions if one.home is not None]
    kept = (hosts.c.name == sources.c.host) & sources.c.ours.is_(False) & (hosts.c.not_before > now)
    rest = select(hosts.c.not_before).where(kept).scalar_subquery().label("rest")
    query = select(sources.c.id, sources.c.asked, sources.c.next_fetch, sources.c.leased_until, rest).where(
        sources.c.id.in_(wanted) & sources.c.active & (sources.c.failures == 0) & sources.c.id.not_in(paused)
    )
    return {
        row.id: (
            row.asked,
            now
            if row.leased_until and row.leased_until >= now
            else max(row.next_fetch, row.rest or row.next_fetch),
        )
        for row in tx.execute(query)
    }


def give_back(tx: Transaction, claimed: Collection[SourceState]) -> None:
    """Undo claims of sources that were not asked."""
    for one in claimed:
        values = {"leased_until": None, "next_fetch": one.next_fetch, "why": one.why}
        tx.execute(update(sources).where(sources.c.id == one.id).values(values))


def opening(tx: Transaction, now: datetime, keys: Collection[str] | None = None) -> datetime | None:
    """When the next host is free of which a source is due, if that is soon; else None."""
    rests = hosts.c.not_before.between(now, now + SOON) & (hosts.c.name == sources.c.host)
    query = select(func.min(hosts.c.not_before)).where(rests, ready(now, keys, force=False))
    return tx.execute(query).scalar()


def mend(tx: Transaction, now: datetime) -> bool:
    """After the clock was put back: let what was asked in the future wait from now on as long as it was to wait.

    Say whether there was any.
    """
    host_rows.shift(tx, now, now + SKEW)
    ahead = or_(sources.c.asked > now + SKEW, sources.c.next_fetch > now + FARTHEST)
    leased = sources.c.leased_until > now + ASKING
    tx.execute(update(sources).where(leased).values(leased_until=None))
    found = tx.execute(select(*COLUMNS).where(ahead, sources.c.why != "ended")).all()
    for row in found:
        put_back(tx, SourceState(*row), now)
    late = and_(sources.c.asked.is_(None), sources.c.next_fetch > now + INTERRUPTED)
    tx.execute(update(sources).where(late).values(next_fetch=now, why="new"))
    mend_feeds(tx, now)
    return bool(found)


def mend_feeds(tx: Transaction, now: datetime) -> None:
    """Let what waits of feeds that changed or were rendered in the future be published now."""
    tx.execute(update(feeds).where(feeds.c.leased_until > now + LEASE + SKEW).values(leased_until=None))
    ahead = or_(feeds.c.stale_since > now + SKEW, feeds.c.rendered > now + SKEW)
    waiting = feeds.c.stale_since.is_not(None)
    tx.execute(update(feeds).where(ahead, waiting).values(stale_since=now, due=now))
    tx.execute(update(feeds).where(feeds.c.rendered > now + SKEW).values(rendered=now))


def put_back(tx: Transaction, state: SourceState, now: datetime) -> None:
    wait = state.next_fetch - (state.asked or state.next_fetch)
    values = {"next_fetch": now + min(max(wait, BETWEEN), FARTHEST), "why": "clock"}
    asked = {"asked": now} if state.asked and state.asked > now else {}
    tx.execute(update(sources).where(sources.c.id == state.id).values(values | asked))


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
    names = (
        "category",
        "language",
        "created",
        "published",
        "changes",
        "imprint",
        "shown",
        "ordered",
        "first",
    )
    columns = [feeds.c[name] for name in names]
    ordered = (
        select(*columns)
        .where(stale(now, categories))
        .order_by(feeds.c.due, feeds.c.category, feeds.c.language)
    )
    row = tx.execute(ordered.limit(1)).first()
    if row is None:
        return None
    claim = FeedClaim(row.category, row.language or None, *row[2:])
    lease_feed(tx, claim, now + LEASE)
    return claim


def lease_feed(tx: Transaction, claim: FeedClaim, until: datetime | None) -> None:
    """Say until when a claim holds; None gives the feed back as it was."""
    this = and_(feeds.c.category == claim.category, feeds.c.language == (claim.language or ""))
    tx.execute(update(feeds).where(this).values(leased_until=until))
