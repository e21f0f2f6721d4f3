"""`syndicate test` says of any address what it is and what would be stored, and what it gives to paste can be used."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from syndicate.check import check
from syndicate.cli import trying
from syndicate.fetch.client import Fetcher
from syndicate.trial import Trial

from ..fakes import FakeWeb
from .program import FEEDS, RSS, Program

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
<title>Towns</title><id>urn:x</id><entry><id>urn:1</id><title>A well</title><link href="/1"/>
<updated>2026-03-04T10:00:00Z</updated><summary>Said of it.</summary></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Towns",
        "items": [{"id": "1", "title": "A well", "url": "/1"}],
    }
)
API = json.dumps({"data": [{"title": "A well", "url": "/1", "date": 1772618400, "id": 7}]})
NEWS = """<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://s.test/1</loc><n:news>
<n:title>A well</n:title><n:publication_date>2026-03-04</n:publication_date></n:news></url></urlset>"""
PAGES = "<urlset><url><loc>https://s.test/1</loc><lastmod>2026-03-04</lastmod></url></urlset>"
INDEX = "<sitemapindex><sitemap><loc>https://s.test/news.xml</loc></sitemap></sitemapindex>"
OFFERING = """<!doctype html><html><head><title>Town  hall: news</title>
<link rel=alternate type=application/rss+xml title=News href=/rss.xml></head><body><a href=/atom.xml>Atom feed</a></body>"""
LISTING = """<!doctype html><html lang="en"><head><title>News</title></head><body><ul class="news">{}</ul></body>""".format(
    "".join(
        f"<li><h3><a href='/{day}'>A title of some length, number {day}</a></h3><i class='date'>{day}.03.2026</i></li>"
        for day in range(13, 20)
    )
)
CHALLENGE = "<!doctype html><html><head><title>Just a moment...</title></head></html>"


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(agent="test") as one:
        yield one


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as one:
        yield one


def tried(fetcher: Fetcher, web: FakeWeb, body: str) -> Trial:
    return trying.ask(fetcher, web.page("/x", body), web.allow)


# What is there, what it is called, how many items and offers it has, and the key of its block.
KINDS = [
    (RSS, "RSS feed", 1, 0, "feed"),
    (ATOM, "Atom feed", 1, 0, "feed"),
    (JSON_FEED, "JSON Feed", 1, 0, "feed"),
    (API, "JSON", 1, 0, "api"),
    (NEWS, "news sitemap", 1, 0, "sitemap"),
    (PAGES, "sitemap of pages", 1, 0, "sitemap"),
    (INDEX, "list of sitemaps", 0, 1, "sitemap"),
    (OFFERING, "page that offers feeds", 0, 2, "feed"),
    (LISTING, "page without a feed", 7, 0, "page"),
]


@pytest.mark.parametrize(("body", "kind", "items", "offers", "key"), KINDS)
def test_kinds(
    fetcher: Fetcher, web: FakeWeb, body: str, kind: str, items: int, offers: int, key: str
) -> None:
    trial = tried(fetcher, web, body)
    assert (trial.kind, len(trial.entries), len(trial.offers), trial.code) == (kind, items, offers, "")
    assert len(web.requests) == 1
    config = check(FEEDS.replace("sources:\n", f"sources:\n{trial.block}\n"))
    assert getattr(config.sources["127-0-0-1"], key)


# What is there, and the code of what is wrong with it.
FAULTS = [
    ("", "empty"),
    ("nothing of the kind", "unreadable"),
    ("{}", "unreadable"),
    ("[1, 2]", "unreadable"),
    ("<rss><channel><item><tit", "unreadable"),
    ("<sitemapindex/>", "unreadable"),
    ("<!doctype html><html><body><p>Welcome</p></body></html>", "not-a-feed"),
    (CHALLENGE, "challenge"),
]


@pytest.mark.parametrize(("body", "code"), FAULTS)
def test_faults(fetcher: Fetcher, web: FakeWeb, body: str, code: str) -> None:
    trial = tried(fetcher, web, body)
    assert trial.code == code
    assert trial.failed
    assert trying.as_text(trial).startswith(f"{web.url('/x')}: ")
    assert trying.as_json(trial)["sentence"]


def test_a_private_address_is_asked_only_where_it_is_allowed(fetcher: Fetcher, web: FakeWeb) -> None:
    trial = trying.ask(fetcher, web.page("/x", RSS), frozenset())
    assert (trial.code, web.requests) == ("blocked-address", [])


def test_what_a_server_says_is_said(fetcher: Fetcher, web: FakeWeb) -> None:
    trial = trying.ask(fetcher, web.page("/x", "no", status=404), web.allow)
    assert trying.as_text(trial).endswith(
        "There is nothing at this address (HTTP 404). The feed has probably moved: look up its new address. (HTTP 404)"
    )


def test_words(fetcher: Fetcher, web: FakeWeb) -> None:
    url, host = web.url("/x"), web.endpoint
    assert trying.as_text(tried(fetcher, web, ATOM)).splitlines() == [
        f"{url}: Atom feed 'Towns', items: 1",
        "",
        "  2026-03-04 10:00  A well",
        f"  [fr]              http://{host}/1",
        "                    Said of it.",
        "",
        "To paste into feeds.yaml, under 'sources:':",
        "",
        "  127-0-0-1:",
        "    name: Towns",
        f"    feed: {url}",
        f'    allow: ["{host}"]',
    ]


def test_a_page_that_offers_feeds_names_them_and_asks_none(fetcher: Fetcher, web: FakeWeb) -> None:
    said = trying.as_text(tried(fetcher, web, OFFERING)).splitlines()
    assert said[0].endswith(": page that offers feeds 'Town hall: news'")
    assert f"  {web.url('/rss.xml')}  RSS News" in said
    assert f"  {web.url('/atom.xml')}  Atom feed (a guess)" in said
    assert f"    feed: {web.url('/rss.xml')}" in said
    assert '    name: "Town hall: news"' in said


def test_only_the_first_ten_are_shown(fetcher: Fetcher, web: FakeWeb) -> None:
    items = "".join(f"<item><guid>{n}</guid><title>Title {n}</title></item>" for n in range(30))
    trial = tried(fetcher, web, f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>")
    found: dict[str, Any] = trying.as_json(trial)
    assert (found["count"], len(found["items"])) == (30, 10)
    assert "Title 9\n" in trying.as_text(trial)
    assert "Title 10\n" not in trying.as_text(trial)
    assert "Warning: no item has a date" in trying.as_text(trial)


def test_nothing_reaches_the_terminals_controls(fetcher: Fetcher, web: FakeWeb) -> None:
    page = "<!doctype html><title>\x1b[2J</title><link rel=feed href=/f title='\x1b]0;x\x07'><p>&#27;[1m"
    assert trying.as_text(tried(fetcher, web, page)).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://s.test/", "https://s.test/"),
        ("s.test/news", "https://s.test/news"),
        (" feed://s.test/rss ", "http://s.test/rss"),
        ("file:a.rss", "file:a.rss"),
    ],
)
def test_addresses_as_they_are_typed(typed: str, address: str) -> None:
    assert trying.address(typed) == address


# The command


def test_the_command(ready: Program) -> None:
    code, out, _ = ready("test", "file:a.rss", "--json")
    found = json.loads(out)
    assert (code, found["code"], found["kind"], found["items"][0]["title"]) == (
        0,
        "ok",
        "RSS feed",
        "A twinning",
    )
    code, out, _ = ready("test", "file:b.rss")
    assert code == 1
    assert out.startswith("file:b.rss: There is no such file beside feeds.yaml.")


@pytest.mark.parametrize(
    "arguments", [("file:/etc/hosts",), ("ftp://s.test/",), ("s.test", "--allow", "intranet"), ()]
)
def test_wrong_use(program: Program, arguments: tuple[str, ...]) -> None:
    code, out, said = program("test", *arguments)
    assert (code, out) == (2, "")
    assert "Error: " in said


def test_without_a_feeds_yaml(program: Program, web: FakeWeb) -> None:
    code, out, said = program("test", web.page("/x", RSS), "--allow", web.endpoint)
    assert code == 0, said
    assert "RSS feed" in out
    assert web.requests[0].headers["user-agent"].startswith("Syndicate/")
