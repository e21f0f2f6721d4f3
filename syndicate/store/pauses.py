"""Rows of pauses: sources that an operator lets rest. One that feeds.yaml pauses has none."""

from datetime import datetime

from sqlalchemy import Select, delete, or_, select

from . import staff
from .database import Transaction, upsert
from .tables import sources


def whole(key: str) -> Select[tuple[int]]:
    """A source with its language editions."""
    edition = sources.c.key.startswith(f"{key}~", autoescape=True)
    return select(sources.c.id).where(or_(sources.c.key == key, edition))


def begin(tx: Transaction, key: str, who: str, now: datetime) -> None:
    """Let a source rest, with its language editions."""
    own = whole(key)
    rows = [{"source_id": number, "who": who, "since": now} for number in tx.execute(own).scalars()]
    if rows:
        tx.execute(upsert(tx, staff.pauses).on_conflict_do_nothing(), rows)


def end(tx: Transaction, key: str) -> None:
    """Let a source be asked again."""
    own = whole(key)
    tx.execute(delete(staff.pauses).where(staff.pauses.c.source_id.in_(own)))


def by_whom(tx: Transaction) -> dict[str, str]:
    """The sources that rest, and who wants that."""
    query = select(sources.c.key, staff.pauses.c.who).join(
        staff.pauses, staff.pauses.c.source_id == sources.c.id
    )
    return {row.key: row.who for row in tx.execute(query)}
