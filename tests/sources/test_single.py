"""Stories of an article's page of which nobody has said how it is read."""

import pytest

from syndicate.errors import SourceError
from syndicate.model import Answer
from syndicate.sources.single import read_single


def answer(body: str) -> Answer:
    return Answer("https://a.example/news/1", 200, body.encode(), "text/html", "utf-8")


def test_what_the_page_says_of_itself_comes_before_what_it_shows() -> None:
    entry, site = read_single(
        answer(
            '<html lang="nl"><head><title>Site - Kop</title><meta property="og:title" content="Kop">'
            '<meta name="description" content="Samen."><meta property="og:site_name" content="Krant">'
            '<meta property="article:published_time" content="2026-01-02T10:00:00Z">'
            "</head><body><h1>Andere kop</h1><time datetime='2020-01-01'>toen</time></body></html>"
        )
    )
    assert (entry.title, entry.summary, entry.language, site) == ("Kop", "Samen.", "nl", "Krant")
    assert entry.published == "2026-01-02T10:00:00Z"


def test_structured_data_stands_in() -> None:
    data = '{"@graph": [{"@type": "WebSite"}, {"headline": "Kop", "datePublished": "2026-01-02", "author": {"name": "Ann"}}]}'
    entry, _ = read_single(
        answer(
            f'<html><head><script type="application/ld+json">{data}</script></head><body><p>x</p></body></html>'
        )
    )
    assert (entry.title, entry.published, entry.author) == ("Kop", "2026-01-02", "Ann")


@pytest.mark.parametrize("data", ["{", "[" * 5000, '{"headline": 3, "datePublished": 4}', '"text"', "null"])
def test_what_cannot_be_read_says_nothing(data: str) -> None:
    entry, _ = read_single(
        answer(
            f'<html><head><script type="application/ld+json">{data}</script></head>'
            "<body><h1>Kop</h1><p><time datetime='2026-01-02'>2 jan</time></p></body></html>"
        )
    )
    assert (entry.title, entry.published) == ("Kop", "2026-01-02")


def test_a_page_without_a_title_is_none() -> None:
    with pytest.raises(SourceError):
        read_single(answer("<html><body><p></p></body></html>"))
    with pytest.raises(SourceError, match="not a web page"):
        read_single(answer('{"a": 1}'))
