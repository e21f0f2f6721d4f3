"""Stories of feeds that change more than can be meant: what was published last stays until somebody says so."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from syndicate.errors import SourceError
from syndicate.jobs.render import render
from syndicate.model import Document
from syndicate.publish.guard import improbable, refusal
from syndicate.published import Feed
from syndicate.store import due, feeds
from syndicate.store.feeds import FeedState

from .newsroom import CATEGORIES, SITE, Newsroom, rss

LISTED = [f"{number} Twinning {number}" for number in range(20)]


@pytest.fixture
def published(room: Newsroom) -> Newsroom:
    room.web.page("/a", rss(*LISTED))
    room.edit(room.source("a", "/a"))
    room.refresh()
    room.render()
    return room


def state(room: Newsroom) -> FeedState:
    with room.store.read() as tx:
        return next(one for one in feeds.states(tx) if (one.category, one.language) == ("twinning", None))


def rewrite(room: Newsroom, kept: int) -> None:
    """Let the source write something else in all but these entries."""
    told = [*LISTED[:kept], *(f"{number} Sorry, an error" for number in range(kept, 20))]
    room.web.page("/a", rss(*told))
    room.ask()
    room.wait(seconds=5)
    room.render()


@pytest.mark.parametrize(
    ("before", "after", "held"),
    [(200, 50, False), (200, 49, True), (20, 200, False), (19, 200, True), (99, 50, False), (30, 14, True)],
)
def test_what_a_rush_brings_and_takes_is_no_fault(before: int, after: int, held: bool) -> None:
    why = improbable(after, before)
    assert bool(why) is held
    assert why is None or why.startswith(f"it would have {after} items, and had {before}: ")


@pytest.mark.parametrize(("kept", "held"), [(0, True), (9, True), (10, False)])
def test_a_source_that_breaks_does_not_empty_a_feed(published: Newsroom, kept: int, held: bool) -> None:
    rewrite(published, kept)
    assert len(published.titles("twinning")) == (20 if held else kept)
    assert bool(state(published).refused) is held
    assert state(published).shown == (20 if held else kept)


def test_what_is_held_back_comes_when_it_is_as_it_was(published: Newsroom) -> None:
    rewrite(published, 0)
    published.web.page("/a", rss(*LISTED, "new A new twinning"))
    published.ask(days=9)
    published.wait(seconds=5)
    published.render()
    assert state(published).refused is None
    assert len(published.titles("twinning")) == 21


def test_an_operator_may_order_it(published: Newsroom) -> None:
    rewrite(published, 0)
    with published.store.write() as tx:
        feeds.mark_stale(tx, "twinning", None, published.now, published.now)
        feeds.order(tx, "twinning", None)
    published.render()
    assert published.titles("twinning") == []
    assert state(published).refused is None


def test_other_rules_are_meant_and_the_next_change_is_not(published: Newsroom) -> None:
    room = published
    other = CATEGORIES.replace("any: [twinning]", "any: [nothing]")
    room.edit(room.source("a", "/a"), categories=other)
    room.recategorise()
    room.wait(seconds=5)
    room.render()
    assert room.titles("twinning") == []
    room.edit(room.source("a", "/a"))
    room.recategorise()
    room.wait(seconds=5)
    room.render()
    rewrite(room, 0)
    assert len(room.titles("twinning")) == 20


def test_an_edit_of_something_else_lets_nothing_go_that_is_held_back(published: Newsroom) -> None:
    room = published
    rewrite(room, 0)
    room.edit(room.source("a", "/a"), site=SITE.replace("Communications", "The press office"))
    room.recategorise()
    room.wait(seconds=5)
    room.render()
    assert len(room.titles("twinning")) == 20
    assert state(room).refused


def test_a_withdrawal_does_not_wait_for_what_is_held_back(published: Newsroom) -> None:
    room = published
    rewrite(room, 9)
    room.decide("3", "withdraw", value="Not ours to print")
    room.wait(seconds=5)
    room.render()
    assert "Twinning 3" not in room.titles("twinning")
    assert state(room).refused is None


def spoiled(
    function: Callable[..., tuple[list[Document], str | None]],
    feed: Feed,
    before: int | None,
    *,
    ordered: bool,
) -> tuple[list[Document], str | None]:
    """Render as always, but break closed pages."""
    rendered, why = function(feed, before, ordered=ordered)
    if not feed.archive:
        return rendered, why
    broken = [replace(one, body=one.body[:-20]) for one in rendered]
    return broken, refusal(broken, len(feed.items), before, ordered=ordered)


def test_a_closed_page_that_is_broken_is_not_published_nor_linked_to(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(120))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    with monkeypatch.context() as patched:
        patched.setattr("syndicate.jobs.render.confined", spoiled)
        room.render()
    assert room.document("feeds/twinning.rss") is room.document("feeds/twinning/archive/1.rss") is None
    assert "feeds/twinning/archive/1.rss is broken" in (state(room).refused or "")
    with room.store.write() as tx:
        feeds.mark_stale(tx, "twinning", None, room.now, room.now)
    room.render()
    assert state(room).refused is None
    assert room.document("feeds/twinning/archive/1.rss")
    assert room.feed("twinning")["next_url"].endswith("/archive/1.json")


@pytest.mark.parametrize("closed", [True, False])
def test_a_rendering_that_is_killed_is_told_and_tried_again(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, closed: bool
) -> None:
    def killed(
        function: Callable[..., tuple[list[Document], str | None]],
        feed: Feed,
        before: int | None,
        *,
        ordered: bool,
    ) -> tuple[list[Document], str | None]:
        if bool(feed.archive) is closed:
            raise SourceError("too-costly", "the process that read it ended with -9")
        return function(feed, before, ordered=ordered)

    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(120))))
    room.edit(room.source("a", "/a"))
    room.refresh()
    with monkeypatch.context() as patched:
        patched.setattr("syndicate.jobs.render.confined", killed)
        room.render()
    assert "was stopped: the process that read it ended with -9" in (state(room).refused or "")
    assert room.document("feeds/twinning.rss") is None
    assert bool(room.document("feeds/twinning/archive/1.rss")) is not closed
    assert room.render() == [], "not at once"
    room.wait(minutes=16)
    room.render()
    assert state(room).refused is None
    assert room.document("feeds/twinning.rss")
    assert room.document("feeds/twinning/archive/1.rss")


def test_what_an_edit_ends_meanwhile_is_not_published_any_more(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor are its pages taken for rendered when it is asked for again."""
    both, one = CATEGORIES, CATEGORIES.splitlines(keepends=True)[:2]

    def interrupted(
        function: Callable[..., tuple[list[Document], str | None]],
        feed: Feed,
        before: int | None,
        *,
        ordered: bool,
    ) -> tuple[list[Document], str | None]:
        room.edit(room.source("a", "/a"), categories="".join(one))
        return function(feed, before, ordered=ordered)

    room.web.page("/a", rss(*(f"{number} Twinning {number}" for number in range(120))))
    room.edit(room.source("a", "/a"), categories=both)
    room.refresh()
    with room.store.write() as tx:
        claim = due.claim_feed(tx, room.now, ["twinning"])
    runtime = room.runtime
    assert claim
    with monkeypatch.context() as patched:
        patched.setattr("syndicate.jobs.render.confined", interrupted)
        assert render(runtime, claim) == []
    assert room.document("feeds/twinning.rss") is room.document("feeds/twinning/archive/1.rss") is None
    room.edit(room.source("a", "/a"), categories=both)
    room.recategorise()
    room.wait(minutes=6)
    room.render()
    assert room.document("feeds/twinning.rss")
    assert room.document("feeds/twinning/archive/1.rss")
