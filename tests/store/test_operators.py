"""Stories of who may come in."""

from datetime import timedelta

from syndicate.store import operators, seal
from syndicate.store.database import Database
from syndicate.store.operators import PASSWORD, TOKEN, Operator

from .rows import NOW

OLDEST = NOW - timedelta(hours=12)


def test_an_operator_comes_and_goes(store: Database) -> None:
    with store.write() as tx:
        assert not operators.anybody(tx)
        operators.keep(tx, "scraper", TOKEN, "t", NOW)
        assert not operators.anybody(tx)
        operators.keep(tx, "ann", PASSWORD, "p", NOW)
        assert operators.anybody(tx)
        assert operators.listed(tx) == [Operator("ann", PASSWORD, NOW), Operator("scraper", TOKEN, NOW)]
        assert operators.passwords_for(tx, "ann") == ("p", "p")
        assert operators.passwords_for(tx, "scraper") == (None, "p")
        assert (operators.holder(tx, "t"), operators.holder(tx, "p")) == ("scraper", None)
        operators.begin(tx, "s", "ann", NOW, OLDEST)
        assert operators.owner(tx, "s", OLDEST) == "ann"
        assert operators.remove(tx, "ann")
        assert not operators.remove(tx, "ann")
        assert operators.owner(tx, "s", OLDEST) is None


def test_another_secret_ends_sessions(store: Database) -> None:
    with store.write() as tx:
        operators.keep(tx, "ann", PASSWORD, "p", NOW)
        operators.begin(tx, "s", "ann", NOW, OLDEST)
        operators.keep(tx, "ann", PASSWORD, "q", NOW)
        assert operators.owner(tx, "s", OLDEST) is None
        assert operators.passwords_for(tx, "ann")[0] == "q"


def test_sessions_that_are_over_are_forgotten(store: Database) -> None:
    with store.write() as tx:
        operators.keep(tx, "ann", PASSWORD, "p", NOW)
        operators.begin(tx, "old", "ann", OLDEST - timedelta(seconds=1), OLDEST)
        assert operators.owner(tx, "old", OLDEST) is None
        operators.begin(tx, "new", "ann", NOW, OLDEST)
        assert operators.owner(tx, "old", OLDEST - timedelta(days=1)) is None
        operators.end(tx, "new")
        assert operators.owner(tx, "new", OLDEST) is None


def test_the_key_is_made_once(store: Database) -> None:
    with store.write() as tx:
        first = seal.key(tx)
    with store.write() as tx:
        assert seal.key(tx) == first
    assert len(first) == 64
