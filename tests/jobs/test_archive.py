"""Stories of a feed's whole life: a reader that walks the archive gets every item, at any moment, exactly once."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from lxml import etree

from syndicate.jobs.render import render
from syndicate.model import Item, Match, Variant
from syndicate.store import feeds, items

from .newsroom import CATEGORIES, SITE, Newsroom, rss

ATOM = "{http://www.w3.org/2005/Atom}"
ONE_FEED = CATEGORIES.replace("  twinning: {title: Twinning, publish: every 1s, any: [twinning]}\n", "")
ONE_LANGUAGE = SITE.replace("[en, fr]", "[en]")
BASE = "https://news.example.eu/"


def read_json(body: bytes) -> tuple[list[str], str | None]:
    told = json.loads(body)
    return [item["id"] for item in told["items"]], told.get("next_url")


def read_atom(body: bytes) -> tuple[list[str], str | None]:
    root = etree.fromstring(body)
    return [node.findtext(f"{ATOM}id", "") for node in root.iter(f"{ATOM}entry")], before(root)


def read_rss(body: bytes) -> tuple[list[str], str | None]:
    root = etree.fromstring(body)
    return [node.findtext("guid", "") for node in root.iter("item")], before(root)


def before(root: "etree._Element") -> str | None:
    links = root.iter(f"{ATOM}link")
    return next((link.get("href") for link in links if link.get("rel") == "prev-archive"), None)


READERS: dict[str, Callable[[bytes], tuple[list[str], str | None]]] = {
    "rss": read_rss,
    "atom": read_atom,
    "json": read_json,
}


@dataclass
class Reader:
    """A subscriber that reads the current document, and then back until it finds a page that it knows."""

    room: Newsroom
    form: str
    items: list[str] = field(default_factory=list)
    pages: set[str] = field(default_factory=set)

    def walk(self, name: str = "development") -> Iterator[str]:
        """Read one document at each step; give its address."""
        address, walked = f"{BASE}feeds/{name}.{self.form}", set[str]()
        while address not in self.pages:
            body = self.room.document(address.removeprefix(BASE))
            assert body, address
            ids, older = READERS[self.form](body)
            assert len(ids) == len(set(ids))
            known = set(self.items)
            self.items += [one for one in ids if one not in known]
            if "/archive/" in address:
                walked.add(address)
            yield address
            if older is None:
                break
            address = older
        self.pages |= walked


@dataclass
class Press:
    """Puts items into the store as an intake does."""

    room: Newsroom
    count: int = 0

    def bring(self, fresh: int, *, bulk: bool = False, text: str = "") -> list[int]:
        runtime, state = self.room.runtime, self.room.state()
        news = [self.item(self.count + n, text) for n in range(fresh)]
        self.count += fresh
        with self.room.store.write() as tx:
            numbers = items.add(tx, state.id, [(one, one.uid) for one in news], runtime.rules, bulk=bulk)
            match = [Match("development", ())]
            items.file(tx, [(n, one.published, match) for n, one in zip(numbers, news, strict=True)])
        return numbers

    def item(self, number: int, text: str) -> Item:
        moment = datetime.fromisoformat("2026-01-01T00:00:00+00:00") + timedelta(minutes=number)
        variant = Variant("a", "en", f"https://a.example/{number}", f"Item {number}", "Said.", text, None, ())
        return Item(f"n{number}", "a", moment, moment, self.room.now, (variant,))

    def publish(self) -> list[str]:
        """Render the feed of all languages; give the documents that changed."""
        self.room.wait(seconds=5)
        with self.room.store.write() as tx:
            feeds.mark_stale(tx, "development", None, self.room.now, self.room.now)
        return self.room.render()


@pytest.fixture
def press(room: Newsroom) -> Press:
    room.web.page("/a", rss())
    assert room.edit(room.source("a", "/a", "republish: full"), site=ONE_LANGUAGE, categories=ONE_FEED) == ()
    room.refresh()
    room.render()
    return Press(room)


def test_readers_get_every_item_exactly_once_while_items_arrive(press: Press) -> None:
    """Each reader walks a few documents, then items come, some of them as back-fill, and the feed is rendered."""
    chance = random.Random(5005)
    readers = {form: Reader(press.room, form) for form in READERS}
    walks: dict[str, Iterator[str]] = {form: iter(()) for form in READERS}
    while press.count < 5_000:
        press.bring(chance.choice([1, 3, 40, 90, 230]), bulk=chance.random() < 0.2)
        press.publish()
        for form, reader in readers.items():
            for _ in range(chance.choice([0, 1, 4])):
                if next(walks[form], None) is None:
                    walks[form] = reader.walk()
    for reader in readers.values():
        list(reader.walk())
    wanted = {f"tag:news.example.eu,2026:n{number}" for number in range(press.count)}
    for form, reader in readers.items():
        assert len(reader.items) == len(set(reader.items)) == press.count, form
        assert set(reader.items) == wanted
        stranger = Reader(press.room, form)
        assert len(list(stranger.walk())) == 1 + len(reader.pages)
        assert set(stranger.items) == wanted


def test_a_page_holds_what_no_other_page_holds_and_never_changes(press: Press) -> None:
    press.bring(250)
    press.publish()
    pages = {n: press.room.document(f"feeds/development/archive/{n}.json") or b"" for n in (1, 2)}
    assert [len(read_json(body)[0]) for body in pages.values()] == [100, 100]
    assert not set(read_json(pages[1])[0]) & set(read_json(pages[2])[0])
    press.bring(100)
    changed = press.publish()
    assert {path.rpartition("/")[2] for path in changed if "archive" in path} == {"3.rss", "3.atom", "3.json"}


def test_long_texts_close_a_page_early(press: Press) -> None:
    press.bring(6, text="<p>" + 100 * 1024 * "x" + "</p>")
    press.publish()
    assert len(press.room.titles("development/archive/1")) == 6
    assert len(press.room.titles()) == 6
    press.bring(1)
    press.publish()
    assert len(press.room.titles()) == 7


def test_what_comes_late_in_bulk_is_in_a_short_page_and_not_shown_as_new(press: Press) -> None:
    press.bring(5)
    press.publish()
    press.bring(30, bulk=True)
    press.publish()
    assert len(press.room.titles("development/archive/1")) == 20
    assert press.room.titles() == [f"Item {n}" for n in (*range(34, 24, -1), *range(4, -1, -1))]


def test_an_edit_reaches_the_page_that_holds_the_item(room: Newsroom) -> None:
    listed = [f"{number} Development cooperation {number}" for number in range(120)]
    room.web.page("/a", rss(*listed))
    room.edit(room.source("a", "/a"), site=ONE_LANGUAGE, categories=ONE_FEED)
    room.refresh()
    room.render()
    assert room.titles("development/archive/1")[-1] == "Development cooperation 0"
    room.web.page("/a", rss("0 No longer about it", *listed[1:]))
    room.ask()
    room.wait(seconds=5)
    changed = room.render()
    assert room.titles("development/archive/1")[-1] == "No longer about it"  # it has entered, and so it stays
    assert [path for path in changed if "archive" not in path] == []


@pytest.mark.parametrize(
    ("source", "site", "pages"),
    [
        ("", ONE_LANGUAGE, 0),
        ("republish: title", ONE_LANGUAGE, 6),
        ("", ONE_LANGUAGE.replace("Towns", "Cities"), 6),
        ("", SITE, 0),
    ],
)
def test_an_edit_of_feeds_yaml_reaches_the_pages_that_print_it(
    press: Press, source: str, site: str, pages: int
) -> None:
    room = press.room
    press.bring(120)
    room.wait(seconds=5)
    room.edit(room.source("a", "/a", "republish: full"), site=ONE_LANGUAGE, categories=ONE_FEED + " ")
    room.render()
    room.wait(seconds=5)
    room.edit(room.source("a", "/a", source or "republish: full"), site=site, categories=ONE_FEED)
    changed = {path for path in room.render() if "archive" in path and ".fr" not in path}
    assert len(changed) == pages


def test_many_pages_that_change_do_not_keep_other_feeds_waiting(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndicate.jobs.render.PAGES", 2)
    room = press.room
    press.bring(510)
    press.publish()
    room.edit(room.source("a", "/a", "republish: title"), site=ONE_LANGUAGE, categories=ONE_FEED)
    claim = room.claim_feed(room.runtime)
    assert claim
    assert len([path for path in render(room.runtime, claim) if "/archive/" in path]) == 2 * 3
    room.render()
    assert b"Said." not in (room.document("feeds/development/archive/5.rss") or b"")


def test_a_language_that_comes_back_has_its_archive_again(press: Press) -> None:
    room = press.room
    press.bring(120)
    for site, there in (
        (ONE_LANGUAGE, True),
        (SITE.replace("[en, fr]", "[fr]"), False),
        (ONE_LANGUAGE, True),
    ):
        room.wait(seconds=5)
        room.edit(room.source("a", "/a"), site=site, categories=ONE_FEED)
        room.render()
        assert bool(room.document("feeds/development.en/archive/1.atom")) is there
