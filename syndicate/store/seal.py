"""The key by which we sign what visitors bring back: made once, the same in every process and after every restart."""

import secrets

from sqlalchemy import select

from . import staff
from .database import Transaction, upsert

BYTES = 32


def key(tx: Transaction) -> str:
    """Give the key, and make it the first time; whoever comes second gets the one that is there."""
    made = upsert(tx, staff.seal).values(number=1, key=secrets.token_hex(BYTES)).on_conflict_do_nothing()
    tx.execute(made)
    found: str = tx.execute(select(staff.seal.c.key)).scalar_one()
    return found


def known(tx: Transaction) -> str | None:
    """Give the key, if there is one yet."""
    found: str | None = tx.execute(select(staff.seal.c.key)).scalar()
    return found
