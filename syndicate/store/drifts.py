"""Rows of listings that changed their layout: how many entries are usual, why one is doubtful, what to write instead."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from .database import Transaction
from .tables import sources
from .upkeep import drifts


@dataclass(frozen=True, slots=True)
class Drift:
    """One listing: the counts that were usual, and what is wrong with it since when; nothing, mostly."""

    counts: tuple[int, ...] = ()
    since: datetime | None = None
    reason: str = ""
    block: str = ""


def of(tx: Transaction, source_id: int) -> Drift:
    """What is known of one listing."""
    row = tx.execute(select(drifts).where(drifts.c.source_id == source_id)).first()
    return Drift(tuple(row.counts), row.since, row.reason, row.block) if row else Drift()


def keep(tx: Transaction, source_id: int, drift: Drift) -> None:
    """Write down what is known of one listing."""
    row = {
        "counts": list(drift.counts),
        "since": drift.since,
        "reason": drift.reason,
        "block": drift.block,
    }
    if not tx.execute(update(drifts).where(drifts.c.source_id == source_id).values(row)).rowcount:
        tx.execute(insert(drifts).values(source_id=source_id, **row))


def doubtful(tx: Transaction) -> dict[str, Drift]:
    """The listings of which something is wrong, by the keys of their sources."""
    query = select(sources.c.key, drifts).join(sources, sources.c.id == drifts.c.source_id)
    rows = tx.execute(query.where(drifts.c.reason != ""))
    return {row.key: Drift(tuple(row.counts), row.since, row.reason, row.block) for row in rows}
