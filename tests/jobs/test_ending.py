"""Stories of categories that end: the last entry says so, and a month later nothing is there."""

import pytest

from .newsroom import CATEGORIES, Newsroom, rss

ENDING = CATEGORIES.replace(
    "any: [twinning]",
    "any: [twinning], ended: 2026-06-10, farewell: {en: See Partners., fr: Voir Partenaires.}",
)


@pytest.fixture
def ending(room: Newsroom) -> Newsroom:
    """On the second of June, a category that ends on the tenth."""
    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(120))))
    room.edit(room.source("a", "/a", "every: 1m"), categories=ENDING)
    room.refresh()
    room.render()
    return room


def test_until_its_day_nothing_is_said(ending: Newsroom) -> None:
    ending.wait(days=7)
    assert ending.render() == []
    assert len(ending.titles("twinning")) == 50


def test_on_its_day_the_last_entry_says_so_and_nothing_enters_any_more(ending: Newsroom) -> None:
    room = ending
    room.wait(days=7, hours=13)
    room.render()
    assert room.titles("twinning")[0] == "This feed has ended"
    first = room.feed("twinning.fr")["items"][0]
    assert (first["title"], first["content_text"]) == ("Ce flux est terminé", "Voir Partenaires.")
    assert first["id"] == "tag:news.example.eu,2026:feed/twinning.fr/end"
    assert room.titles()[:1] == []  # the other category goes on
    room.web.page("/a", rss("new A new twinning"))
    room.ask()
    room.wait(seconds=5)
    room.render()
    assert "A new twinning" not in room.titles("twinning")


def test_a_month_later_its_addresses_are_gone(ending: Newsroom) -> None:
    room = ending
    room.wait(days=37)
    room.render()
    assert room.titles("twinning")[0] == "This feed has ended"
    room.wait(days=1)
    room.render()
    for name in ("twinning", "twinning.fr", "twinning/archive/1"):
        assert room.document(f"feeds/{name}.rss") is None
    assert room.document("feeds/development.rss")


def test_an_end_can_be_taken_back(ending: Newsroom) -> None:
    room = ending
    room.wait(days=60)
    room.render()
    room.edit(room.source("a", "/a"))
    room.recategorise()
    room.render()
    assert room.titles("twinning")[0] == "Twinning 119"
    assert len(room.titles("twinning/archive/1")) == 100


def test_a_day_is_a_day(room: Newsroom) -> None:
    [mistake] = room.edit(room.source("a", "/a"), categories=ENDING.replace("2026-06-10", "yes"))
    assert "'yes' is not a day: write the day, such as 2026-12-31, or today's for at once" in str(mistake)
