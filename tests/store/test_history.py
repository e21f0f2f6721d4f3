"""What an explanation finds in the rows: an item by each of its names, its keys, and the feeds that it entered."""

import pytest

from syndicate.store import feeds, history, sources
from syndicate.store.database import Database
from syndicate.store.history import Entered
from syndicate.store.keys import learn

from .rows import NOW, claim, follow, listed, put, want


@pytest.fixture
def numbers(store: Database) -> dict[str, int]:
    """Two items of a source, the first with keys."""
    follow(store, listed("a"))
    rows = {uid: put(store, uid) for uid in ("first", "second")}
    with store.write() as tx:
        (source,) = sources.states(tx, ["a"])
        learn(tx, [(source.id, rows["first"], key, 0) for key in ("guid:1", "link:a.example/first")])
    return rows


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["first"], ["first"]),
        (["guid:1"], ["first"]),
        (["link:a.example/first", "guid:1", "first"], ["first"]),
        (["https://a.example/second"], ["second"]),
        (["first", "second"], ["first", "second"]),
        (["third"], []),
        ([], []),
    ],
)
def test_an_item_is_found_by_each_of_its_names(
    store: Database, numbers: dict[str, int], names: list[str], found: list[str]
) -> None:
    with store.read() as tx:
        assert history.numbers(tx, names) == [numbers[uid] for uid in found]


def test_keys(store: Database, numbers: dict[str, int]) -> None:
    with store.read() as tx:
        assert history.keys_of(tx, numbers["first"]) == ["guid:1", "link:a.example/first"]
        assert history.keys_of(tx, numbers["second"]) == []


def test_the_feeds_it_entered(store: Database, numbers: dict[str, int]) -> None:
    want(store, ("development", None))
    with store.write() as tx:
        feeds.enter(tx, claim(), NOW, strict=False)
    with store.read() as tx:
        (one,) = history.entries(tx, numbers["first"])
        assert one == Entered("development", None, 1, NOW, backfill=False)
