"""Stories of an edited feeds.yaml: a good one is in force at once, a bad one changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from syndicate.intake import Outcome
from syndicate.jobs.reconcile import reconcile
from syndicate.store import configs, documents, sources
from syndicate.store.database import Database
from syndicate.store.tables import metadata

from .newsroom import CATEGORIES, SITE, Newsroom, rss

ITEMS = rss("1 Development cooperation of towns", "2 A twinning")


def opened(room: Newsroom, *more: str) -> None:
    """A service that has published two items of one source."""
    room.web.page("/a", ITEMS, etag='"one"')
    assert room.edit(room.source("a", "/a"), *more) == ()
    room.refresh()
    room.render()


def rows(room: Newsroom) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored, but what was looked at."""
    with room.store.read() as tx:
        return {
            name: [tuple(row) for row in tx.execute(select(table))]
            for name, table in metadata.tables.items()
            if name != "configs"
        }


def newest(room: Newsroom) -> configs.StoredConfig:
    with room.store.read() as tx:
        stored = configs.newest(tx)
    assert stored
    return stored


def test_a_bad_edit_changes_nothing_and_is_remembered(room: Newsroom) -> None:
    opened(room)
    before, good = rows(room), room.config
    (mistake,) = room.edit(room.source("a", "/a", "colour: red"))
    assert (mistake.file, mistake.line) == ("feeds.yaml", 12)
    assert "unknown key 'colour'" in mistake.message
    assert rows(room) == before
    assert room.config == good
    assert newest(room).mistakes == (mistake,)


def test_the_same_bad_edit_is_told_once(room: Newsroom) -> None:
    opened(room)
    first = room.edit("  a: 1\n")
    seen = newest(room)
    room.wait(hours=1)
    assert room.edit("  a: 1\n") == first
    assert newest(room) == seen


def test_back_to_what_was_good(room: Newsroom) -> None:
    opened(room)
    room.edit("  a: 1\n")
    assert room.edit(room.source("a", "/a")) == ()
    assert newest(room).mistakes == ()
    assert room.ask() == Outcome("unchanged")


def test_a_first_feeds_yaml_that_is_bad(room: Newsroom) -> None:
    before = rows(room)
    assert room.edit("  a: 1\n")
    assert rows(room) == before
    with room.store.read() as tx:
        assert configs.in_force(tx) is None


def test_edited_rules_judge_what_is_stored(room: Newsroom) -> None:
    opened(room)
    other = CATEGORIES.replace("[twinning]", "[development cooperation, {fr: jumelage}]")
    room.edit(room.source("a", "/a"), categories=other)
    assert room.recategorise() == [2]
    assert room.recategorise() == []
    room.wait(seconds=2)
    room.render()
    assert room.titles("twinning") == room.titles("development") == ["Development cooperation of towns"]


def test_a_removed_source_is_asked_no_more_and_keeps_its_items(room: Newsroom) -> None:
    room.web.page("/b", rss("9 Another twinning"))
    opened(room, room.source("b", "/b"))
    room.edit(room.source("b", "/b"))
    room.wait(days=2)
    assert room.refresh().keys() == {"b"}
    room.render()
    assert sorted(room.titles("twinning")) == ["A twinning", "Another twinning"]


def test_a_removed_category_takes_its_documents_along(room: Newsroom) -> None:
    opened(room)
    assert room.document("feeds/twinning.fr.rss")
    room.edit(room.source("a", "/a"), categories=CATEGORIES[: CATEGORIES.index("  twinning")])
    room.render()
    with room.store.read() as tx:
        paths = documents.paths(tx)
    assert {path.split(".")[0] for path in paths} == {"feeds", "feeds/development"}
    assert b"twinning" not in (room.document("feeds.opml") or b"")


def test_another_language_is_published_too(room: Newsroom) -> None:
    opened(room)
    room.edit(room.source("a", "/a"), site=SITE.replace("[en, fr]", "[en, fr, de]"))
    room.wait(seconds=2)
    room.render()
    assert room.titles("twinning.de") == ["A twinning"]
    assert b"feeds/twinning.de" in (room.document("feeds.opml") or b"")


def test_another_site_id_is_refused_at_its_line(room: Newsroom) -> None:
    opened(room)
    (mistake,) = room.edit(
        room.source("a", "/a"), site=SITE.replace("news.example.eu,2026", "other.example,2026")
    )
    assert (mistake.line, mistake.column) == (2, 7)
    assert "'other.example,2026'" in mistake.message
    assert "'news.example.eu,2026'" in mistake.message
    assert room.config.site.id == "news.example.eu,2026"


def test_no_secret_is_stored(room: Newsroom) -> None:
    room.secrets = {"TOKEN": "s3cret-value"}
    room.web.page("/a?key=s3cret-value", ITEMS)
    room.edit(room.source("a", "/a?key=${TOKEN}", 'headers: {Authorization: "Bearer ${TOKEN}"}'))
    assert room.refresh() == {"a": Outcome("ok", new=2)}
    assert room.web.requests[-1].headers["authorization"] == "Bearer s3cret-value"
    room.render()
    assert "s3cret" not in repr(rows(room))
    assert "s3cret" not in repr(newest(room))
    assert b"TOKEN" not in (room.document("feeds/twinning.atom") or b"")


def test_a_secret_that_is_missing_is_a_mistake(room: Newsroom) -> None:
    (mistake,) = room.edit(room.source("a", "/a", 'headers: {Authorization: "${TOKEN}"}'))
    assert "TOKEN" in mistake.message


def test_a_timetable_that_became_more_frequent_holds_at_once(room: Newsroom) -> None:
    weekly = CATEGORIES.replace("every 1s", '"0 7 * * mon"')
    room.web.page("/a", ITEMS)
    room.edit(room.source("a", "/a"), categories=weekly)
    room.refresh()
    room.render()
    room.web.page("/a", rss("3 More twinning"))
    assert room.ask(hours=2) == Outcome("ok", new=1)
    assert room.render() == []
    room.edit(room.source("a", "/a"))
    room.render()
    assert "More twinning" in room.titles("twinning")


def test_processes_that_begin_together(room: Newsroom, url: str) -> None:
    start = Barrier(4)
    text = f"{SITE}sources:\n{room.source('a', '/a')}{CATEGORIES}"

    def begin(_: int) -> tuple[object, ...]:
        own = Database(url)
        start.wait()
        mistakes = reconcile(own, {"feeds.yaml": text}, {}, room.now)
        own.close()
        return mistakes

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(begin, range(4))) == [()] * 4
    with room.store.read() as tx:
        assert [state.key for state in sources.states(tx)] == ["a"]


def test_what_a_removed_source_said_of_its_items_goes_on_to_hold(room: Newsroom) -> None:
    room.web.page("/a", rss("1 Nothing that a rule would find"))
    room.web.page("/b", rss("2 Development cooperation of towns"))
    named = room.source("a", "/a", "categories: [development]")
    room.edit(named, room.source("b", "/b"))
    room.refresh()
    room.render()
    assert len(room.titles("development")) == 2
    room.edit(room.source("b", "/b"))
    room.recategorise()
    room.render()
    assert len(room.titles("development")) == 2


def test_what_an_operator_ordered_waits_for_no_timetable(room: Newsroom) -> None:
    daily = CATEGORIES.replace("publish: every 1s", 'publish: "0 7 * * *"')
    room.web.page("/a", rss("1 Development cooperation of towns"))
    room.edit(room.source("a", "/a"), categories=daily)
    room.refresh()
    room.render()
    renamed = daily.replace("title: Development,", "title: Development policy,")
    room.wait(minutes=1)
    room.edit(room.source("a", "/a"), categories=renamed)
    assert "feeds/development.rss" in room.render()
    assert room.feed("development")["title"].startswith("Development policy")
