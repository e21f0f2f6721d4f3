"""Rows of workers: which are alive."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, update

from .database import Transaction
from .ledger import workers

FORGOTTEN = timedelta(days=1)
SILENT = timedelta(minutes=1)  # after which a worker counts as gone


def beat(tx: Transaction, name: str, now: datetime) -> None:
    """Say that this worker is alive."""
    if not tx.execute(update(workers).where(workers.c.name == name).values(seen=now)).rowcount:
        tx.execute(delete(workers).where(workers.c.seen < now - FORGOTTEN))
        tx.execute(insert(workers).values(name=name, seen=now))


def last_beat(tx: Transaction) -> datetime | None:
    """When a worker was last seen alive."""
    return tx.execute(select(func.max(workers.c.seen))).scalar()


def alive(seen: datetime | None, now: datetime) -> bool:
    """Tell whether a worker that was last seen then lives."""
    return seen is not None and now - seen < SILENT
