"""What was stored while our clock was a day ahead: dated now, and published again."""

import pytest
from sqlalchemy import select

from syndicate.store import archives, clock, due, feeds, items, sources
from syndicate.store.database import Database
from syndicate.store.tables import matches

from .rows import HOUR, NOW, claim, follow, listed, put, states, want

AHEAD = NOW + 24 * HOUR


@pytest.fixture
def dated(store: Database) -> Database:
    """A feed with an item of an hour ago and one of tomorrow, each in a page of its own."""
    want(store, ("development", None), ("other", None))
    follow(store, listed("a"))
    with store.write() as tx:
        sources.record(tx, states(store)["a"], {"asked": AHEAD, "succeeded": AHEAD, "changed": AHEAD})
    put(store, "past", published=NOW - HOUR)
    put(store, "future", published=AHEAD)
    with store.write() as tx:
        feeds.begin(tx, claim(), NOW - HOUR)
        feeds.enter(tx, claim(), AHEAD, strict=False)
        archives.close(tx, claim(), [[1], [2]], AHEAD)
        for page in archives.waiting(tx, claim(), 9):
            archives.rendered(tx, claim(), page)
    return store


def test_dates_are_now_and_feeds_are_due(dated: Database) -> None:
    with dated.write() as tx:
        clock.mend(tx, NOW)
        clock.mend(tx, NOW)
        found = [items.find(tx, uid) for uid in ("past", "future")]
        assert [one.item.published for one in found if one] == [NOW - HOUR, NOW]
        assert max(tx.execute(select(matches.c.published)).scalars()) == NOW
        assert [page.number for page in archives.waiting(tx, claim(), 9)] == [2]
        assert {one.category for one in feeds.states(tx) if one.due == NOW} == {"development"}
        assert due.claim_feed(tx, NOW, ["development"])
    assert states(dated)["a"].changed == NOW


def test_of_a_clock_that_is_right_nothing_changes(dated: Database) -> None:
    with dated.write() as tx:
        clock.mend(tx, AHEAD)
        found = items.find(tx, "future")
        assert found
        assert found.item.published == AHEAD
        assert archives.waiting(tx, claim(), 9) == []
        assert not due.claim_feed(tx, AHEAD, ["development"])
