"""Rows of askings: how the last ones of each source went, and how many there were in all.

In: a transaction and what came of askings. Out: the last twenty of a source, and counts. A source has twenty rows that are
written over in turn; each carries the counts on, so that none is lost with what is written over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from .database import Transaction, upsert
from .ledger import askings

KEPT = 20


@dataclass(frozen=True, slots=True)
class Asking:
    """One asking, and what came of it."""

    moment: datetime
    code: str
    detail: str
    brought: int  # new items
    edited: int
    held: int


COLUMNS = [askings.c[name] for name in Asking.__dataclass_fields__]


def note(tx: Transaction, told: Mapping[int, tuple[Asking, bool]]) -> None:
    """Keep how askings went, by the number of the source, and whether each failed."""
    highest = (func.max(askings.c.number), func.max(askings.c.failed))
    query = select(askings.c.source_id, *highest).where(askings.c.source_id.in_(list(told)))
    counted = tx.execute(query.group_by(askings.c.source_id)).all()
    before = {row[0]: (row[1], row[2]) for row in counted}
    rows = []
    for source, (one, missed) in sorted(told.items()):
        number, failed = before.get(source, (0, 0))
        row = {name: getattr(one, name) for name in Asking.__dataclass_fields__}
        row |= {"source_id": source, "slot": number % KEPT}
        rows.append(row | {"number": number + 1, "failed": failed + missed})
    put(tx, rows)


def put(tx: Transaction, rows: Sequence[Mapping[str, object]]) -> None:
    """Write rows, over those that have had their turn; given beside the statement, which would be built anew with each."""
    made = upsert(tx, askings)
    own = [askings.c.source_id, askings.c.slot]
    said = {column.name: made.excluded[column.name] for column in askings.c if column not in set(own)}
    if rows:
        tx.execute(made.on_conflict_do_update(index_elements=own, set_=said), list(rows))


def latest(tx: Transaction, source_id: int) -> list[Asking]:
    """The last askings of a source, the newest first."""
    query = select(*COLUMNS).where(askings.c.source_id == source_id).order_by(askings.c.number.desc())
    return [Asking(*row) for row in tx.execute(query)]


def totals(tx: Transaction) -> tuple[int, int]:
    """How often sources were asked, and how often that failed."""
    each = (
        select(func.max(askings.c.number).label("number"), func.max(askings.c.failed).label("failed"))
        .group_by(askings.c.source_id)
        .subquery()
    )
    row = tx.execute(select(func.sum(each.c.number), func.sum(each.c.failed))).one()
    return int(row[0] or 0), int(row[1] or 0)
