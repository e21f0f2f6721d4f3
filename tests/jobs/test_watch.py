"""What goes wrong is written down once, with its end, and says what to do."""

from datetime import timedelta

from syndicate.jobs.watch import stopped, watch
from syndicate.store import incidents
from syndicate.store.incidents import Incident

from .newsroom import Newsroom, rss


def lately(room: Newsroom) -> list[Incident]:
    with room.store.read() as tx:
        return incidents.lately(tx, room.now)


def told(room: Newsroom) -> list[tuple[str, str, bool]]:
    """What a look changes: of what, and whether it is over."""
    return [(one.kind, one.subject, one.closed is not None) for one in watch(room.runtime)]


def test_a_source_that_breaks_and_recovers(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    assert told(room) == []
    room.web.page("/a", "no", status=500)
    room.ask()
    room.ask()
    assert told(room) == []
    room.ask()
    assert told(room) == [("source-failing", "a", False)]
    room.ask()
    assert told(room) == []
    room.web.page("/a", "no", status=404)
    room.ask()
    assert told(room) == []
    (one,) = lately(room)
    assert "HTTP 404" in one.said
    room.web.page("/a", rss("1 A twinning"))
    room.ask()
    assert told(room) == [("source-failing", "a", True)]
    (one,) = lately(room)
    assert one.opened < (one.closed or one.opened)
    room.wait(days=61)
    assert lately(room) == []


def test_a_source_that_ended(room: Newsroom) -> None:
    room.web.page("/a", "gone", status=410)
    room.edit(room.source("a", "/a"))
    room.refresh()
    assert told(room) == [("source-gone", "a", False)]
    room.edit(room.source("b", "/b"))
    assert told(room) == [("source-gone", "a", True)]


def test_a_burst_is_held(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning"))
    room.edit(room.source("a", "/a"))
    room.refresh()
    for day in range(2, 9):
        room.web.page("/a", rss(*(f"{n} A twinning of day {n}" for n in range(1, day + 1))))
        room.ask(days=1)
    room.web.page("/a", rss(*(f"x{n} Something {n} of the archive" for n in range(200))))
    assert room.ask().held
    assert told(room) == [("source-held", "a", False)]
    assert "'syndicate release a'" in lately(room)[0].said


def test_a_wrong_edit(room: Newsroom) -> None:
    room.web.page("/a", rss("1 A twinning"))
    assert room.edit(room.source("a", "/a")) == ()
    assert room.edit(room.source("a", "/a", "catgories: [twinning]")) != ()
    assert told(room) == [("config-rejected", "feeds.yaml", False)]
    assert "did you mean 'categories'?" in lately(room)[0].said
    room.edit(room.source("a", "/a"))
    assert told(room) == [("config-rejected", "feeds.yaml", True)]


def test_two_that_look_at_once_write_it_down_once(room: Newsroom) -> None:
    room.edit(room.source("a", "/a"))
    wrong = {("source-failing", "a"): "It fails."}
    for _ in range(2):
        with room.store.write() as tx:
            incidents.follow(tx, wrong, {"source-failing"}, room.now)
    assert len(lately(room)) == 1


def test_a_long_stop_is_told_afterwards(room: Newsroom) -> None:
    room.edit(room.source("a", "/a"))
    stopped(room.runtime, None)
    stopped(room.runtime, room.now - timedelta(minutes=9))
    assert lately(room) == []
    stopped(room.runtime, room.now - timedelta(hours=3))
    (one,) = lately(room)
    assert (one.kind, one.closed) == ("worker-dead", room.now)
    assert told(room) == []
