"""What feeds a page offers: the declared ones first, then what looks like one, comments last, each once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.errors import SourceError
from syndicate.model import Answer
from syndicate.sources.discover import Offer, discover

URL = "https://s.test/news/index.html"


def offers(html: str) -> tuple[Offer, ...]:
    return discover(Answer(URL, 200, f"<!doctype html><html>{html}</html>".encode()))


def urls(html: str) -> list[str]:
    return [offer.url for offer in offers(html)]


def test_a_declared_feed_with_all_that_is_said_of_it() -> None:
    head = "<head><link rel='alternate' type='application/atom+xml' title='Towns  abroad' hreflang='fr' href='/a'></head>"
    assert offers(head) == (Offer("https://s.test/a", "Towns abroad", "Atom", "fr"),)


# A page, and the addresses that it offers.
PAGES = [
    ("", []),
    ("<link rel=alternate type=application/rss+xml href=feed.xml>", ["https://s.test/news/feed.xml"]),
    ("<link rel='ALTERNATE home' type='Application/RSS+XML; charset=utf-8' href=/f>", ["https://s.test/f"]),
    ("<link rel=alternate type=application/feed+json href=/feed.json>", ["https://s.test/feed.json"]),
    ("<link rel=feed href=/f>", ["https://s.test/f"]),
    ("<link rel=alternate type=application/json href='/wp-json/wp/v2/pages/2'>", []),
    ("<link rel=alternate type=text/xml href=/rss.xml>", ["https://s.test/rss.xml"]),
    ("<link rel=alternate type='application/json+oembed' href='/oembed?format=json'>", []),
    ("<link rel=alternate hreflang=fr href=/fr>", []),
    ("<link rel=stylesheet type=application/rss+xml href=/f>", []),
    ("<base href='https://other.test/x/'><link rel=feed href=f>", ["https://other.test/x/f"]),
    ("<link rel=feed href='feed:https://s.test/f'>", ["https://s.test/f"]),
    ("<link rel=feed href='javascript:alert(1)'><link rel=feed href='http://[x'><link rel=feed href=''>", []),
    ("<link rel=feed href='#here'>", []),
    ("<link rel=feed href=/f><a href='/f'>RSS</a>", ["https://s.test/f"]),
    ("<a href='/x'>Our RSS</a>", ["https://s.test/x"]),
    ("<a href='/x'><img alt=''></a><a href='/y' title='RSS'>!</a>", ["https://s.test/y"]),
    ("<a href='/news/feed/'>Subscribe</a>", ["https://s.test/news/feed/"]),
    ("<a href='/?feed=rss2'>Subscribe</a>", ["https://s.test/?feed=rss2"]),
    ("<a href='/feedback'>Tell us</a><a href='/how-we-feed-people'>Food</a><a href='/rss.html'>RSS</a>", []),
    ("<a href='/feeding'>Feeding the news</a>", []),
    (
        "<link rel=feed title='Kommentare' href=/c><a href=/rss.xml>RSS</a><link rel=feed href=/f>",
        ["https://s.test/f", "https://s.test/rss.xml", "https://s.test/c"],
    ),
]


@pytest.mark.parametrize(("html", "found"), PAGES)
def test_pages(html: str, found: list[str]) -> None:
    assert urls(html) == found


def test_guesses_and_comments_are_marked() -> None:
    found = offers("<link rel=feed href=/comments/feed/><a href=/feed/>x</a><link rel=feed href=/f>")
    assert [(one.guess, one.comments) for one in found] == [(False, False), (True, False), (False, True)]


def test_a_flood_of_links_is_cut() -> None:
    assert len(offers("".join(f"<a href='/{n}.rss'>RSS</a>" for n in range(1_000)))) == 50


@pytest.mark.parametrize("charset", [None, "windows-1250", "no-such-charset"])
def test_titles_are_read_in_the_charset_of_the_page(charset: str | None) -> None:
    page = "<html><head><meta charset=windows-1250><link rel=feed title='Města' href=/f></head></html>"
    (found,) = discover(Answer(URL, 200, page.encode("windows-1250"), charset=charset))
    assert found.title == "Města"


def test_an_empty_page_is_an_error() -> None:
    with pytest.raises(SourceError):
        discover(Answer(URL, 200, b""))


ATTRIBUTES = st.text(alphabet="rss feed:/?&=#<>\"'[]%é\x00\x1b\n@.", max_size=20)


@given(ATTRIBUTES, ATTRIBUTES)
def test_whatever_is_offered_can_be_asked(href: str, title: str) -> None:
    for found in offers(f"<link rel=feed href='{href}' title='{title}'><a href='{href}'>RSS {title}</a>"):
        assert found.url.startswith(("http://", "https://"))
