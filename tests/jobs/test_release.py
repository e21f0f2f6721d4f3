"""Stories of bursts: held, seen by an operator, released by hand or by themselves."""

import logging
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from syndicate.intake import Outcome
from syndicate.jobs.release import release
from syndicate.store.tables import entered, matches

from .newsroom import Newsroom, rss

QUIET = [f"{number} Twinning {number}" for number in range(2)]
BURST = [f"{number} Twinning {number}" for number in range(32)]
NEWEST = [f"Twinning {number}" for number in range(31, 21, -1)]


@pytest.fixture
def flooded(room: Newsroom) -> Newsroom:
    """A source that has been quiet for a week, and prints thirty items at once."""
    room.web.page("/a", rss(*QUIET))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    room.web.page("/a", rss(*BURST), etag='"burst"')
    assert room.ask(days=8) == Outcome("ok", new=30, held=30)
    return room


def seen(room: Newsroom) -> list[str]:
    room.recategorise()
    room.render()
    return room.titles("twinning")


def held(room: Newsroom) -> datetime | None:
    return room.state().held


def test_what_is_held_is_in_no_category(flooded: Newsroom) -> None:
    assert seen(flooded) == ["Twinning 1", "Twinning 0"]
    with flooded.store.read() as tx:
        assert len(tx.execute(select(matches.c.item_id)).all()) == 2
    assert held(flooded) == flooded.now


def test_the_log_tells_of_it(room: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    room.web.page("/a", rss(*QUIET))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.web.page("/a", rss(*BURST))
    with caplog.at_level(logging.WARNING):
        room.ask(days=8)
    (record,) = caplog.records
    assert "30 new items are far more than this source brings" in record.message
    assert record.__dict__["event"] == "items_held"


def test_an_edit_of_what_is_held_does_not_publish_it(flooded: Newsroom) -> None:
    flooded.web.page("/a", rss(*BURST, text="Edited."))
    assert flooded.ask(hours=2) == Outcome("ok", edited=32)
    assert seen(flooded) == ["Twinning 1", "Twinning 0"]


def test_release_by_hand(flooded: Newsroom) -> None:
    assert release(flooded.store, "a", flooded.now) == 30
    assert held(flooded) is None
    assert seen(flooded) == [*NEWEST, "Twinning 1", "Twinning 0"]
    with flooded.store.read() as tx:
        hidden = tx.execute(select(entered.c.item_id).where(entered.c.backfill, entered.c.language == ""))
        assert len(hidden.all()) == 20
    assert release(flooded.store, "a", flooded.now) == 0
    assert release(flooded.store, "no-such", flooded.now) is None


def test_release_after_a_day_though_the_source_says_nothing_new(flooded: Newsroom) -> None:
    assert flooded.ask(hours=23) == Outcome("unchanged")
    assert held(flooded) == flooded.now - timedelta(hours=23)
    assert flooded.ask(hours=2) == Outcome("unchanged", released=30)
    assert held(flooded) is None
    assert seen(flooded) == [*NEWEST, "Twinning 1", "Twinning 0"]


def test_a_source_that_has_changed_its_ids(room: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    room.web.page("/a", rss(*(f"old{number} Twinning {number}" for number in range(6))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    before = [item["id"] for item in room.feed("twinning")["items"]]
    room.web.page("/a", rss(*(f"new{number} Twinning {number}" for number in range(6))))
    assert room.ask() == Outcome("ok", edited=6, rekeyed=6)
    room.render()
    assert [item["id"] for item in room.feed("twinning")["items"]] == before
    assert room.state().rekeyed == room.now
    assert "changed the ids of 6 items" in caplog.text
