"""What was written while our clock was ahead, once that was put back: claims are given back, and dates are now.

In: a transaction and the time. Out: nothing. Feeds that printed such a date are due, for no date of theirs may be in
the future; ids and the order of what entered stay.
"""

from datetime import datetime

from sqlalchemy import func, or_, select, update

from . import archives, due
from . import documents as published
from .database import Transaction
from .tables import documents, entered, feeds, items, marks, matches, sources, tombstones, withdrawals

DATED = (
    *(items.c[name] for name in ("published", "updated", "first_seen", "edited", "held")),
    matches.c.published,
    marks.c.published,
    entered.c.moment,
    withdrawals.c.moment,
    tombstones.c.moment,
    *(sources.c[name] for name in ("succeeded", "changed", "rekeyed", "held")),
    *(feeds.c[name] for name in ("created", "published")),
)


def mend(tx: Transaction, now: datetime) -> None:
    """Put right what lies ahead; only where a source was asked in the future dates are looked for, in every table."""
    if not due.mend(tx, now):
        return
    ahead = now + due.SKEW
    late = or_(*(items.c[name] > ahead for name in ("published", "updated")))
    ids = list(tx.execute(select(items.c.id).where(late)).scalars())
    filed = select(matches.c.category).where(matches.c.item_id.in_(ids)).distinct()
    touched = set(tx.execute(filed).scalars()) | archives.touch(tx, ids)
    for column in DATED:
        tx.execute(update(column.table).where(column > ahead).values({column: now}))
    if tx.execute(
        update(documents).where(documents.c.last_modified > ahead).values(last_modified=now)
    ).rowcount:
        published.count_change(tx)
    waiting = {"stale_since": func.coalesce(feeds.c.stale_since, now), "due": now}
    own = (feeds.c.active, feeds.c.category.in_(touched))
    tx.execute(update(feeds).where(*own).values(changes=feeds.c.changes + 1, **waiting))
