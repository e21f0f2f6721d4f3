"""The letters of a feed are read as they were meant, whichever of the declarations is wrong."""

import codecs

import pytest

from syndicate.config.sources import FeedSource
from syndicate.model import Answer
from syndicate.sources import read

SOURCE = FeedSource(name="A source", feed="https://s.test/feed")
FEED = '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><title>Čapek à Łódź</title></channel></rss>'
LATIN = FEED.replace("Čapek à Łódź", "café à Liège")


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (FEED.format("utf-8").encode(), None),
        (FEED.format("utf-8").encode(), "iso-8859-1"),
        (FEED.format("iso-8859-1").encode(), None),
        (codecs.BOM_UTF8 + FEED.format("iso-8859-1").encode(), "windows-1252"),
        (FEED.format("iso-8859-2").encode("iso-8859-2", "xmlcharrefreplace"), None),
        (FEED.format("utf-8").encode("iso-8859-2", "xmlcharrefreplace"), "iso-8859-2"),
        (FEED.format("utf-16").encode("utf-16"), "utf-8"),
        (codecs.BOM_UTF16_BE + FEED.format("utf-8").encode("utf-16-be"), None),
        (FEED.format("utf-16").encode("utf-16-le"), None),
    ],
)
def test_one_title_in_many_encodings(body: bytes, charset: str | None) -> None:
    assert read(Answer("https://s.test/", 200, body, charset=charset), SOURCE).title == "Čapek à Łódź"


@pytest.mark.parametrize("charset", [None, "utf-8", "x-nonexistent"])
def test_latin_letters_declared_as_something_else(charset: str | None) -> None:
    body = LATIN.format("utf-8").encode("latin-1")
    assert read(Answer("https://s.test/", 200, body, charset=charset), SOURCE).title == "café à Liège"
