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
