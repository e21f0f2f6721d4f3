"""What pages ask of the rows: a stretch of a category, whether an address ever held something."""

import pytest

from syndicate.store import feeds, items, pages
from syndicate.store.database import Database

from .rows import HOUR, NOW, claim, follow, listed, put, want


@pytest.fixture(autouse=True)
def source(store: Database) -> None:
    follow(store, listed("a"))


def test_stretches_meet_without_gap_or_overlap(store: Database) -> None:
    numbers = [put(store, f"u{n}", published=NOW - HOUR * (n // 3)) for n in range(9)]
    newest = sorted(numbers, key=lambda number: (-(numbers.index(number) // 3), number), reverse=True)
    with store.read() as tx:
        whole = pages.stretch(tx, "development", 20)
        assert whole == newest
        for cut in range(1, 9):
            before = pages.place(tx, f"u{numbers.index(whole[cut - 1])}")
            assert pages.stretch(tx, "development", 20, before=before) == whole[cut:]
        assert pages.stretch(tx, "development", 2) == whole[:2]
        assert pages.stretch(tx, "nothing", 2) == []
        assert pages.place(tx, "nothing") is None


@pytest.mark.parametrize(
    ("spoken", "found"), [("fr", ["u1", "u2"]), ("en", ["u3"]), (None, ["u1", "u2", "u3", "u4"])]
)
def test_only_what_is_spoken(store: Database, spoken: str | None, found: list[str]) -> None:
    languages = {"u1": "fr", "u2": "fr-BE", "u3": "en", "u4": None}
    for hours, (uid, language) in enumerate(languages.items()):
        put(store, uid, published=NOW - hours * HOUR, language=language)
    with store.read() as tx:
        ids = pages.stretch(tx, "development", 9, spoken=spoken)
        assert [one.item.uid for one in items.load(tx, ids)] == found


def test_an_item_that_was_published_stays_public(store: Database) -> None:
    entered, passed, never = (
        put(store, "u1"),
        put(store, "u2", categories=["other"]),
        put(store, "u3", categories=[]),
    )
    with store.write() as tx:
        feeds.enter(tx, claim(), NOW, strict=False)
        for number in (entered, passed):
            items.judge(tx, number, NOW, [], "rules")
    with store.read() as tx:
        assert [pages.public(tx, number) for number in (entered, passed, never)] == [True, False, False]


def test_feeds_that_ended(store: Database) -> None:
    want(store, ("development", None), ("development", "fr"))
    want(store, ("development", None))
    with store.read() as tx:
        asked = [("development", "fr"), ("development", None), ("other", None)]
        assert [pages.ended(tx, *feed) for feed in asked] == [True, False, False]
