"""Rows of feeds, and of items entering them: what is published, what is stale, and in which order items came."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    case,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    true,
    update,
)

from .database import Transaction, queue
from .due import FeedClaim
from .tables import entered, feeds, items, matches, variants

ENTERING = 7236545  # the advisory lock of PostgreSQL for giving out running numbers


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed and how it stands; language None stands for all."""

    category: str
    language: str | None
    published: datetime | None
    stale_since: datetime | None
    due: datetime | None
    rendered: datetime | None
    looked: bool = False  # at every match there is, but for the fresh ones
    shown: int | None = None  # items of the current document
    refused: str | None = None  # why the last rendering of it was not published


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that is about to enter a feed."""

    id: int
    source_id: int
    published: datetime
    bulk: bool  # it came with its source, or in a burst
    late: bool  # it was known before, and in the category only now


STATE = [feeds.c[name] for name in FeedState.__dataclass_fields__]


def states(tx: Transaction) -> list[FeedState]:
    """The feeds that feeds.yaml asks for."""
    query = select(*STATE).where(feeds.c.active)
    ordered = query.order_by(feeds.c.category, feeds.c.language)
    return [FeedState(row[0], row[1] or None, *row[2:]) for row in tx.execute(ordered)]


def this(category: str, language: str | None) -> ColumnElement[bool]:
    return and_(feeds.c.category == category, feeds.c.language == (language or ""))


def of_feed(feed: FeedClaim | FeedState) -> ColumnElement[bool]:
    return and_(entered.c.category == feed.category, entered.c.language == (feed.language or ""))


def follow(
    tx: Transaction, wanted: Collection[tuple[str, str | None]], now: datetime
) -> list[tuple[str, str | None]]:
    """Make the rows follow feeds.yaml; say which feeds ended. Those that go on look at every match once more."""
    tx.execute(update(feeds).values(looked=False))
    rows = tx.execute(select(feeds.c.category, feeds.c.language, feeds.c.active))
    known = {(row.category, row.language or None): row.active for row in rows}
    for category, language in wanted:
        if (category, language) not in known:
            row = {"category": category, "language": language or "", "created": now, "active": True}
            row["first"] = first_name(tx, category)
            tx.execute(insert(feeds).values(row))
        elif not known[category, language]:
            tx.execute(update(feeds).where(this(category, language)).values(active=True))
    ended = [feed for feed, active in known.items() if active and feed not in wanted]
    for category, language in ended:
        tx.execute(update(feeds).where(this(category, language)).values(active=False, due=None))
    return ended


def first_name(tx: Transaction, category: str) -> str:
    """The name of a category, made distinct if one that was renamed had it first: its feeds keep their ids."""
    others = set(tx.execute(select(feeds.c.first).where(feeds.c.category != category)).scalars())
    names = chain([category], (f"{category}~{number}" for number in count(2)))
    return next(name for name in names if name not in others)


def mark_stale(tx: Transaction, category: str, language: str | None, now: datetime, due: datetime) -> None:
    """Say that a feed must be rendered: when it is due, or sooner if it waits already."""
    sooner = case((feeds.c.due < due, feeds.c.due), else_=due)
    waiting = {"stale_since": func.coalesce(feeds.c.stale_since, now), "due": sooner}
    tx.execute(update(feeds).where(this(category, language)).values(changes=feeds.c.changes + 1, **waiting))


def order(tx: Transaction, category: str, language: str | None) -> None:
    """Say that what changed in this feed is meant, however much it is."""
    tx.execute(update(feeds).where(this(category, language)).values(ordered=True))


def complete(tx: Transaction, now: datetime) -> None:
    """Say that nothing is missing any more of the feeds that are not published yet: each is due."""
    first = (feeds.c.active, feeds.c.published.is_(None))
    waiting = {"stale_since": func.coalesce(feeds.c.stale_since, now), "due": now}
    tx.execute(update(feeds).where(*first).values(changes=feeds.c.changes + 1, **waiting))


def take_turns(tx: Transaction) -> None:
    """Let one process at a time give out running numbers."""
    queue(tx, ENTERING)


def publishing(tx: Transaction, category: str) -> list[FeedState]:
    """The feeds of a category that items enter by number."""
    return [state for state in states(tx) if state.category == category and state.published]


def waiting(tx: Transaction, feed: FeedClaim | FeedState, *, strict: bool) -> list[Waiting]:
    """The matching items that have not entered this feed, the oldest first.

    A feed that has looked at all there was looks at what is fresh, so that it costs nothing how much there is.
    """
    inside = exists().where(of_feed(feed), entered.c.item_id == matches.c.item_id)
    fresh = matches.c.fresh if isinstance(feed, FeedState) and feed.looked else true()
    columns = (items.c.id, items.c.source_id, items.c.published, items.c.bulk, matches.c.late)
    query = (
        select(*columns)
        .join(matches, matches.c.item_id == items.c.id)
        .where(
            matches.c.category == feed.category,
            matches.c.copy.is_(False),
            fresh,
            not_(inside),
            spoken(feed, strict=strict),
        )
        .order_by(matches.c.published, matches.c.item_id)
    )
    return [Waiting(*row) for row in tx.execute(query)]


def nothing(_: Sequence[Waiting]) -> set[int]:
    return set()


def enter(
    tx: Transaction,
    feed: FeedClaim | FeedState,
    now: datetime,
    *,
    strict: bool,
    late: Callable[[Sequence[Waiting]], Collection[int]] = nothing,
) -> int:
    """Give each waiting item its running number, the oldest first; those that `late` names enter as back-fill."""
    fresh = waiting(tx, feed, strict=strict)
    backfill = late(fresh)
    mint(tx, (feed.category, feed.language), {one.id: one.id in backfill for one in fresh}, now)
    return len(fresh)


def mint(tx: Transaction, feed: tuple[str, str | None], fresh: Mapping[int, bool], now: datetime) -> None:
    """Give items the next running numbers of a feed, in this order; told of each whether it enters as back-fill."""
    category, language = feed[0], feed[1] or ""
    own = and_(entered.c.category == category, entered.c.language == language)
    last = tx.execute(select(func.max(entered.c.number)).where(own)).scalar() or 0
    rows = [
        {
            "category": category,
            "language": language,
            "number": place,
            "item_id": item_id,
            "moment": now,
            "backfill": backfill,
        }
        for place, (item_id, backfill) in enumerate(fresh.items(), last + 1)
    ]
    if rows:
        tx.execute(insert(entered), rows)


def fresh_items(tx: Transaction, category: str) -> list[int]:
    """The items of a category at which its feeds have not looked yet."""
    query = select(matches.c.item_id).where(matches.c.category == category, matches.c.fresh)
    return list(tx.execute(query).scalars())


def looked(tx: Transaction, category: str, seen: Collection[int]) -> None:
    """Write down that all the feeds of a category which are published have looked at every match there is.

    Fresh no more are only those that were `seen` before the first of them looked: on PostgreSQL others come meanwhile.
    """
    # Matches before feeds, as whoever stores an item does: in another order two workers would wait for each other.
    own = (matches.c.category == category, matches.c.item_id == bindparam("number"))
    if seen:
        tx.execute(update(matches).where(*own).values(fresh=False), [{"number": one} for one in sorted(seen)])
    published = (feeds.c.category == category, feeds.c.active, feeds.c.published.is_not(None))
    tx.execute(update(feeds).where(*published).values(looked=True))


def spoken(feed: FeedClaim | FeedState, *, strict: bool) -> ColumnElement[bool]:
    """The items that a feed without fallback holds: those with a text in its language."""
    if not (strict and feed.language):
        return true()
    tongue = or_(variants.c.language == feed.language, variants.c.language.like(f"{feed.language}-%"))
    return exists().where(variants.c.item_id == matches.c.item_id, tongue)


def begin(tx: Transaction, claim: FeedClaim, now: datetime) -> None:
    """From now on items enter this feed by number."""
    tx.execute(update(feeds).where(this(claim.category, claim.language)).values(published=now))


def imprint(tx: Transaction, claim: FeedClaim, digest: str) -> None:
    """Remember what the documents of this feed say besides their items."""
    tx.execute(update(feeds).where(this(claim.category, claim.language)).values(imprint=digest))


def asked_for(tx: Transaction, claim: FeedClaim) -> bool:
    """Tell whether feeds.yaml still asks for a feed."""
    return bool(tx.execute(select(feeds.c.active).where(this(claim.category, claim.language))).scalar())


def show(tx: Transaction, claim: FeedClaim, items: int) -> None:
    """Write down how many items the current document has that is published now."""
    tx.execute(update(feeds).where(this(claim.category, claim.language)).values(shown=items, refused=None))


def refuse(tx: Transaction, claim: FeedClaim, why: str) -> None:
    """Write down why what was rendered is not published."""
    tx.execute(update(feeds).where(this(claim.category, claim.language)).values(refused=why))


def finish(tx: Transaction, claim: FeedClaim, now: datetime, again: datetime | None) -> None:
    """Give the feed free, due `again` then at the latest; it stays stale if something changed meanwhile."""
    own = this(claim.category, claim.language)
    tx.execute(update(feeds).where(own).values(rendered=now, leased_until=None))
    unchanged = feeds.c.changes == claim.changes
    tx.execute(update(feeds).where(own, unchanged).values(stale_since=None, due=again, ordered=False))
