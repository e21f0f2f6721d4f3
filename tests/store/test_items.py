"""Stories of stored items: known by key, edited, judged, and found again."""

from dataclasses import replace

import pytest

from syndicate.enclosure import CleanEnclosure
from syndicate.model import Item, KnownItem, Match, Reason
from syndicate.store import drafts, items, keys, pages
from syndicate.store.database import Database

from .rows import HOUR, NOW, follow, listed, put, states, variant


@pytest.fixture(autouse=True)
def source(store: Database) -> None:
    follow(store, listed("a"), listed("b"))


def test_known_by_its_keys_within_its_source(store: Database) -> None:
    number, source = put(store, "one"), states(store)["a"].id
    with store.write() as tx:
        keys.learn(tx, [(source, number, "guid:1", 0), (source, number, "link:1", 0)])
        keys.learn(tx, [])
    with store.read() as tx:
        same = KnownItem(number, NOW, NOW, "digest of one")
        assert keys.known(tx, source, ["guid:1", "guid:2", "link:1"]) == {"guid:1": same, "link:1": same}
        assert keys.known(tx, source, []) == {}
        assert keys.known(tx, states(store)["b"].id, ["guid:1"]) == {}


def test_a_stored_item_comes_back_as_it_was(store: Database) -> None:
    text = replace(
        variant("Ärger « 日本 »", "pt-BR"),
        labels=("Culture & co", "b"),
        author="A. Uthor",
        content="<p>x</p>",
        image="https://a.example/1.jpg",
        enclosures=(
            CleanEnclosure("https://a.example/1.mp3", None, 1 << 40, 60),
            CleanEnclosure("https://a.example/1.jpg", "image/jpeg"),
        ),
    )
    item = Item("uid", "a", NOW - HOUR, NOW, NOW + HOUR, (text,))
    with store.write() as tx:
        [number] = items.add(tx, states(store)["a"].id, [(item, "digest")], "rules")
    with store.read() as tx:
        assert items.find(tx, "uid") == items.StoredItem(number, item)
        assert items.find(tx, "other") is None


def test_an_edit_changes_the_text_and_the_date_of_the_edit_only(store: Database) -> None:
    number = put(store, "one")
    with store.read() as tx:
        before = items.find(tx, "one")
    assert before
    with store.write() as tx:
        items.edit(tx, KnownItem(number, NOW, NOW, ""), variant("Another title", None), "other", NOW + HOUR)
    with store.read() as tx:
        after = items.find(tx, "one")
    expected = replace(before.item, updated=NOW + HOUR, variants=(variant("Another title", None),))
    assert after == items.StoredItem(number, expected)


def test_rows_come_in_the_order_asked_for(store: Database) -> None:
    one, two, three = (put(store, name) for name in ("one", "two", "three"))
    with store.read() as tx:
        assert [stored.id for stored in items.load(tx, [three, one, 999, two])] == [three, one, two]
        assert items.load(tx, []) == []


def test_a_judgement_replaces_the_one_before(store: Database) -> None:
    number = put(store, "one", categories=["development", "culture"])
    reason = Reason("any[1]", "towns", "title", "Towns", 3, 8)
    with store.write() as tx:
        found = [Match("culture", (reason,)), Match("sport", (reason, reason))]
        assert items.judge(tx, number, NOW, found, "new") == {"culture", "development", "sport"}
        assert items.matches_of(tx, number) == found
        assert items.judge(tx, number, NOW, [], "new") == {"culture", "sport"}
        assert items.judge(tx, number, NOW, [], "new") == set()


def test_neighbours_by_date_then_by_number(store: Database) -> None:
    for name, hours in [("c", 2), ("a", 3), ("d", 2), ("e", 1)]:
        put(store, name, published=NOW - hours * HOUR)
    put(store, "elsewhere", published=NOW - 2 * HOUR, categories=["culture"])
    put(store, "x", published=NOW, categories=["culture", "development"])
    with store.read() as tx:
        found = {name: items.find(tx, name) for name in "acdex"}
        beside = {name: items.neighbours(tx, "development", one) for name, one in found.items() if one}
        newest = pages.stretch(tx, "development", 4)[1:]
        assert [stored.item.uid for stored in items.load(tx, newest)] == ["e", "d", "c"]
    assert beside == {"a": (None, "c"), "c": ("a", "d"), "d": ("c", "e"), "e": ("d", "x"), "x": ("e", None)}


def test_held_items_wait_for_their_judgement(store: Database) -> None:
    one, two = put(store, "one", categories=[]), put(store, "two", categories=[])
    source = states(store)["a"].id
    with store.write() as tx:
        items.hold(tx, [one], NOW)
        assert items.judge(tx, one, NOW, [Match("culture", ())], "new") == set()
        assert [waiting.id for waiting in drafts.waiting(tx, "new", 9)] == [two]
        assert items.held_since(tx, source) == NOW
        assert items.release(tx, source, NOW - HOUR) == 0
        assert items.release(tx, states(store)["b"].id, NOW) == 0
        assert items.release(tx, source, NOW) == 1
        assert items.held_since(tx, source) is None
        assert [waiting.id for waiting in drafts.waiting(tx, "new", 9)] == [one, two]


def test_what_looks_like_an_entry(store: Database) -> None:
    numbers = [put(store, name) for name in "abc"]
    source = states(store)["a"].id
    with store.read() as tx:
        found = items.traces(tx, source, [numbers[0]], 1)
        assert [(item.id, title) for item, title, _, _ in found] == [(numbers[2], "c"), (numbers[0], "a")]
        assert items.traces(tx, states(store)["b"].id, [numbers[0]], 9) == []


def test_edits_and_arrivals_are_counted(store: Database) -> None:
    one, two = put(store, "one"), put(store, "two", bulk=True)
    source = states(store)["a"].id
    with store.write() as tx:
        items.count_edit(tx, one, NOW)
        items.count_edit(tx, one, NOW + HOUR)
        assert (items.edits(tx, one), items.edits(tx, two)) == ((2, NOW + HOUR), (0, None))
        assert items.arrivals(tx, source, NOW - HOUR) == [NOW]
        assert items.arrivals(tx, source, NOW) == []
        assert items.first_seen(tx, source) == NOW
        other = states(store)["b"].id
        assert items.first_seen(tx, other) is None
        assert items.stocked(tx, [source, other]) == {source}


def test_items_that_are_known_by_many_keys(store: Database) -> None:
    one, two = put(store, "one"), put(store, "two")
    with store.write() as tx:
        source = states(store)["a"].id
        keys.learn(tx, [(source, one, "guid:1", 0), (source, one, "guid:2", 0), (source, two, "guid:3", 0)])
        assert keys.full(tx, [one, two], 2) == {one}
