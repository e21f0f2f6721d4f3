"""Stories of closed pages: what they hold, which wait to be rendered, and what changes them."""

import pytest

from syndicate.store import archives, feeds, items
from syndicate.store.archives import OpenRow
from syndicate.store.database import Database

from .rows import HOUR, NOW, claim, follow, listed, put, states, want


@pytest.fixture
def rows(store: Database) -> list[int]:
    """Five items that entered a feed, the oldest first."""
    follow(store, listed("a"))
    want(store, ("development", None))
    numbers = [put(store, f"i{n}", published=NOW - (9 - n) * HOUR) for n in range(5)]
    with store.write() as tx:
        feeds.enter(tx, claim(), NOW, strict=False, late=lambda waiting: {waiting[0].id})
    return numbers


def close(store: Database, *pages: list[int]) -> None:
    with store.write() as tx:
        archives.close(tx, claim(), pages, NOW)


def waiting(store: Database, most: int = 9) -> list[int]:
    with store.read() as tx:
        return [page.number for page in archives.waiting(tx, claim(), most)]


def render(store: Database) -> None:
    with store.write() as tx:
        for page in archives.waiting(tx, claim(), 9):
            archives.rendered(tx, claim(), page)


def test_pages_close_over_rows(store: Database, rows: list[int]) -> None:
    size, source = len("i1" + "A summary"), states(store)["a"].id
    with store.read() as tx:
        assert archives.last(tx, claim()) is None
        assert archives.open_rows(tx, claim()) == [OpenRow(n, n == 1, size, source) for n in range(1, 6)]
    close(store, [1], [2, 3])
    close(store, [4])
    with store.read() as tx:
        assert archives.last(tx, claim()) == 3
        assert [row.number for row in archives.open_rows(tx, claim())] == [5]
        assert [archives.items_of(tx, claim(), page) for page in (1, 2, 3)] == [
            rows[:1],
            [rows[2], rows[1]],
            [rows[3]],
        ]


def test_new_pages_are_rendered_all_and_changed_ones_some_at_a_time(store: Database, rows: list[int]) -> None:
    close(store, [1], [2], [3])
    assert waiting(store, 0) == [1, 2, 3]
    render(store)
    assert waiting(store) == []
    with store.write() as tx:
        archives.touch_feed(tx, claim())
    close(store, [4])
    assert waiting(store, 2) == [4, 1, 2]


def test_an_item_that_changed_changes_its_page(store: Database, rows: list[int]) -> None:
    close(store, [1, 2], [3, 4])
    render(store)
    with store.write() as tx:
        assert archives.touch(tx, [rows[2]]) == {"development"}
        assert archives.touch(tx, [rows[4]]) == set()  # in no page yet
    assert waiting(store) == [2]


def test_a_change_during_a_rendering_is_rendered_again(store: Database, rows: list[int]) -> None:
    close(store, [1, 2])
    with store.write() as tx:
        [page] = archives.waiting(tx, claim(), 9)
        archives.touch(tx, [rows[0]])
        archives.rendered(tx, claim(), page)
    assert waiting(store) == [1]


def test_what_is_printed_of_a_source_changes_the_pages_with_items_of_it(
    store: Database, rows: list[int]
) -> None:
    close(store, [1, 2])
    render(store)
    with store.write() as tx:
        archives.touch_sources(tx, [states(store)["a"].id + 1])
    assert waiting(store) == []
    with store.write() as tx:
        archives.touch_sources(tx, [states(store)["a"].id])
    assert waiting(store) == [1]


def test_a_page_keeps_what_matches_no_longer(store: Database, rows: list[int]) -> None:
    close(store, [1, 2])
    with store.write() as tx:
        items.judge(tx, rows[0], NOW, [], "rules")
        assert archives.items_of(tx, claim(), 1) == [rows[1], rows[0]]
