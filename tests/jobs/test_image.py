"""Pictures of items are copied where their source lets us, once, and go when they may not be shown any more."""

import pytest

from syndicate.jobs.image import copy_pictures
from syndicate.store import pages, pictures, withdrawals

from ..test_thumbnail import picture
from .newsroom import Newsroom

FEED = """<?xml version='1.0'?><rss version='2.0'><channel><title>T</title><link>https://a.example/</link><description/>
<item><guid isPermaLink='false'>1</guid><link>https://a.example/1</link><title>twinning</title>
<description>Said.</description><enclosure url='{image}' type='image/jpeg' length='9'/>
<pubDate>Mon, 01 Jun 2026 00:00:00 GMT</pubDate></item></channel></rss>"""


def begin(room: Newsroom, more: str = "images: true") -> str:
    """An item with a picture, of a source that lets us print it or not; gives the picture's address."""
    address = room.web.page("/a.jpg", picture(), media_type="image/jpeg")
    room.web.page("/feed", FEED.format(image=address))
    assert room.edit(room.source("a", "/feed", more)) == ()
    room.refresh()
    return address


def copies(room: Newsroom, address: str) -> int:
    with room.store.read() as tx:
        return len(pictures.copies(tx, [address]))


def copy(room: Newsroom) -> int:
    return copy_pictures(room.runtime)


def test_a_picture_is_copied_once(room: Newsroom) -> None:
    address = begin(room)
    assert [copy(room), copy(room)] == [1, 0]
    room.wait(days=30)
    assert copy(room) == 0
    assert len(room.web.asked("/a.jpg")) == 1
    with room.store.read() as tx:
        found = pictures.copies(tx, [address])[address]
        body = pictures.body(tx, found.name)
    assert (found.width, found.height) == (640, 360)
    assert body
    assert body[8:12] == b"WEBP"


def test_of_a_source_that_lets_us_print_none_nothing_is_asked(room: Newsroom) -> None:
    begin(room, more="")
    assert copy(room) == 0
    assert room.web.asked("/a.jpg") == []


def test_a_picture_goes_with_the_permission(room: Newsroom) -> None:
    address = begin(room)
    copy(room)
    room.edit(room.source("a", "/feed"))
    copy(room)
    assert copies(room, address) == 0


def test_a_picture_goes_with_its_item(room: Newsroom) -> None:
    address = begin(room)
    copy(room)
    with room.store.read() as tx:
        [number] = pages.stretch(tx, "twinning", 5)
    with room.store.write() as tx:
        withdrawals.withdraw(tx, [number], "wrong", room.now)
    copy(room)
    assert copies(room, address) == 0


@pytest.mark.parametrize(
    ("status", "body", "again"),
    [(404, b"", True), (503, b"", True), (410, b"", False), (200, b"<html>", False), (200, b"GIF89a", False)],
)
def test_what_cannot_be_copied_is_tried_again_only_if_that_can_help(
    room: Newsroom, status: int, body: bytes, again: bool
) -> None:
    address = begin(room)
    room.web.page("/a.jpg", body, status=status)
    assert copy(room) == 0
    room.web.page("/a.jpg", picture(), media_type="image/jpeg")
    room.wait(minutes=30)
    assert copy(room) == 0
    room.wait(days=9)
    assert copy(room) == int(again)
    assert copies(room, address) == int(again)


def test_it_is_given_up_in_the_end(room: Newsroom) -> None:
    begin(room)
    room.web.page("/a.jpg", b"", status=500)
    for _ in range(20):
        copy(room)
        room.wait(days=9)
    assert len(room.web.asked("/a.jpg")) == pictures.TRIES + 1


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.jpg", "http://169.254.169.254/x.jpg", "http://[::1]/x.jpg"]
)
def test_the_guard_holds_for_pictures_too(room: Newsroom, address: str) -> None:
    room.web.page("/feed", FEED.format(image=address))
    room.edit(room.source("a", "/feed", "images: true"))
    room.refresh()
    assert copy(room) == 0
    room.wait(days=9)
    assert copy(room) == 0
