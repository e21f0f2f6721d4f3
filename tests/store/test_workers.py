"""Signs of life."""

from datetime import timedelta

from sqlalchemy import select

from syndicate.store import workers
from syndicate.store.database import Database
from syndicate.store.ledger import workers as rows

from .rows import HOUR, NOW


def test_the_last_sign_of_life(store: Database) -> None:
    with store.write() as tx:
        assert workers.last_beat(tx) is None
        workers.beat(tx, "one", NOW + HOUR)
        workers.beat(tx, "two", NOW)
        assert workers.last_beat(tx) == NOW + HOUR


def test_the_dead_are_forgotten_when_another_comes(store: Database) -> None:
    with store.write() as tx:
        workers.beat(tx, "one", NOW)
        workers.beat(tx, "two", NOW + timedelta(days=2))
        assert list(tx.execute(select(rows.c.name)).scalars()) == ["two"]
