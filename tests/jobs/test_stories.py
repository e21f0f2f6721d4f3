"""One story that several sources print: subscribers get it once, with the names of all, and nothing is lost by it."""

from typing import Any

import pytest
from sqlalchemy import select

from syndicate.store.tables import items, matches

from .newsroom import CATEGORIES, Newsroom, rss

TITLE = "Twelve towns of two continents agree on a twinning for clean water"
TEXT = (
    "Mayors of twelve towns met on Thursday to sign an agreement that gives their water services a common plan, a common"
    " fund and a yearly meeting of engineers, as the union of municipalities has announced to the press."
)
ALL = CATEGORIES.replace("any: [twinning]", "any: [twinning], copies: all")


def feed(key: str, *news: str) -> str:
    """What a source prints: `guid title`, at its own addresses."""
    return rss(*news, text=TEXT).replace("https://a.example/", f"https://{key}.example/")


def publish(room: Newsroom, *keys: str, categories: str = CATEGORIES) -> None:
    for key in keys:
        room.web.page(f"/{key}", feed(key, f"{key}1 {TITLE}"))
    assert room.edit(*(room.source(key, f"/{key}") for key in keys), categories=categories) == ()
    room.refresh()
    room.render()


def shown(room: Newsroom, name: str = "twinning") -> list[tuple[str, list[str]]]:
    """Each item of a feed with the other sources that it names."""

    def others(item: dict[str, Any]) -> list[str]:
        return [one["title"] for one in item["_syndicate"].get("also", [])]

    return [(item["_syndicate"]["origin"]["title"], others(item)) for item in room.feed(name)["items"]]


def test_it_is_one_item_with_all_names_in_each_format(room: Newsroom) -> None:
    publish(room, "a", "b", "c")
    ((first, others),) = shown(room)
    assert sorted([first, *others]) == ["The source a", "The source b", "The source c"]
    assert len(room.feed("twinning.fr")["items"]) == 1
    link = f'title="{others[0]}"'.encode()
    for form in ("atom", "rss"):
        document = room.document(f"feeds/twinning.{form}") or b""
        assert document.count(b'rel="related"') == (3 if form == "atom" else 2)
        assert link in document


def test_who_came_first_stays_whatever_comes_later(room: Newsroom) -> None:
    publish(room, "b")
    before = room.feed("twinning")["items"][0]
    room.wait(days=1)
    publish(room, "b", "a")
    (after,) = room.feed("twinning")["items"]
    assert after.pop("_syndicate")["also"] == [{"title": "The source a", "url": "https://a.example/a1"}]
    before.pop("_syndicate")
    assert after == before


def test_each_keeps_its_page_and_its_edits(room: Newsroom) -> None:
    publish(room, "b")
    room.wait(days=1)
    publish(room, "a", "b")
    room.web.page("/a", feed("a", f"a1 {TITLE}, says the mayor"))
    assert room.ask("a").edited == 1
    room.render()
    assert shown(room) == [("The source b", ["The source a"])]
    with room.store.read() as tx:
        assert len(tx.execute(select(items.c.uid)).all()) == 2
        rows = tx.execute(select(matches.c.copy).order_by(matches.c.item_id))
        assert list(rows.scalars()) == [False, True]


def test_two_that_turn_out_to_be_one_stay_two_and_are_linked(room: Newsroom) -> None:
    room.web.page("/a", feed("a", f"a1 {TITLE}"))
    room.web.page("/b", feed("b", "b1 A twinning of which nothing is known yet").replace(TEXT, "Soon."))
    room.edit(room.source("a", "/a"), room.source("b", "/b"))
    room.refresh()
    room.render()
    assert [others for _, others in shown(room)] == [[], []]
    room.web.page("/b", feed("b", f"b1 {TITLE}"))
    assert room.ask("b", days=1).edited == 1
    room.render()
    assert sorted(shown(room)) == [("The source a", ["The source b"]), ("The source b", ["The source a"])]


def test_a_category_may_ask_for_all_copies_later(room: Newsroom) -> None:
    publish(room, "a", "b")
    assert len(shown(room)) == 1
    room.edit(room.source("a", "/a"), room.source("b", "/b"), categories=ALL)
    room.recategorise()
    room.wait(hours=1)
    room.render()
    assert sorted(shown(room)) == [("The source a", ["The source b"]), ("The source b", ["The source a"])]


def test_a_category_that_the_first_is_not_in_shows_the_other(room: Newsroom) -> None:
    publish(room, "b")
    room.wait(days=1)
    room.web.page("/a", feed("a", f"a1 {TITLE}"))
    own = room.source("a", "/a", "categories: [development]")
    room.edit(own, room.source("b", "/b"))
    room.refresh()
    room.render()
    assert shown(room, "twinning") == [("The source b", ["The source a"])]
    assert shown(room, "development") == [("The source a", ["The source b"])]


@pytest.mark.parametrize("title", ["Twinning newsletter", "Agenda: twinning"])
def test_a_title_that_anybody_may_write_joins_nobody(room: Newsroom, title: str) -> None:
    for key in "ab":
        room.web.page(f"/{key}", feed(key, f"{key}1 {title}").replace(TEXT, f"Of {key}."))
    room.edit(room.source("a", "/a"), room.source("b", "/b"))
    room.refresh()
    room.render()
    assert [others for _, others in shown(room)] == [[], []]


def test_when_the_first_is_withdrawn_the_copy_is_shown_at_once(room: Newsroom) -> None:
    publish(room, "b")
    room.wait(days=1)
    publish(room, "b", "a")
    room.decide("b1", "withdraw", value="Not ours to print")
    room.render()
    entries = {item["title"]: item for item in room.feed("twinning")["items"]}
    assert entries.keys() == {"Withdrawn", TITLE}
    assert entries[TITLE]["_syndicate"]["origin"]["title"] == "The source a"
    assert "also" not in entries[TITLE]["_syndicate"]
    room.undo("b1", "withdraw")
    room.recategorise()
    room.wait(hours=1)
    room.render()
    # Both have entered: the one that came up meanwhile stays, and the other is back for those who had it.
    assert sorted(shown(room)) == [("The source a", ["The source b"]), ("The source b", ["The source a"])]


def test_a_hidden_copy_is_named_no_more_and_stands_for_nobody(room: Newsroom) -> None:
    publish(room, "b")
    room.wait(days=1)
    publish(room, "b", "a")
    room.decide("a1", "hide")
    room.wait(seconds=5)
    room.render()
    assert shown(room) == [("The source b", [])]
    room.undo("a1", "hide")
    room.decide("b1", "hide")
    room.wait(seconds=5)
    room.render()
    assert shown(room) == [("The source a", [])]
