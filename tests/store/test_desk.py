"""Stories of what an editor looks for, on each database."""

from typing import Any

from syndicate.model import Match
from syndicate.store import decisions, desk, items
from syndicate.store.database import Database
from syndicate.store.desk import Sought

from .rows import NOW, follow, listed, put


def found(store: Database, **sought: Any) -> list[str]:
    with store.read() as tx:
        ids = desk.stretch(tx, Sought(**sought), 9)
        return [one.item.uid for one in items.load(tx, ids)]


def test_items_are_found_by_each_state(store: Database) -> None:
    follow(store, listed("a"), listed("b"))
    numbers = {uid: put(store, uid, categories=()) for uid in ("one", "two", "three")}
    with store.write() as tx:
        items.judge(tx, numbers["one"], NOW, [Match("news", ())], "rules")
        items.hold(tx, [numbers["two"]], NOW)
        assert decisions.decide(tx, "three", "hide", "ann", NOW)
        assert decisions.decide(tx, "missing", "hide", "ann", NOW) is None
    assert found(store) == ["three", "two", "one"]
    assert found(store, category="news") == found(store, state="filed") == ["one"]
    assert found(store, state="held") == ["two"]
    assert found(store, state="unfiled") == ["three"]
    assert found(store, state="hidden") == found(store, state="decided") == ["three"]
    assert found(store, state="withdrawn") == found(store, state="pinned") == []
    assert found(store, source="a") == ["three", "two", "one"]
    assert found(store, source="b") == []
    assert found(store, state="no such state") == ["three", "two", "one"]
    with store.read() as tx:
        assert [(one.key, one.count) for one in desk.held(tx)] == [("a", 1)]
        assert desk.stretch(tx, Sought(), 1, before=numbers["three"]) == [numbers["two"]]
