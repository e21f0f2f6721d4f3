"""The files of an entry: which are kept, what is believed of them, and which one is the picture."""

from dataclasses import replace

import pytest

from syndicate.clean.entry import clean
from syndicate.clean.media import MOST
from syndicate.enclosure import CleanEnclosure, Enclosure
from syndicate.model import Entry

ENTRY = Entry(guid="g", title="Title", base="https://s.test/feed")
COVER = Enclosure("/cover.jpg")


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (
            Enclosure("/a.mp3", "Audio/MPEG; codecs=mp3", "812", "25:46"),
            CleanEnclosure("https://s.test/a.mp3", "audio/mpeg", 812, 1546),
        ),
        (
            Enclosure("/a.mp4", "", "0", "1:00:01"),
            CleanEnclosure("https://s.test/a.mp4", "video/mp4", None, 3601),
        ),
        (Enclosure("/a?f=b.mp3", "mp3", "-1", "soon"), CleanEnclosure("https://s.test/a?f=b.mp3")),
        (
            Enclosure("/A.PDF", "application/octet-stream", "9" * 30, "61.5"),
            CleanEnclosure("https://s.test/A.PDF", "application/pdf", None, 61),
        ),
        (
            Enclosure("https://count.test/r/https://s.test/a.mp3", "", "٣", ""),
            CleanEnclosure("https://count.test/r/https://s.test/a.mp3", "audio/mpeg"),
        ),
    ],
)
def test_what_is_said_of_a_file_is_believed_in_its_form(printed: Enclosure, kept: CleanEnclosure) -> None:
    assert clean(replace(ENTRY, enclosures=(printed,))).enclosures == (kept,)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:audio/mpeg;base64,AA",
        "https://u:p@s.test/a.mp3",
        "http://localhost/a.mp3",
        "",
    ],
)
def test_a_file_that_nobody_should_ask_for_goes(url: str) -> None:
    assert clean(replace(ENTRY, enclosures=(Enclosure(url, "audio/mpeg"),))).enclosures == ()


def test_files_stand_once_and_are_not_too_many() -> None:
    many = tuple(Enclosure(f"/{number // 2}.mp3") for number in range(100))
    kept = clean(replace(ENTRY, enclosures=many)).enclosures
    assert len({one.url for one in kept}) == len(kept) == MOST


@pytest.mark.parametrize(
    ("entry", "picture"),
    [
        (replace(ENTRY, image="/own.jpg", enclosures=(COVER,), preview="/tiny.jpg"), "/own.jpg"),
        (replace(ENTRY, enclosures=(Enclosure("/a.mp3"), COVER), content='<img src="/in.jpg">'), "/cover.jpg"),
        (replace(ENTRY, content='<p>x</p><img src="/in.jpg?a=1&amp;b=2">', preview="/tiny.jpg"), "/in.jpg?a=1&b=2"),
        (replace(ENTRY, content='<img src="/dot.gif" width="1" height="1">', preview="/tiny.jpg"), "/tiny.jpg"),
        (replace(ENTRY, enclosures=(Enclosure("/a.mp3"),)), None),
    ],
)  # fmt: skip
def test_the_picture_is_the_best_that_there_is(entry: Entry, picture: str | None) -> None:
    assert clean(entry).image == (f"https://s.test{picture}" if picture else None)


def test_the_face_of_an_author_is_not_the_picture_of_an_article() -> None:
    face = Enclosure("https://1.gravatar.com/avatar/0c8d?s=96", "image/jpeg")
    kept = clean(replace(ENTRY, enclosures=(face, COVER)))
    assert (kept.image, len(kept.enclosures)) == ("https://s.test/cover.jpg", 1)
