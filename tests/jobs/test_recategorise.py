"""Edited rules, and a worker that stops in the middle."""

from sqlalchemy import select

from syndicate.jobs.recategorise import BATCH, recategorise
from syndicate.store import items
from syndicate.store.database import Database
from syndicate.store.tables import matches

from .newsroom import CATEGORIES, Newsroom, rss


def categories(store: Database) -> list[str]:
    with store.read() as tx:
        return list(tx.execute(select(matches.c.category)).scalars())


def test_what_was_judged_is_not_judged_again(room: Newsroom) -> None:
    room.web.page("/a", rss(*(f"{number} A twinning" for number in range(BATCH + 50))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.edit(room.source("a", "/a"), categories=CATEGORIES.replace("development cooperation", "twinning"))
    assert recategorise(room.runtime) == BATCH
    assert categories(room.store).count("development") == BATCH
    assert room.recategorise() == [50]  # another process goes on
    assert (
        categories(room.store).count("development") == categories(room.store).count("twinning") == BATCH + 50
    )
    with room.store.read() as tx:
        assert items.unjudged(tx, room.runtime.rules, 1) == []


def test_an_edit_of_anything_else_judges_nothing(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.edit(
        room.source("a", "/a", "every: 2h"), categories=CATEGORIES.replace("title: Twinning", "title: Twins")
    )
    assert room.recategorise() == []


def rules_for(word: str) -> str:
    return CATEGORIES.replace("development cooperation", word)


def published(room: Newsroom, categories: str) -> list[str]:
    room.edit(room.source("a", "/a"), categories=categories)
    room.recategorise()
    room.wait(hours=1)
    room.render()
    return room.titles()


def test_other_rules_do_not_flood_a_feed(room: Newsroom) -> None:
    """Of what was there before only the newest are shown as new; what comes afterwards is."""
    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(30))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    newest = [f"Twinning {number}" for number in range(29, 19, -1)]
    assert published(room, rules_for("twinning")) == newest
    room.web.page("/a", rss("more Another twinning"))
    room.ask()
    assert published(room, rules_for("twinning")) == [*newest, "Another twinning"]
    assert published(room, CATEGORIES) == []
    assert published(room, rules_for("twinning")) == [*newest, "Another twinning"]


def test_other_rules_do_not_bring_old_news_back(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    room.wait(days=40)
    assert published(room, rules_for("twinning")) == []


def test_a_new_category_begins_with_the_newest_of_all(room: Newsroom) -> None:
    """A rendering between two batches does not publish half of it."""
    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(BATCH + 100))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    room.edit(room.source("a", "/a"), categories=f"{CATEGORIES}  new: {{title: New, any: [twinning]}}\n")
    assert recategorise(room.runtime) == BATCH
    room.render()
    room.recategorise()
    room.wait(hours=1)
    room.render()
    assert room.titles("new") == [f"Twinning {number}" for number in range(BATCH + 99, BATCH + 49, -1)]
