"""Stories of feeds as a subscriber gets them."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from syndicate import entering
from syndicate.entering import backfill
from syndicate.store.feeds import Waiting

from .newsroom import CATEGORIES, SITE, Newsroom, rss

# A feed whose item has a summary and a longer text.
TOLD = (
    rss("1 A twinning", text="The whole story.")
    .replace("version='2.0'", "version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/'")
    .replace("<description>", "<description>Summary.</description><c:encoded>&lt;p&gt;First.&lt;/p&gt; ")
    .replace("</description><pubDate>", "</c:encoded><pubDate>")
)


def opened(room: Newsroom, body: str, more: str = "", categories: str = CATEGORIES) -> None:
    room.web.page("/a", body)
    assert room.edit(room.source("a", "/a", more), categories=categories) == ()
    room.refresh()


def test_the_first_publication_waits_for_no_timetable(room: Newsroom) -> None:
    opened(room, rss("1 A twinning"), categories=CATEGORIES.replace("every 1s", '"0 7 * * mon"'))
    changed = room.render()
    assert sorted(changed) == sorted(
        f"feeds/{category}{language}.{form}"
        for category in ("development", "twinning")
        for language in ("", ".en", ".fr")
        for form in ("rss", "atom", "json")
    )
    assert room.titles("twinning") == ["A twinning"]


def test_the_same_again_is_the_same_bytes(room: Newsroom) -> None:
    opened(room, rss("1 A twinning", "2 Another twinning"))
    room.render()
    room.edit(room.source("a", "/a", "every: 2h"))  # may have changed everything
    room.wait(days=9)
    assert room.render() == []


def test_the_newest_first_fifty_and_what_is_in_no_page_yet(room: Newsroom) -> None:
    opened(room, rss(*(f"{number} Twinning {number}" for number in range(120))))
    room.render()
    assert room.titles("twinning") == [f"Twinning {number}" for number in range(119, 69, -1)]
    assert room.titles("twinning/archive/1") == [f"Twinning {number}" for number in range(99, -1, -1)]


def test_what_comes_late_with_an_old_date_is_in_too(room: Newsroom) -> None:
    opened(room, rss(*(f"{number} Twinning {number}" for number in range(50))))
    room.render()
    room.web.page("/a", rss("late A late twinning"))
    room.ask()
    room.render()
    assert "A late twinning" in room.titles("twinning")
    assert len(room.titles("twinning")) == 51


def test_a_category_is_not_published_more_often_than_it_says(room: Newsroom) -> None:
    opened(room, rss("1 A twinning"), "every: 1m", CATEGORIES.replace("every 1s", "every 1h"))
    room.render()
    room.web.page("/a", rss("2 Another twinning"))
    room.ask(minutes=2)
    assert room.render() == []
    room.wait(hours=1)
    assert room.render() != []
    assert room.titles("twinning") == ["Another twinning", "A twinning"]


@pytest.mark.parametrize(
    ("republish", "summary", "content"),
    [("full", True, True), ("summary", True, False), ("title", False, False)],
)
def test_no_more_goes_out_than_a_source_allows(
    room: Newsroom, republish: str, summary: bool, content: bool
) -> None:
    opened(room, TOLD, f"republish: {republish}")
    room.render()
    for form in ("rss", "atom", "json"):
        printed = room.document(f"feeds/twinning.{form}") or b""
        assert b"A twinning" in printed
        assert (b"Summary." in printed) is summary
        assert (b"The whole story." in printed) is content


@pytest.mark.parametrize("republish", ["full", "summary", "title"])
@pytest.mark.parametrize("images", [True, False])
def test_a_picture_goes_out_where_its_source_allows_it(
    room: Newsroom, republish: str, *, images: bool
) -> None:
    picture = "<enclosure url='/bridge.jpg' type='image/jpeg' length='812'/><pubDate>"
    body = rss("1 A twinning").replace("<pubDate>", picture)
    opened(room, body, f"republish: {republish}\n    images: {'yes' if images else 'no'}")
    room.render()
    for form, times in (("rss", 3), ("atom", 3), ("json", 2)):
        printed = room.document(f"feeds/twinning.{form}") or b""
        assert printed.count(b"/bridge.jpg") == (times if images else 0)


def test_a_recording_goes_out_with_what_is_known_of_it(room: Newsroom) -> None:
    recording = "<enclosure url='/talk.mp3' type='audio/mpeg' length='812'/><pubDate>"
    opened(room, rss("1 A twinning").replace("<pubDate>", recording))
    room.render()
    assert b'/talk.mp3" type="audio/mpeg" length="812"/>' in (room.document("feeds/twinning.rss") or b"")


def test_a_line_names_the_source_where_the_site_wants_it(room: Newsroom) -> None:
    opened(room, rss("1 A twinning"))
    room.render()
    assert b"Source: " not in (room.document("feeds/twinning.rss") or b"")
    room.edit(room.source("a", "/a"), site=f"{SITE}  credit: yes\n")
    room.wait(seconds=2)
    room.render()
    for form in ("rss", "atom", "json"):
        assert b"Source: " in (room.document(f"feeds/twinning.en.{form}") or b"")
        assert "Source\u00a0: ".encode() in (room.document(f"feeds/twinning.fr.{form}") or b"")


def test_each_language_leads_to_the_others(room: Newsroom) -> None:
    opened(room, rss("1 A twinning"))
    room.render()
    for form in ("atom", "json"):
        french = (room.document(f"feeds/twinning.fr.{form}") or b"").decode()
        assert f"/feeds/twinning.en.{form}" in french
        assert f"/feeds/twinning.{form}" in french


def test_an_edit_of_what_may_go_out_holds_for_what_is_stored(room: Newsroom) -> None:
    opened(room, rss("1 A twinning"))
    room.render()
    assert b"Said of it." in (room.document("feeds/twinning.rss") or b"")
    room.edit(room.source("a", "/a", "republish: title"))
    room.wait(seconds=2)
    room.render()
    assert b"Said of it." not in (room.document("feeds/twinning.rss") or b"")


@pytest.mark.parametrize(("fallback", "titles"), [("yes", ["Twinning in English"]), ("no", [])])
def test_a_language_without_a_text(room: Newsroom, fallback: str, titles: list[str]) -> None:
    strict = CATEGORIES.replace("any: [twinning]", f"any: [twinning], fallback: {fallback}")
    opened(room, rss("1 Twinning in English"), categories=strict)
    room.render()
    assert room.titles("twinning.fr") == titles
    assert room.titles("twinning.en") == room.titles("twinning") == ["Twinning in English"]


def test_a_file_of_ours_is_never_printed(room: Newsroom) -> None:
    (room.folder / "own.rss").write_text(rss("1 A twinning").replace("<link>https://a.example/</link>", ""))
    assert room.edit("  a:\n    name: Our own\n    feed: file:own.rss\n") == ()
    assert room.refresh()["a"].new == 1
    room.render()
    for form in ("rss", "atom", "json"):
        printed = room.document(f"feeds/twinning.{form}") or b""
        assert b"Our own" in printed
        assert b"file:" not in printed
        assert b"own.rss" not in printed
    assert b"<id>tag:news.example.eu,2026:source/a</id>" in (room.document("feeds/twinning.atom") or b"")


def test_before_every_source_was_asked_nothing_has_entered(room: Newsroom) -> None:
    """What is added on the first day is not new to anybody: the newest by date are what a subscriber finds."""
    opened(room, rss("1 A twinning"))
    room.edit(room.source("a", "/a"), room.source("b", "/b"))
    room.render()
    assert room.titles("twinning") == ["A twinning"]
    room.web.page("/b", rss("1 Another twinning"))
    room.refresh()
    room.render()
    assert room.titles("twinning") == ["Another twinning", "A twinning"]


def test_what_arrives_while_items_enter_enters_next(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """One worker lets items enter while another stores what comes."""
    if room.store.engine.dialect.name == "sqlite":
        pytest.skip("a writer is alone there")
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    room.web.page("/a", rss("1 A twinning", "2 A second twinning"))
    room.ask()
    arriving = iter([rss("1 A twinning", "2 A second twinning", "3 A third twinning")])

    def meanwhile(waiting: Sequence[Waiting], now: datetime) -> set[int]:
        for body in arriving:
            room.web.page("/a", body)
            room.ask()
        return backfill(waiting, now)

    monkeypatch.setattr(entering, "backfill", meanwhile)
    room.render()
    room.render()
    for name in ("twinning", "twinning.en", "twinning.fr"):
        assert room.titles(name) == ["A third twinning", "A second twinning", "A twinning"]
