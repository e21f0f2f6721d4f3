"""Finding items by their words: what counts as a word, what is never found, and that nothing typed is an error."""

from dataclasses import replace
from itertools import islice, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from syndicate.model import KnownItem
from syndicate.store import items, pages, search, withdrawals
from syndicate.store.database import Database, Transaction

from .rows import HOUR, NOW, follow, listed, put, variant

CATEGORIES = ["development"]


@pytest.fixture
def stocked(store: Database) -> Database:
    """Items of an hour each, the first the newest."""
    follow(store, listed("a"))
    titles = [
        "Towns for clean water",
        "Water that is clean",
        "Les régions d’Île-de-France",
        "Straßen für Łódź",
        "Mayors meeting in Bamako",
    ]
    for age, title in enumerate(titles):
        put(store, title, published=NOW - age * HOUR, language="fr" if "Les" in title else "en")
    return store


def found(store: Database, question: str, most: int = 10) -> list[str]:
    with store.read() as tx:
        return asked(tx, question, most)


def asked(tx: Transaction, question: str, most: int = 10, before: pages.Place | None = None) -> list[str]:
    ids = search.find(tx, search.read(question, ["en", "fr"]), most, CATEGORIES, before)
    return [one.item.uid for one in items.load(tx, ids)]


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        ("water", ["Towns", "Water"]),
        ("WATER clean", ["Towns", "Water"]),
        ('"clean water"', ["Towns"]),
        ('"clean water', ["Towns"]),
        ("water -towns", ["Water"]),
        ("wat", ["Towns", "Water"]),
        ("wa", []),
        ("regions", ["Les"]),
        ("ile de france", ["Les"]),
        ("strassen", ["Straßen"]),
        ("lodz", ["Straßen"]),
        ("label water", ["Towns", "Water"]),
        ("summary", ["Towns", "Water", "Les", "Straßen", "Mayors"]),
        ("nothing", []),
        ("", []),
        ("-water", []),
        ('" "', []),
        ("water OR mayors", []),
    ],
)
def test_what_is_found(stocked: Database, question: str, starts: list[str]) -> None:
    assert [uid.split()[0] for uid in found(stocked, question)] == starts


def test_postgresql_knows_other_forms_of_words(stocked: Database) -> None:
    if stocked.url.get_backend_name() != "postgresql":
        pytest.skip("SQLite has no stems of ours")
    assert found(stocked, "waters meetings") == []
    assert found(stocked, "meetings") == ["Mayors meeting in Bamako"]


def test_going_on(stocked: Database) -> None:
    assert found(stocked, "summary", 2) == ["Towns for clean water", "Water that is clean"]
    with stocked.read() as tx:
        place = pages.place(tx, "Water that is clean")
        assert asked(tx, "summary", 2, place) == ["Les régions d’Île-de-France", "Straßen für Łódź"]


def test_what_is_never_found(stocked: Database) -> None:
    number = put(stocked, "Water in no category", categories=())
    put(stocked, "Water elsewhere", categories=("other",))
    with stocked.write() as tx:
        first = pages.place(tx, "Towns for clean water")
        assert first
        withdrawals.withdraw(tx, [first.item_id], "", NOW)
    assert found(stocked, "water") == ["Water that is clean"]
    assert number


def test_an_edit_is_found_by_its_new_words_alone(stocked: Database) -> None:
    with stocked.write() as tx:
        place = pages.place(tx, "Mayors meeting in Bamako")
        assert place
        known = KnownItem(place.item_id, NOW, NOW, "")
        items.edit(tx, known, variant("Rivers"), "other", NOW)
        added = KnownItem(place.item_id, NOW, NOW, "", None)
        items.edit(tx, added, variant("Fleuves", language="fr"), "other", NOW)
    assert found(stocked, "bamako") == []
    assert found(stocked, "rivers") == found(stocked, "fleuves") == ["Mayors meeting in Bamako"]


def test_all_is_found_that_was_stored_before(stocked: Database) -> None:
    with stocked.write() as tx:
        tx.execute(text("DELETE FROM search"))
        assert asked(tx, "water") == []
        search.index_all(tx, batch=2)
        assert asked(tx, "water") == ["Towns for clean water", "Water that is clean"]


def test_a_text_that_grows_when_it_is_folded_is_found_by_its_first_words(stocked: Database) -> None:
    letters = map("".join, product("abcdefghijklmnopqrstuvwxyz", repeat=3))
    content = " ".join("\ufdfa" * 10 + some for some in islice(letters, 6500))  # one of these becomes 18
    with stocked.write() as tx:
        place = pages.place(tx, "Mayors meeting in Bamako")
        assert place
        known = KnownItem(place.item_id, NOW, NOW, "")
        items.edit(tx, known, replace(variant("Rivers"), content=content), "other", NOW)
    assert found(stocked, "rivers") == ["Mayors meeting in Bamako"]


@given(
    st.lists(st.one_of(st.text(), st.sampled_from(['"', "-", "*", "AND", "NEAR(", "'", ":*", "\\", "<->"])))
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_is_an_error(stocked: Database, parts: list[str]) -> None:
    found(stocked, "".join(parts))
    found(stocked, " ".join(parts))
