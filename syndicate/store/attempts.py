"""Rows of attempts to sign in: counted before they are judged, so that many at once are counted too.

In: for whom an attempt counts, each as a digest with how many it may have. Out: whether this one may be judged.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import case, delete, select

from . import staff
from .database import Transaction, upsert


def take(tx: Transaction, allowed: Mapping[str, int], now: datetime, since: datetime) -> bool:
    """Count an attempt for each; tell whether none has had more than it may since then."""
    ahead = (
        staff.attempts.c.since > now
    )  # counted while the clock was wrong: it would keep somebody out till then
    tx.execute(delete(staff.attempts).where((staff.attempts.c.since < since) | ahead))
    rows = staff.attempts
    made = upsert(tx, rows).values([{"whose": one, "since": now, "count": 1} for one in sorted(allowed)])
    most = max(allowed.values()) + 1  # more need not be counted
    counted = case((rows.c.count < most, rows.c.count + 1), else_=rows.c.count)
    tx.execute(made.on_conflict_do_update(index_elements=[rows.c.whose], set_={"count": counted}))
    query = select(rows.c.whose, rows.c.count).where(rows.c.whose.in_(allowed))
    return all(count <= allowed[whose] for whose, count in tx.execute(query))


def forget(tx: Transaction, whose: Collection[str]) -> None:
    """Count from the beginning: the last attempt was right."""
    tx.execute(delete(staff.attempts).where(staff.attempts.c.whose.in_(whose)))
