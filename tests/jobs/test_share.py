"""Stories of one source that says more than all others: it takes no more than its share, and nothing is lost."""

import pytest

from .newsroom import CATEGORIES, Newsroom, rss
from .test_archive import Reader

SHARED = CATEGORIES.replace("any: [twinning]", "any: [twinning], share: 20%")


def told(room: Newsroom, key: str, numbers: range) -> None:
    room.web.page(f"/{key}", rss(*(f"{key}{n} Twinning {key}{n}" for n in numbers)))


@pytest.fixture
def shared(room: Newsroom) -> Newsroom:
    told(room, "a", range(30))
    told(room, "b", range(8))
    room.edit(room.source("a", "/a", "every: 1m"), room.source("b", "/b"), categories=SHARED)
    room.refresh()
    room.render()
    return room


def of(room: Newsroom, key: str) -> list[str]:
    return [title for title in room.titles("twinning") if title.startswith(f"Twinning {key}")]


def test_a_busy_source_takes_a_fifth_of_the_places(shared: Newsroom) -> None:
    assert of(shared, "a") == [f"Twinning a{n}" for n in range(29, 19, -1)]
    assert len(of(shared, "b")) == 8


def test_what_it_says_next_takes_the_place_of_what_it_said_before_and_a_walk_finds_all(
    shared: Newsroom,
) -> None:
    room = shared
    reader = Reader(room, "json")
    list(reader.walk("twinning"))
    for last in (34, 39, 40, 44, 50):
        told(room, "a", range(last))
        room.ask(minutes=10)
        room.wait(seconds=5)
        room.render()
        assert len(of(room, "a")) == 10
        assert len(of(room, "b")) == 8
        list(reader.walk("twinning"))
        assert len(reader.items) == last + 8
        stranger = Reader(room, "json")
        list(stranger.walk("twinning"))
        assert sorted(stranger.items) == sorted(reader.items)
    assert len(reader.pages) <= 4  # not one for each item that loses its place


@pytest.mark.parametrize("wrong", ["0%", "101%", "half", "20", "x%"])
def test_what_is_no_share(room: Newsroom, wrong: str) -> None:
    mistakes = room.edit(
        room.source("a", "/a"), categories=CATEGORIES.replace("any: [tw", f'share: "{wrong}", any: [tw')
    )
    assert ["is not a share" in str(one) for one in mistakes] == [True]
