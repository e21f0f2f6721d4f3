"""Stories of categories that get another name: readers notice nothing, and nothing is lost."""

import pytest

from syndicate.store import documents

from .newsroom import CATEGORIES, Newsroom, rss

LISTED = [f"{number} Twinning {number}" for number in range(120)]
RENAMED = CATEGORIES.replace("twinning: {title: Twinning", "partners: {was: twinning, title: Twinning")


@pytest.fixture
def published(room: Newsroom) -> Newsroom:
    room.web.page("/a", rss(*LISTED))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    return room


def edit(room: Newsroom, categories: str) -> None:
    room.wait(seconds=5)
    assert room.edit(room.source("a", "/a"), categories=categories) == ()


def ids(room: Newsroom, name: str) -> list[str]:
    return [item["id"] for item in room.feed(name)["items"]]


def paths(room: Newsroom) -> list[str]:
    with room.store.read() as tx:
        return documents.paths(tx)


def test_the_new_addresses_are_served_at_once_and_the_old_ones_hold_nothing(published: Newsroom) -> None:
    room, before = published, paths(published)
    edit(room, RENAMED)
    assert paths(room) == sorted(path.replace("twinning", "partners") for path in before)


def test_ids_of_items_and_feeds_stay_and_nothing_enters_anew(published: Newsroom) -> None:
    room = published
    known = {name: ids(room, f"twinning{name}") for name in ("", "/archive/1", ".fr", ".fr/archive/1")}
    feed_id = b"<id>tag:news.example.eu,2026:feed/twinning</id>"
    assert feed_id in (room.document("feeds/twinning.atom") or b"")
    edit(room, RENAMED)
    room.recategorise()
    room.render()
    assert {name: ids(room, f"partners{name}") for name in known} == known
    assert room.document("feeds/partners/archive/2.atom") is None
    for name in ("partners", "partners/archive/1"):
        body = room.document(f"feeds/{name}.atom") or b""
        assert feed_id in body
        assert b"feeds/twinning" not in body
        assert f"feeds/{name}.atom".encode() in body


def test_a_rename_can_be_taken_back(published: Newsroom) -> None:
    room, before = published, {path: published.document(path) for path in paths(published)}
    for categories in (RENAMED, CATEGORIES):
        edit(room, categories)
        room.recategorise()
        room.render()
    after = {path: room.document(path) for path in paths(room)}
    assert {path for path in before if path != "feeds.opml" and before[path] != after.get(path)} == set()
    assert before.keys() == after.keys()


def test_another_category_of_the_former_name_is_another_feed(published: Newsroom) -> None:
    room = published
    edit(room, RENAMED)
    edit(room, f"{RENAMED.replace('was: twinning, ', '')}  twinning: {{title: New, any: [new]}}\n")
    room.recategorise()
    room.render()
    assert b"feed/twinning~2</id>" in (room.document("feeds/twinning.atom") or b"")
    assert b"feed/twinning</id>" in (room.document("feeds/partners.atom") or b"")


@pytest.mark.parametrize(
    ("was", "words"),
    [("development", "is a category of this file"), ("[old, two words]", "cannot be a name")],
)
def test_names_that_lead_nowhere(room: Newsroom, was: str, words: str) -> None:
    mistakes = room.edit(room.source("a", "/a"), categories=RENAMED.replace("was: twinning", f"was: {was}"))
    assert [words in str(one) for one in mistakes] == [True]


def test_two_categories_cannot_have_been_one(room: Newsroom) -> None:
    both = CATEGORIES.replace("{title", "{was: [old], title")
    [mistake] = room.edit(room.source("a", "/a"), categories=both)
    assert "'development' was 'old' already" in str(mistake)
