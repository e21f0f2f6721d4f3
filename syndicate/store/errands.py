"""Rows of errands: what a page asks a worker to do, how far it is, and what came of it.

In: a transaction. Out: errands. A claim is a lease, so a worker that dies gives its errand back by time; what was done
long ago is swept away. What an errand means is not known here.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from .database import Transaction, queue
from .ledger import errands

LEASE = timedelta(minutes=2)  # renewed while it goes on
KEPT = timedelta(days=1)
MOST = 20  # that wait at once
ASKING = 7236548  # the advisory lock of PostgreSQL for claims of errands

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Errand:
    """Something that a page asked for."""

    id: str
    kind: str
    asked: datetime
    who: str
    data: Values
    progress: list[int] | None
    result: Values | None
    done: datetime | None


COLUMNS = [errands.c[name] for name in Errand.__dataclass_fields__]


def ask(tx: Transaction, kind: str, who: str, data: Values, now: datetime) -> str | None:
    """Ask for something; give the name by which it can be asked after. None while too much waits."""
    tx.execute(delete(errands).where(errands.c.asked < now - KEPT))
    waiting = list(tx.execute(select(errands.c.id).where(errands.c.done.is_(None)).limit(MOST)).scalars())
    if len(waiting) == MOST:
        return None
    name = secrets.token_urlsafe(12)
    tx.execute(insert(errands).values(id=name, kind=kind, who=who, data=dict(data), asked=now))
    return name


def find(tx: Transaction, name: str, kind: str) -> Errand | None:
    """The errand of this name, if it is of this kind."""
    row = tx.execute(select(*COLUMNS).where(errands.c.id == name, errands.c.kind == kind)).first()
    return Errand(*row) if row else None


def any_waiting(tx: Transaction) -> bool:
    """Tell whether something is asked for that is not done."""
    return tx.execute(select(errands.c.id).where(errands.c.done.is_(None)).limit(1)).first() is not None


def claim(tx: Transaction, now: datetime) -> Errand | None:
    """Take the errand that waits longest and that nobody does."""
    queue(tx, ASKING)
    until = errands.c.leased_until
    free = or_(
        until.is_(None), until < now, until > now + 2 * LEASE
    )  # the last: claimed by a clock that was ahead
    query = select(*COLUMNS).where(errands.c.done.is_(None), free).order_by(errands.c.asked, errands.c.id)
    row = tx.execute(query.limit(1)).first()
    if row is None:
        return None
    tx.execute(update(errands).where(errands.c.id == row.id).values(leased_until=now + LEASE))
    return Errand(*row)


def tell(tx: Transaction, name: str, done: int, of: int, now: datetime) -> None:
    """Say how far an errand is; it goes on."""
    told = {"progress": [done, of], "leased_until": now + LEASE}
    tx.execute(update(errands).where(errands.c.id == name).values(told))


def finish(tx: Transaction, name: str, result: Values, now: datetime) -> None:
    """Write down what came of an errand."""
    tx.execute(update(errands).where(errands.c.id == name).values(result=dict(result), done=now))
