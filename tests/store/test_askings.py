"""How sources were asked: the last twenty times of each, and how often in all."""

from datetime import timedelta

from syndicate.store import askings
from syndicate.store.askings import KEPT, Asking
from syndicate.store.database import Database

from .rows import NOW, follow, listed, states


def ask(store: Database, key: str, minute: int, code: str = "unchanged") -> None:
    one = Asking(NOW + timedelta(minutes=minute), code, "", 0, 0, 0)
    with store.write() as tx:
        askings.note(tx, {states(store)[key].id: (one, code == "timeout")})


def test_of_each_source_the_last_are_kept_and_all_are_counted(store: Database) -> None:
    follow(store, listed("a"), listed("b"))
    for minute in range(2 * KEPT + 3):
        ask(store, "a", minute, "timeout" if minute < 5 else "unchanged")
    ask(store, "b", 0, "timeout")
    with store.read() as tx:
        kept = askings.latest(tx, states(store)["a"].id)
        assert askings.totals(tx) == (2 * KEPT + 4, 6)
    assert [one.moment for one in kept] == [NOW + timedelta(minutes=2 * KEPT + 2 - n) for n in range(KEPT)]


def test_askings_are_noted_together(store: Database) -> None:
    follow(store, listed("a"), listed("b"))
    told = {one.id: (Asking(NOW, "ok", "", 2, 0, 1), False) for one in states(store).values()}
    with store.write() as tx:
        assert askings.totals(tx) == (0, 0)
        askings.note(tx, {})
        askings.note(tx, told)
        assert [askings.latest(tx, number) for number in told] == [[one] for one, _ in told.values()]
