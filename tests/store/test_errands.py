"""Stories of what pages ask for: done once, given back by time, forgotten after a day."""

from datetime import timedelta

from syndicate.store import errands
from syndicate.store.database import Database

from .rows import NOW


def ask(store: Database, kind: str = "look", **later: float) -> str | None:
    with store.write() as tx:
        return errands.ask(tx, kind, "ann", {"url": "https://a.example/"}, NOW + timedelta(**later))


def claim(store: Database, **later: float) -> str | None:
    with store.write() as tx:
        found = errands.claim(tx, NOW + timedelta(**later))
    return found.id if found else None


def test_it_is_claimed_once_and_given_back_when_the_worker_died(store: Database) -> None:
    name = ask(store)
    assert claim(store) == name
    assert claim(store) is None
    assert claim(store, minutes=3) == name


def test_what_takes_long_keeps_its_claim(store: Database) -> None:
    name = ask(store)
    assert claim(store) == name
    with store.write() as tx:
        errands.tell(tx, name or "", 3, 9, NOW + timedelta(minutes=1, seconds=30))
    assert claim(store, minutes=3) is None
    with store.read() as tx:
        found = errands.find(tx, name or "", "look")
    assert found
    assert found.progress == [3, 9]


def test_what_is_done_is_not_done_again(store: Database) -> None:
    name = ask(store)
    with store.write() as tx:
        assert errands.any_waiting(tx)
        errands.finish(tx, name or "", {"page": {"title": "A <b>"}}, NOW)
        assert not errands.any_waiting(tx)
    assert claim(store, days=1) is None
    with store.read() as tx:
        found = errands.find(tx, name or "", "look")
        assert errands.find(tx, name or "", "preview") is None
    assert found
    assert found.result == {"page": {"title": "A <b>"}}


def test_the_oldest_comes_first_and_not_too_much_waits(store: Database) -> None:
    names = [ask(store, seconds=number) for number in range(errands.MOST)]
    assert None not in names
    assert ask(store, minutes=1) is None
    assert [claim(store, minutes=1) for _ in names] == names
    assert ask(store, days=2) is not None, "what nobody did in a day is forgotten"


def test_what_was_claimed_by_a_clock_that_was_ahead_is_not_lost(store: Database) -> None:
    name = ask(store)
    assert claim(store, days=365) == name
    assert claim(store) == name
    assert claim(store, minutes=1) is None
