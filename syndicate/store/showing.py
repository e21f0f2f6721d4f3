"""Rows that the current document of a feed shows: what entered last, what a rush brought, and what editors pinned."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, select

from .database import Transaction
from .due import FeedClaim
from .feeds import of_feed, spoken
from .tables import entered, items, matches

LOOKED = 1_000  # items among which those of many sources are chosen, where one may not take too many places
LASTING = timedelta(days=1)  # how long an item is shown, however many come after it
RUSH = 200  # items; of more not all are shown


def newest(
    tx: Transaction, claim: FeedClaim, most: int, *, strict: bool, share: int | None = None
) -> list[int]:
    """The items of the current document: of a published feed the `most` that entered last, and what is in no closed page.

    After a rush they are more, all that entered within a day of the last: who looks once a day misses nothing.
    Back-fill is none of them, nor what matches no longer, nor of those in closed pages more than `share` of one source.
    Until every source has been asked once nothing has entered, and the newest by date stand in.
    """
    looked = LOOKED if share else most
    if claim.published is None:
        by_date = (
            select(matches.c.item_id, items.c.source_id)
            .join(items, items.c.id == matches.c.item_id)
            .where(
                matches.c.category == claim.category, matches.c.copy.is_(False), spoken(claim, strict=strict)
            )
            .order_by(matches.c.published.desc(), matches.c.item_id.desc())
        )
        return spread(tx.execute(by_date.limit(looked)).all(), most, share)
    still = and_(matches.c.category == entered.c.category, matches.c.item_id == entered.c.item_id)
    by_number = (
        select(entered.c.item_id, items.c.source_id, entered.c.moment)
        .join(matches, still)
        .join(items, items.c.id == entered.c.item_id)
        .where(of_feed(claim), entered.c.backfill.is_(False), spoken(claim, strict=strict))
        .order_by(entered.c.number.desc())
    )
    rows = tx.execute(by_number.limit(max(looked, RUSH))).all()
    last = spread([(row.item_id, row.source_id) for row in rows[:looked]], most, share)
    rush = (
        [] if share else [row.item_id for row in rows if lately(row.moment, rows[0].moment, claim.published)]
    )
    unclosed = tx.execute(by_number.where(entered.c.page.is_(None))).scalars()
    return list(dict.fromkeys([*last, *rush, *unclosed]))


def lately(moment: datetime, last: datetime, published: datetime) -> bool:
    """Tell whether an item came to subscribers about when the last one did: not with the feed itself."""
    return moment > published and last - moment < LASTING


def inside(tx: Transaction, claim: FeedClaim, ids: Collection[int], *, strict: bool) -> list[int]:
    """Those of these items that have entered a feed and still belong in it, the archive's too."""
    still = and_(matches.c.category == entered.c.category, matches.c.item_id == entered.c.item_id)
    query = select(entered.c.item_id).join(matches, still).where(entered.c.item_id.in_(ids), of_feed(claim))
    return list(tx.execute(query.where(spoken(claim, strict=strict)).order_by(entered.c.number)).scalars())


def spread(rows: Iterable[Sequence[int]], most: int, share: int | None) -> list[int]:
    """Choose the first `most` items, each with its source, without more than `share` of one source."""
    chosen, brought = list[int](), Counter[int]()
    for item_id, source_id in rows:
        if len(chosen) < most and (share is None or brought[source_id] < share):
            chosen.append(item_id)
            brought[source_id] += 1
    return chosen
