"""Stories of drafts: what other rules change is put together apart, and matches follow all at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from syndicate.model import Match, Reason
from syndicate.store import drafts, items, judged, tables
from syndicate.store.database import Database, Transaction
from syndicate.store.drafts import Switched

from .rows import NOW, follow, listed, put

REASON = Reason("any[1]", "towns", "title", "Towns", 3, 8)
MOVED = Reason("any[2]", "towns", "title", "Towns", 3, 8)


@pytest.fixture(autouse=True)
def source(store: Database) -> None:
    follow(store, listed("a"))


def match(category: str, *reasons: Reason) -> Match:
    return Match(category, reasons or (REASON,))


def judge(tx: Transaction, found: dict[int, Sequence[Match]], rules: str = "new") -> None:
    """Judge items as the job does."""
    batch = [one for one in drafts.waiting(tx, rules, 99) if one.id in found]
    still = drafts.still(tx, batch)
    drafts.keep(tx, [(one.id, found[one.id]) for one in still], rules)


def filed(tx: Transaction, number: int) -> list[str]:
    return [match.category for match in items.matches_of(tx, number)]


def test_items_that_other_rules_judged(store: Database) -> None:
    numbers = [put(store, name) for name in "abc"]
    with store.write() as tx:
        items.judge(tx, numbers[1], NOW, [], "new")
        assert [one.id for one in drafts.waiting(tx, "new", 9)] == [numbers[0], numbers[2]]
        assert len(drafts.waiting(tx, "new", 1)) == 1
        (other,) = drafts.waiting(tx, "rules", 9)
        assert (other.id, other.item.uid, other.rules, other.edits) == (numbers[1], "b", "new", 0)


def test_matches_follow_all_at_once(store: Database) -> None:
    one, two = put(store, "one", categories=["culture", "sport"]), put(store, "two", categories=["culture"])
    with store.write() as tx:
        judge(tx, {one: [match("culture"), match("development")]})
        assert not drafts.settled(tx, "new")
        assert filed(tx, one) == ["culture", "sport"]
        assert drafts.switch(tx, "new") == Switched(0, frozenset())  # one is not judged yet
        judge(tx, {two: []})
        assert (filed(tx, one), filed(tx, two)) == (["culture", "sport"], ["culture"])
        assert drafts.switch(tx, "new") == Switched(3, frozenset({"culture", "development", "sport"}))
        assert (filed(tx, one), filed(tx, two)) == (["culture", "development"], [])
        assert drafts.settled(tx, "new")
        assert drafts.switch(tx, "new") == Switched(0, frozenset())


def test_what_enters_is_late_and_what_stays_is_as_it_was(store: Database) -> None:
    number = put(store, "one", categories=[])
    with store.write() as tx:
        items.file(tx, [(number, NOW, [match("culture")])])
        judge(tx, {number: [match("culture", MOVED), match("sport")]})
        assert items.matches_of(tx, number) == [match("culture", MOVED)]
        drafts.switch(tx, "new")
        columns = (tables.matches.c.category, tables.matches.c.late, tables.matches.c.published)
        rows = tx.execute(select(*columns).order_by(tables.matches.c.category)).all()
    assert list(map(tuple, rows)) == [("culture", False, NOW), ("sport", True, NOW)]


def test_rules_that_changed_again_replace_drafts(store: Database) -> None:
    number = put(store, "one", categories=["culture"])
    with store.write() as tx:
        judge(tx, {number: [match("sport")]})
        judge(tx, {number: [match("culture"), match("development")]}, "newer")
        assert drafts.switch(tx, "newer").categories == {"development"}
        assert filed(tx, number) == ["culture", "development"]


def test_an_item_edited_or_held_meanwhile_is_left_out(store: Database) -> None:
    numbers = [put(store, name, categories=[]) for name in "abcd"]
    with store.write() as tx:
        batch = drafts.waiting(tx, "new", 9)
        items.count_edit(tx, numbers[0], NOW)
        items.hold(tx, [numbers[1]], NOW)
        items.judge(tx, numbers[2], NOW, [], "new")
        assert [one.id for one in drafts.still(tx, batch)] == [numbers[3]]


def test_a_judgement_of_an_edit_drops_its_draft(store: Database) -> None:
    number = put(store, "one", categories=["culture"])
    with store.write() as tx:
        judge(tx, {number: [match("sport")]})
        items.judge(tx, number, NOW, [match("culture")], "new")
        assert drafts.settled(tx, "new")
        assert filed(tx, number) == ["culture"]


def test_workers_who_judge_the_same_items(store: Database, url: str) -> None:
    """Each item is judged, none fails, and none has a judgement twice; not even while others edit and switch."""
    numbers = [put(store, f"item {number}", categories=["sport"]) for number in range(30)]
    found = [match("culture"), match("development")]

    def work(editing: bool) -> None:
        own = Database(url)
        for number in numbers:
            if editing:
                with own.write() as tx:
                    items.judge(tx, number, NOW, found, "new")
                continue
            with own.read() as tx:
                batch = drafts.waiting(tx, "new", 7)
            with own.write() as tx:
                drafts.keep(tx, [(one.id, found) for one in drafts.still(tx, batch)], "new")
            with own.write() as tx:
                drafts.switch(tx, "new")
        own.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, [False, False, False, True]))
    with store.read() as tx:
        assert drafts.settled(tx, "new")
        assert [filed(tx, number) for number in numbers] == [["culture", "development"]] * 30


def test_progress(store: Database) -> None:
    numbers = [put(store, name, categories=[]) for name in "abc"]
    with store.write() as tx:
        items.hold(tx, numbers[:1], NOW)
        judge(tx, {numbers[1]: []})
        assert judged.progress(tx, "new") == judged.Progress(1, 2)
        assert judged.progress(tx, "new").waiting == 1
        assert [one.id for one in judged.after(tx, numbers[0], 9)] == numbers[1:]
        assert [one.id for one in judged.after(tx, 0, 1)] == numbers[1:2]


def test_matches_of_many(store: Database) -> None:
    one, two, three = (
        put(store, "one", categories=["b", "a"]),
        put(store, "two", categories=[]),
        put(store, "x"),
    )
    with store.read() as tx:
        found = judged.matches_of(tx, [one, two])
        assert {number: [each.category for each in said] for number, said in found.items()} == {
            one: ["a", "b"]
        }
        assert judged.matches_of(tx, [three]).keys() == {three}
