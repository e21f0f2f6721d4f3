"""Stories of what editors decide: at once in every feed, through every edit and refresh, and gone when it is undone."""

import pytest
from sqlalchemy import select

from syndicate.intake import explained
from syndicate.store import decisions, items, search
from syndicate.store.tables import feeds, variants

from .newsroom import CATEGORIES, Newsroom, rss

LISTED = ("1 A twinning of two towns", "2 Twinning in spring", "3 The weather", "4 development cooperation")


@pytest.fixture
def published(room: Newsroom) -> Newsroom:
    room.web.page("/a", rss(*LISTED))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    return room


def shown(room: Newsroom, name: str = "twinning") -> set[str]:
    room.wait(seconds=2)
    room.render()
    return set(room.titles(name))


def test_what_is_hidden_is_in_no_feed_until_that_is_undone(published: Newsroom) -> None:
    room = published
    room.decide("1", "hide", note="Not ours")
    assert shown(room) == {"Twinning in spring"}
    assert room.undo("1", "hide") == 1
    assert shown(room) == {"A twinning of two towns", "Twinning in spring"}


def test_the_last_item_of_a_feed_can_be_hidden(published: Newsroom) -> None:
    """The guard holds back a feed that is empty at once, but not where an editor meant it."""
    published.decide("4", "hide")
    assert shown(published, "development") == set()


def test_what_is_put_in_and_taken_out_beats_the_rules_and_outlives_edits_of_them(published: Newsroom) -> None:
    room = published
    room.decide("3", "put", about="twinning", note="It is about a twinning")
    room.decide("1", "take", about="twinning")
    wanted = {"Twinning in spring", "The weather"}
    assert shown(room) == wanted
    room.edit(room.source("a", "/a"), categories=CATEGORIES.replace("[twinning]", "[twinning, towns]"))
    room.recategorise()
    assert shown(room) == wanted
    room.web.page("/a", rss(*(one.replace("weather", "weather, corrected") for one in LISTED)))
    room.ask()
    assert shown(room) == {"Twinning in spring", "The weather, corrected"}
    room.edit(room.source("a", "/a", "categories: [twinning]"))
    room.recategorise()
    assert "A twinning of two towns" not in shown(room)


def test_the_later_of_two_decisions_holds_and_undoing_it_brings_the_earlier_back(published: Newsroom) -> None:
    room = published
    room.decide("3", "put", about="twinning")
    room.wait(minutes=1)
    room.decide("3", "take", about="twinning")
    assert "The weather" not in shown(room)
    room.undo("3", "take")
    assert "The weather" in shown(room)


def test_a_renamed_category_keeps_what_was_put_into_it(published: Newsroom) -> None:
    room = published
    room.decide("3", "put", about="twinning")
    room.edit(
        room.source("a", "/a"), categories=CATEGORIES.replace("  twinning: {", "  towns: {was: twinning, ")
    )
    room.recategorise()
    assert "The weather" in shown(room, "towns")


def test_feeds_yaml_wins_where_it_names_the_item_itself(published: Newsroom) -> None:
    room = published
    room.decide("2", "take", about="twinning")
    assert "Twinning in spring" not in shown(room)
    named = CATEGORIES.replace("any: [twinning]", "any: [twinning], expect: {in: [Twinning in Spring]}")
    assert room.edit(room.source("a", "/a"), categories=named) == ()
    room.recategorise()
    assert "Twinning in spring" in shown(room)


def test_a_corrected_title_is_everywhere_and_stays_when_the_source_edits(published: Newsroom) -> None:
    room = published
    before = next(one for one in room.feed("twinning")["items"] if one["title"].startswith("A tw"))
    room.decide("1", "title", about="en", value="A twinning of <b>three</b> towns")
    assert "A twinning of <b>three</b> towns" in shown(room)
    after = next(one for one in room.feed("twinning")["items"] if one["id"] == before["id"])
    assert after["date_modified"] > before["date_modified"]
    room.web.page("/a", rss("1 A twinning of towns", *LISTED[1:]))
    assert room.ask().new == 0
    assert "A twinning of <b>three</b> towns" in shown(room)
    with room.store.read() as tx:
        assert len(search.find(tx, search.read("three"), 9, ["twinning"])) == 1
        printed = tx.execute(select(variants.c.printed_title).where(variants.c.printed_title.is_not(None)))
        assert list(printed.scalars()) == ["A twinning of towns"]
    room.undo("1", "title")
    assert "A twinning of towns" in shown(room)


def test_what_is_pinned_stays_in_the_current_document_till_then(room: Newsroom) -> None:
    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(120))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    assert "Twinning 3" not in shown(room)
    before = [one["id"] for one in room.feed("twinning")["items"]]
    room.decide("3", "pin", value=room.now.replace(year=2027).isoformat())
    assert "Twinning 3" in shown(room)
    assert [one["id"] for one in room.feed("twinning")["items"]][:-1] == before
    room.wait(days=366)
    assert "Twinning 3" not in shown(room)


def test_a_decision_waits_for_its_item(published: Newsroom) -> None:
    """A database that is built anew gets what was decided in the old one, and then its items."""
    room = published
    room.decide("1", "hide")
    room.decide("2", "title", about="en", value="Twinning in May")
    with room.store.read() as tx:
        made = [one for one, _ in decisions.every(tx)]
    room.web.page("/b", rss("1 A twinning of Ghent", "9 Twinning in autumn"))
    told = [one.__class__(f"{one.uid}x", "b", one.keys, *(getattr(one, n) for n in NAMES)) for one in made]
    with room.store.write() as tx:
        assert decisions.keep(tx, told) == 2
        assert decisions.keep(tx, told) == 0
        assert len(decisions.absent(tx)) == 2
    room.edit(room.source("a", "/a"), room.source("b", "/b"))
    room.wait(seconds=5)
    room.refresh()
    room.carry_out()
    room.recategorise()
    assert "A twinning of Ghent" not in shown(room)
    assert "Twinning in autumn" in shown(room)
    with room.store.read() as tx:
        assert [one.value for one in decisions.absent(tx)] == ["Twinning in May"]


NAMES = ("kind", "about", "value", "note", "who", "moment")


def test_it_is_explained_by_whom_and_when(published: Newsroom) -> None:
    room = published
    uid = room.decide("3", "put", about="twinning", note="It is")
    with room.store.read() as tx:
        stored = items.find(tx, uid)
        assert stored
        told = decisions.of(tx, [stored.id])[stored.id]
        [match] = items.matches_of(tx, stored.id)
    found = explained(room.config, room.runtime.rulebook, stored.item, (), told)
    assert (found.decided["twinning"].who, match.reasons[0].words) == ("Ada", "Ada, 2026-06-02")


def test_what_is_carried_out_is_ordered(published: Newsroom) -> None:
    room = published
    room.decide("1", "hide")
    with room.store.read() as tx:
        rows = tx.execute(select(feeds.c.category, feeds.c.ordered).where(feeds.c.due.is_not(None)))
        assert {(row.category, row.ordered) for row in rows} == {("twinning", True)}


def test_site_of_another_language_is_untouched(published: Newsroom) -> None:
    """A title is corrected in the language that was meant, and in no other."""
    published.decide("1", "title", about="fr", value="Un jumelage")
    assert "A twinning of two towns" in shown(published)
