"""Stories of what an operator takes back: gone from every document for good, and said so where it was."""

import json
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from lxml import etree
from sqlalchemy import func, select

from syndicate.entering import enter
from syndicate.store.tables import entered
from syndicate.store.tables import items as item_rows

from ..rules import mistakes_in_atom, mistakes_in_json, mistakes_in_rss
from .newsroom import CATEGORIES, Newsroom, rss

AT = "{http://purl.org/atompub/tombstones/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"
LISTED = [f"{number} Twinning {number}" for number in range(120)]
MISTAKES = {"rss": mistakes_in_rss, "atom": mistakes_in_atom, "json": mistakes_in_json}


@pytest.fixture
def published(room: Newsroom) -> Newsroom:
    """A feed of 120 items, the oldest 100 in a page of the archive."""
    room.web.page("/a", rss(*LISTED))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    return room


def take_back(room: Newsroom, guid: str) -> str:
    """Withdraw what the source calls so; give its id."""
    uid = room.decide(guid, "withdraw", value="Published by mistake")
    room.render()
    return f"tag:news.example.eu,2026:{uid}"


def items(room: Newsroom, name: str = "twinning") -> dict[str, str]:
    return {item["id"]: item["title"] for item in room.feed(name)["items"]}


def test_it_leaves_the_current_document_and_an_emptied_entry_says_so(published: Newsroom) -> None:
    room = published
    gone = take_back(room, "119")
    assert items(room)[gone] == "Withdrawn"
    assert items(room, "twinning.fr")[gone] == "Retiré"
    for form, mistakes in MISTAKES.items():
        body = room.document(f"feeds/twinning.{form}") or b""
        assert b"Twinning 119" not in body
        assert b"a.example/119" not in body
        assert b"Published by mistake" in body
        assert mistakes(body) == []


def test_atom_says_it_in_an_element_of_its_own(published: Newsroom) -> None:
    gone = take_back(published, "119")
    root = etree.fromstring(published.document("feeds/twinning.atom") or b"")
    [stone] = root.findall(f"{AT}deleted-entry")
    assert (stone.get("ref"), stone.get("when")) == (gone, "2026-06-02T12:00:00+00:00")
    [entry] = [one for one in root.findall(f"{ATOM}entry") if one.findtext(f"{ATOM}id") == gone]
    assert entry.findtext(f"{ATOM}updated") == stone.get("when")  # not later, else it would be there again


def test_it_leaves_its_page_of_the_archive_and_feeds_that_it_never_entered_say_nothing(
    published: Newsroom,
) -> None:
    room = published
    gone = take_back(room, "5")
    assert gone not in items(room, "twinning/archive/1")
    assert len(items(room, "twinning/archive/1")) == 99
    assert items(room)[gone] == "Withdrawn"
    assert room.feed("development")["items"] == []


def test_after_thirty_days_nothing_is_said_any_more(published: Newsroom) -> None:
    room = published
    gone = take_back(room, "119")
    room.wait(days=29)
    room.render()
    assert gone in items(room)
    room.wait(days=1, seconds=1)
    room.render()
    assert gone not in items(room)
    assert b"deleted-entry" not in (room.document("feeds/twinning.atom") or b"")


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(rss(*LISTED), id="printed-again"),
        pytest.param(rss(*LISTED[:119], "119 Twinning 119, corrected"), id="edited"),
        pytest.param(rss("new Twinning 119").replace("example/new", "example/119"), id="another-guid"),
    ],
)
def test_its_source_still_prints_it(published: Newsroom, later: str) -> None:
    room = published
    gone = take_back(room, "119")
    room.web.page("/a", later)
    room.ask()
    room.recategorise()
    room.render()
    titles = [title for title in items(room).values() if "119" in title]
    assert titles == []
    assert items(room)[gone] == "Withdrawn"


def test_a_source_that_is_built_anew_does_not_bring_it_back(published: Newsroom) -> None:
    room = published
    take_back(room, "119")
    room.web.page(
        "/b", rss(*(item.replace(" ", "-b ", 1) for item in LISTED)).replace("-b</link>", "</link>")
    )
    room.edit(room.source("b", "/b"))
    room.wait(days=2)
    assert room.refresh()["b"].new == 120
    room.wait(seconds=5)
    room.render()
    names = ["twinning", *(f"twinning/archive/{n}" for n in (1, 2, 3))]
    titles = [title for name in names for title in items(room, name).values()]
    assert titles.count("Twinning 118") == 2
    assert "Twinning 119" not in titles


def test_other_rules_do_not_bring_it_back(published: Newsroom) -> None:
    room = published
    gone = take_back(room, "119")
    room.edit(room.source("a", "/a"), categories=CATEGORIES.replace("[twinning]", "[twinning, said]"))
    assert sum(room.recategorise()) == 119
    room.wait(seconds=5)
    room.render()
    assert items(room)[gone] == "Withdrawn"


def test_it_can_be_undone(published: Newsroom) -> None:
    room = published
    gone = take_back(room, "119")
    room.wait(days=1)
    assert room.undo("119", "withdraw") == 1
    room.recategorise()
    room.wait(seconds=5)
    room.render()
    assert items(room)[gone] == "Twinning 119"
    [told] = [one for one in room.feed("twinning")["items"] if one["id"] == gone]
    assert told["date_modified"] == "2026-06-03T12:00:00+00:00"  # later than what said that it is gone
    assert json.dumps(told["date_published"]) == '"2026-06-01T01:59:00+00:00"'


def test_undone_it_is_shown_again_however_old_it_is(published: Newsroom) -> None:
    room = published
    gone = take_back(room, "5")
    room.wait(days=100)
    room.undo("5", "withdraw")
    room.recategorise()
    room.wait(seconds=5)
    room.render()
    assert items(room)[gone] == "Twinning 5"


def test_twice_is_once(published: Newsroom) -> None:
    take_back(published, "119")
    before = published.document("feeds/twinning.atom")
    published.wait(days=2)
    take_back(published, "119")
    assert published.document("feeds/twinning.atom") == before


def test_what_another_worker_lets_enter_at_this_moment_is_taken_back_too(published: Newsroom) -> None:
    room = published
    room.web.page("/a", rss(*LISTED, "120 Twinning 120"))
    room.ask()
    claim = room.claim_feed(room.runtime)
    assert claim
    with ThreadPoolExecutor(1) as pool:
        with room.store.write() as tx:
            enter(tx, room.config, room.runtime.rules, claim, room.now)
            taken_back = pool.submit(room.decide, "120", "withdraw", value="By mistake")
            wait([taken_back], timeout=0.5)  # for its turn
        assert taken_back.result()
    with room.store.read() as tx:
        left = select(func.count()).select_from(entered).join(item_rows).where(item_rows.c.withdrawn)
        assert tx.execute(left).scalar() == 0
