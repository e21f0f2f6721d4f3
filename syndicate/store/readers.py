"""Rows of readers: how many subscribers each says it asks for, of a document on a day. No person can be told from them.

In: what a process of the web noted. Out: sums by feed.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import case, delete, func, select

from . import staff
from .database import Transaction, upsert

KEPT = timedelta(days=90)
AGAIN = timedelta(days=2)  # in which a reader tells its subscribers again
MOST = 5_000  # rows of a day: names that somebody makes up cannot fill the database


def note(tx: Transaction, day: date, told: Mapping[tuple[str, str], int]) -> None:
    """Write down what readers said today: of a document and a reader the most."""
    rows = staff.readers
    count = tx.execute(select(func.count()).select_from(rows).where(rows.c.day == day)).scalar_one()
    if count == 0:
        tx.execute(delete(rows).where(rows.c.day < day - KEPT))
    values = [
        {"day": day, "path": path, "reader": reader, "subscribers": number}
        for (path, reader), number in sorted(told.items())
    ]
    if count + len(values) > MOST:
        return
    insert = upsert(tx, rows)
    new = insert.excluded.subscribers
    most = case((rows.c.subscribers > new, rows.c.subscribers), else_=new)
    keys = [rows.c.day, rows.c.path, rows.c.reader]
    tx.execute(insert.on_conflict_do_update(index_elements=keys, set_={"subscribers": most}), values)


def by_feed(tx: Transaction, since: date) -> dict[str, int]:
    """How many subscribers each feed has, in all formats: of each reader the most that it said since then."""
    rows = staff.readers
    most = func.max(rows.c.subscribers)
    query = (
        select(rows.c.path, rows.c.reader, most)
        .where(rows.c.day >= since)
        .group_by(rows.c.path, rows.c.reader)
    )
    found: dict[str, int] = defaultdict(int)
    for path, _, number in tx.execute(query):
        found[path.removeprefix("feeds/").rpartition(".")[0]] += number
    return dict(found)
