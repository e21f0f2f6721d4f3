"""Good manners with addresses, and what is shown of all this (F17, F18, F32, F33, F36, F37, F39)."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from syndicate.cli.listing import as_json, as_text, listings
from syndicate.fetch import Fetcher
from syndicate.model import Failure, Request

from ..fakes import FakeWeb, certificate
from .town import DAY, FEED, HOUR, Town, path, rss

HERE = path(FEED)
THERE = "https://b.example/moved"


def move(town: Town, *, status: int = 301, to: str = THERE, origin: str = FEED) -> None:
    """Let an address redirect from now on."""
    town.web.page(path(to), rss("A town"), etag='"b"')
    town.web.forget(path(origin))
    town.web.redirect(path(origin), path(to), status=status)


@pytest.mark.parametrize("status", [301, 308])
def test_f17_a_permanent_redirect_is_believed_when_it_lasts(town: Town, status: int) -> None:
    town.beat()
    move(town, status=status)
    town.live(6 * DAY)
    assert town.state().address is None
    assert len(town.asked()) == len(town.asked(THERE)) + 1
    town.live(4 * DAY)
    assert (town.state().address, town.state().host, town.state().url) == (THERE, "b.example", FEED)
    before = len(town.asked())
    town.live(3 * DAY)
    assert len(town.asked()) == before, "the old address is left alone"
    town.edit()
    assert (town.state().address, town.state().host) == (THERE, "b.example")
    town.add(address="https://a.example/corrected")
    town.edit()
    assert (town.state().address, town.state().host) == (None, "a.example")


@pytest.mark.parametrize("status", [302, 303, 307])
def test_f17_a_temporary_redirect_is_never_kept(town: Town, status: int) -> None:
    move(town, status=status)
    town.live(30 * DAY)
    assert (town.state().address, town.state().moved) == (None, None)


def test_f17_the_same_place_encrypted_is_believed_at_once(town: Town) -> None:
    town.add(address="http://a.example/feed")
    town.edit()
    move(town, to=FEED, origin="http://a.example/feed")
    assert town.next() == "ok"
    assert town.state().address == FEED


@pytest.mark.parametrize("status", [404, 410])
def test_f17_where_it_led_is_asked_when_the_old_address_is_lost(town: Town, status: int) -> None:
    move(town)
    town.next()
    town.web.page(HERE, b"", status=status)
    town.next()
    assert (town.state().address, town.state().why) == (THERE, "back-off")
    assert town.next() == "unchanged"


def test_f17_an_address_that_is_lost_in_turn_leads_back(town: Town) -> None:
    move(town)
    town.live(12 * DAY)
    assert town.state().address == THERE
    town.web.page(path(THERE), b"", status=404)
    town.web.page(HERE, rss("A town"))
    assert [town.next(), town.next()] == ["not-found", "ok"]
    assert town.state().address is None


def test_f17_a_redirect_to_a_page_that_is_no_feed_is_never_kept(town: Town) -> None:
    town.next()
    town.web.page("/https/parking.example/", "<html>For sale</html>")
    town.web.forget(HERE)
    town.web.redirect(HERE, "/https/parking.example/")
    town.live(30 * DAY)
    assert (town.state().code, town.state().address, town.state().moved) == ("not-a-feed", None, None)


def test_f17_a_headers_secret_does_not_move_along(town: Town) -> None:
    town.add(headers={"Authorization": "Bearer x"})
    town.edit()
    move(town)
    town.live(12 * DAY)
    assert town.state().address == THERE
    town.next()
    assert town.asked()[0].headers["authorization"] == "Bearer x"
    assert "authorization" not in town.asked(THERE)[-1].headers


def outcome(web: FakeWeb, url: str, **values: Any) -> str:
    with Fetcher(agent="Test/1") as fetcher:
        [(_, found)] = fetcher.fetch_all([Request("a", url, **{"allow": web.allow, **values})])
    return found.code if isinstance(found, Failure) else found.url


def test_f18_redirects_without_end(town: Town) -> None:
    web = town.web
    for number in range(7):
        web.redirect(f"/{number}", f"/{number + 1}")
    web.page("/7", rss("A town"))
    assert outcome(web, web.url("/2")) == web.url("/7")
    assert outcome(web, web.url("/1")) == "bad-redirect"
    assert outcome(web, web.redirect("/circle", "/circle")) == "bad-redirect"


def test_f18_a_redirect_into_our_own_network(town: Town) -> None:
    with FakeWeb("127.0.0.2") as inner:
        url = town.web.redirect("/in", inner.page("/secret", "secret"))
        assert outcome(town.web, url) == "blocked-address"
        assert inner.connections == 0


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a server whose certificate nobody vouches for."""
    _, context = certificate(tmp_path_factory.mktemp("tls"))
    with FakeWeb() as web:
        web.wrap(context)
        yield web.port


def test_f32_certificates_are_checked_and_nothing_switches_that_off(unknown: int) -> None:
    with Fetcher(agent="Test/1") as fetcher:
        allow = frozenset({f"localhost:{unknown}"})
        [(_, found)] = fetcher.fetch_all([Request("a", f"https://localhost:{unknown}/", allow=allow)])
    assert isinstance(found, Failure)
    assert found.code == "tls"


@pytest.mark.parametrize(
    ("body", "headers", "code"),
    [
        ("<html><title>Just a moment...</title></html>", {"cf-mitigated": "challenge"}, "challenge"),
        ("<html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script></html>", {}, "challenge"),
        ("<html><form><input type=password></form></html>", {}, "not-a-feed"),
    ],
)  # fmt: skip
def test_f33_a_page_where_a_feed_was(town: Town, body: str, headers: dict[str, str], code: str) -> None:
    town.next()
    town.web.page(HERE, body, media_type="text/html", headers=headers, etag='"b"')
    assert town.next() == code
    assert (town.state().etag, town.state().failures, town.state().why) == ('"a"', 1, "back-off")


def shown(town: Town, key: str = "a") -> dict[str, Any]:
    told = json.loads(json.dumps(as_json(listings(town.store, town.now))))
    return next(one for one in told["sources"] if one["key"] == key)


def test_f36_what_is_shown_of_a_source(town: Town) -> None:
    assert (shown(town)["state"], shown(town)["why"], shown(town)["share_of_304"]) == ("new", "new", None)
    town.next()
    town.next()
    town.next()
    one = shown(town)
    assert (one["state"], one["code"], one["etag"], one["share_of_304"]) == ("ok", "unchanged", '"a"', 1.0)
    assert one["bytes"] == len(rss("A town"))
    assert one["items_a_week"] == 0.2
    assert one["next"] == town.state().next_fetch.isoformat(timespec="seconds")
    assert one["reason"] == "as often as feeds.yaml says"
    town.web.page(HERE, b"", status=503, headers={"Retry-After": "7200"})
    town.next()
    town.add("z", "https://a.example/other")
    town.edit()
    text = as_text(listings(town.store, town.now), town.now)
    assert "a: failing; 0.2 items a week, 100% answered by 304" in text
    assert "  The server has a fault of its own (HTTP 5xx)." in text
    assert "  next in 2h: its server asks us to wait (Retry-After)" in text
    assert (shown(town, "z")["why"], shown(town, "z")["state"]) == ("host", "new")
    assert text.splitlines()[-1] == "2 sources, 1 failing"


def test_f36_a_server_that_never_says_that_nothing_changed(town: Town) -> None:
    town.web.forget(HERE)
    answer = f'HTTP/1.1 200 OK\r\nETag: "a"\r\n\r\n{rss("A town")}'
    town.web.raw(HERE, answer.encode())
    town.live(10 * DAY)
    assert shown(town)["wasteful"]
    assert "hardly ever answers 304" in as_text(listings(town.store, town.now), town.now)
    town.web.page(HERE, rss("A town"), etag='"a"')
    town.live(30 * DAY)
    assert not shown(town)["wasteful"]


PAGE = "https://a.example/news"
HTML = "<html><ul><li><h3><a href='/1'>A town</a></h3></li></ul></html>"


@pytest.fixture
def page(town: Town) -> Town:
    """A page in place of a feed."""
    town.listed.clear()
    town.add("p", page=PAGE, items="li", title="h3", link="a@href")
    town.web.page(path(PAGE), HTML, media_type="text/html")
    town.edit()
    return town


ROBOTS = "https://a.example/robots.txt"


def test_f37_a_page_is_read_where_robots_txt_lets_us(page: Town) -> None:
    """It is asked once a day, and gone by at the next question."""
    page.web.page(path(ROBOTS), "User-agent: *\nDisallow: /private\nCrawl-delay: 7")
    assert page.next("p") == "ok"
    with page.store.read() as tx:
        rest = tx.exec_driver_sql("SELECT not_before FROM hosts").scalar()
    assert str(rest).startswith(str((page.now + timedelta(seconds=7)).replace(tzinfo=None))[:19])
    page.live(3 * HOUR)
    assert len(page.times(ROBOTS)) == 1
    page.web.page(path(ROBOTS), "User-agent: Syndicate\nDisallow: /news")
    before = len(page.times(PAGE))
    page.wait(DAY)
    assert page.next("p") == "robots"
    assert page.state("p").detail == ""
    assert len(page.times(PAGE)) == before
    assert len(page.times(ROBOTS)) == 2


@pytest.mark.parametrize(
    ("status", "code"), [(404, "ok"), (403, "ok"), (500, "robots-unread"), (429, "robots-unread")]
)
def test_f37_a_robots_txt_that_cannot_be_read(page: Town, status: int, code: str) -> None:
    page.web.page(path(ROBOTS), b"", status=status)
    assert page.next("p") == code


def test_f37_feeds_and_our_own_pages_are_asked_without(page: Town) -> None:
    page.add()
    page.add("own", page="https://own.example/news", items="li", title="h3", allow=["own.example:443"])
    page.web.page("/https/own.example/news", HTML, media_type="text/html")
    page.web.page(path(ROBOTS), "User-agent: *\nDisallow: /")
    page.edit()
    page.live(timedelta(minutes=5))
    assert {key: page.state(key).code for key in page.listed} == {"p": "robots", "a": "ok", "own": "ok"}
    assert page.times("https://own.example/robots.txt") == []


def test_f37_articles_are_asked_as_mindfully(page: Town) -> None:
    page.add("p", page=PAGE, items="li", title="h3", link="a@href", article={"text": "article"})
    page.web.page(path(ROBOTS), "User-agent: *\nDisallow: /1")
    page.web.page("/https/a.example/1", "<html><article>Said.</article></html>", media_type="text/html")
    page.edit()
    assert page.next("p") == "ok"
    assert page.times("https://a.example/1") == []


def test_f39_the_address_that_a_feed_says_it_has_is_shown_and_not_followed(town: Town) -> None:
    own = "<atom:link rel='self' href='https://c.example/feed'/>"
    town.web.page(HERE, rss("A town", head=own), etag='"a"')
    town.live(30 * DAY)
    assert shown(town)["says_it_is"] == "https://c.example/feed"
    assert {url for _, url in town.streets.asked} == {FEED}
