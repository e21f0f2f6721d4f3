"""Good manners in what is asked and what is taken from the answer (F1 to F9, F23 to F28, F34)."""

import gzip
import threading
import zlib
from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

import pytest

from syndicate import __version__
from syndicate.fetch import Fetcher, Limits
from syndicate.fetch.exchange import ACCEPT
from syndicate.model import Answer, Failure, Request
from syndicate.schedule.work import Worker
from syndicate.store import sources

from .town import DAY, FEED, Town, path, rss

HERE = path(FEED)
MODIFIED = "Mon, 01 Jun 2026 10:00:00 GMT"


def conditions(town: Town) -> list[tuple[str | None, str | None]]:
    """The validators of each question so far."""
    return [(one.headers.get("if-none-match"), one.headers.get("if-modified-since")) for one in town.asked()]


@pytest.mark.parametrize("etag", ['"a"', 'W/"a"', '"a-gzip"', "unquoted"])
@pytest.mark.parametrize(
    "modified",
    ["Thu, 1 Jan 1970", "2026-06-01T10:00:00Z", "lundi 1 juin", "Tue, 01 Jan 1980 00:00:00 GMT", "2041"],
)
def test_f01_validators_go_back_byte_for_byte(town: Town, etag: str, modified: str) -> None:
    town.web.page(HERE, rss("A town"), etag=etag, last_modified=modified)
    assert [town.next(), town.next()] == ["ok", "unchanged"]
    assert conditions(town) == [(None, None), (etag, modified)]


@pytest.mark.parametrize(("etag", "modified"), [('"a"', None), (None, MODIFIED)])
def test_f02_what_was_not_said_is_not_asked(town: Town, etag: str | None, modified: str | None) -> None:
    town.web.page(HERE, rss("A town"), etag=etag, last_modified=modified)
    town.web.then(HERE, rss("A town", "Another"))
    town.next()
    town.next()
    town.next()
    assert conditions(town) == [(None, None), (etag, modified), (None, None)]


@pytest.mark.parametrize(("etag", "modified"), [('"b"', MODIFIED), ('"a"', "later")])
def test_f03_both_follow_the_newest_answer(town: Town, etag: str, modified: str) -> None:
    """Whichever of the two stays as it was: here the server compares neither."""
    answer = f"HTTP/1.1 200 OK\r\nETag: {etag}\r\nLast-Modified: {modified}\r\n\r\n{rss('Another')}"
    town.next()
    town.web.forget(HERE)
    town.web.raw(HERE, answer.encode())
    town.next()
    town.next()
    assert conditions(town)[1:] == [('"a"', MODIFIED), (etag, modified)]


def test_f04_new_validators_of_the_same_body_are_kept(town: Town) -> None:
    town.next()
    town.web.page(HERE, rss("A town"), etag='"touched"', last_modified="later")
    assert [town.next(), town.next()] == ["ok", "unchanged"]
    assert conditions(town)[-1] == ('"touched"', "later")


@pytest.mark.parametrize(
    ("headers", "kept", "why"),
    [
        ({}, ('"a"', MODIFIED), "every"),
        ({"ETag": '"b"'}, ('"b"', MODIFIED), "every"),
        ({"Last-Modified": "later"}, ('"a"', "later"), "every"),
        ({"Cache-Control": "max-age=7200"}, ('"a"', MODIFIED), "max-age"),
    ],
)
def test_f05_a_304_may_bring_something_new(
    town: Town, headers: dict[str, str], kept: tuple[str, str], why: str
) -> None:
    town.next()
    town.web.page(HERE, status=500)
    town.next()
    town.web.page(HERE, status=304, headers=headers)
    town.next()
    assert (town.state().failures, town.state().failing, town.state().why) == (0, None, why)
    town.next()
    assert conditions(town)[-1] == kept
    assert town.state().why == why, "a 304 that says nothing leaves what was said"


def test_f06_a_body_that_cannot_be_read_leaves_no_validators(town: Town) -> None:
    town.next()
    town.web.page(HERE, "<rss", etag='"broken"')
    assert town.next() == "unreadable"
    assert town.state().failures == 1
    town.next()
    assert conditions(town)[-1] == ('"a"', MODIFIED)


def test_f07_validators_and_items_are_kept_together_or_not_at_all(town: Town) -> None:
    town.next()
    town.web.page(HERE, rss("A town", "Another"), etag='"b"')
    with town.store.write() as tx:  # a keeping that is cut off at its very end
        tx.exec_driver_sql(
            "CREATE TRIGGER cut BEFORE UPDATE OF etag ON sources BEGIN SELECT RAISE(ABORT, 'cut'); END"
        )
    assert town.next() == "internal"
    with town.store.write() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM items").scalar() == 1
        tx.exec_driver_sql("DROP TRIGGER cut")
    assert town.next() == "ok"
    assert conditions(town)[1:] == [('"a"', MODIFIED)] * 2


def test_f08_what_would_be_read_otherwise_is_asked_for_once_a_day(town: Town) -> None:
    town.next()
    for language in ("fr", "de", "fr"):
        town.add(language=language)
        town.edit()
        town.start()
        town.next()
    assert conditions(town)[1:] == [('"a"', MODIFIED)] * 3
    town.wait(DAY)
    for _ in range(3):
        town.start()
        town.next()
    assert conditions(town)[4:] == [(None, None), ('"a"', MODIFIED), ('"a"', MODIFIED)]


def test_f09_a_frozen_304_is_escaped_once_a_month(town: Town) -> None:
    """Its server never says that anything changed; all the same the whole document is asked for rarely."""
    town.web.page(HERE, rss("A town"), etag='"2041"')
    town.live(100 * DAY)
    bare = [at for at, one in zip(town.times(), conditions(town), strict=True) if one == (None, None)]
    gaps = [later - earlier for earlier, later in pairwise(bare)]
    assert len(gaps) == 3
    assert all(30 * DAY <= gap <= 35 * DAY for gap in gaps)


@pytest.mark.parametrize("body", ["<rss", "<html><p>Sorry</p></html>"])
def test_f09_a_broken_document_is_not_asked_for_again_within_a_day(town: Town, body: str) -> None:
    """Its validators are not kept, so that every question is one for the whole document."""
    town.web.page(HERE, body, etag='"broken"')
    town.live(3 * DAY)
    bare = town.times()
    assert len(bare) > 1
    assert all(later - earlier >= DAY for earlier, later in pairwise(bare))
    assert town.state().why == "whole"


def test_f23_we_say_who_we_are(town: Town) -> None:
    """The same at each request; nobody is followed by cookies or by where they came from."""
    town.web.page(HERE, rss("A town"), headers={"Set-Cookie": "a=b"})
    town.worker.close()
    worker = Worker(town.store, town.file, {}, town.clock)
    fetcher = worker.runtime.fetcher
    for _ in range(2):
        list(fetcher.fetch_all([town.web.request(town.web.url(HERE))]))
    worker.close()
    town.start()
    for one in town.asked():
        assert one.headers["user-agent"] == f"Syndicate/{__version__} (+https://news.example.eu/bot)"
        assert not one.headers.keys() & {"cookie", "referer", "cache-control", "pragma", "from"}


def test_f24_what_we_accept_is_always_the_same(town: Town) -> None:
    town.add(headers={"Accept-Language": "fr"})
    town.edit()
    town.next()
    town.next()
    assert {one.headers["accept"] for one in town.asked()} == {ACCEPT}
    assert {one.headers["accept-language"] for one in town.asked()} == {"fr"}
    town.add()
    town.edit()
    town.next()
    assert "accept-language" not in town.asked()[-1].headers


@pytest.mark.parametrize(
    ("pack", "coding"),
    [
        (gzip.compress, "gzip"),
        (gzip.compress, None),
        (gzip.compress, "x-gzip"),
        (bytes, "gzip"),
        (zlib.compress, "deflate"),
        (lambda body: zlib.compress(body)[2:-4], "deflate"),
    ],
    ids=["gzip", "gzip unsaid", "x-gzip", "gzip untrue", "zlib", "raw deflate"],
)
def test_f25_gzip_however_it_is_labelled(town: Town, pack: type[bytes], coding: str | None) -> None:
    headers = {"Content-Encoding": coding} if coding else {}
    town.web.page(HERE, pack(rss("A town").encode()), headers=headers)
    assert town.next() == "ok"
    assert town.asked()[0].headers["accept-encoding"] == "gzip"


@pytest.mark.parametrize("etag", ['"abc-gzip"', '"abc;gzip"', 'W/"abc"'])
def test_f26_what_a_server_does_to_its_tag_is_its_own_affair(town: Town, etag: str) -> None:
    town.web.page(HERE, rss("A town"), etag=etag)
    assert [town.next(), town.next()] == ["ok", "unchanged"]
    assert conditions(town)[1][0] == etag


def code(outcomes: Iterable[tuple[Request, Answer | Failure]]) -> str:
    [(_, outcome)] = outcomes
    return outcome.code if isinstance(outcome, Failure) else "answer"


def test_f28_limits_of_one_answer() -> None:
    chosen = Limits()
    assert (chosen.connect, chosen.read, chosen.total) == (10, 20, 60)
    assert (chosen.wire, chosen.body) == (5 * 2**20, 10 * 2**20)
    assert (chosen.fields, chosen.head) == (100, 64 * 2**10)


def test_f28_a_first_byte_that_does_not_come(town: Town) -> None:
    meeting = threading.Barrier(2)
    silent = town.web.meet("/silent", rss("A town"), meeting)
    with Fetcher(agent="Test/1", limits=Limits(read=0.2)) as fetcher:
        assert code(fetcher.fetch_all([town.web.request(silent)])) == "timeout"
    meeting.abort()


def test_f28_a_slow_drip_ends_at_the_deadline(town: Town) -> None:
    dripping = town.web.drip("/drip", rss("A town"), 0.05)
    with Fetcher(agent="Test/1", limits=Limits(total=0.5)) as fetcher:
        assert code(fetcher.fetch_all([town.web.request(dripping)])) == "timeout"


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        (b"X-%d: " + b"a" * 600, "answer"),
        (b"X-%d: " + b"a" * 900, "protocol"),
        (b"X-%d: b\r\nY-%d: c", "protocol"),
    ],
    ids=["54 kB", "81 kB", "180 lines"],
)
def test_f28_a_head_without_end(town: Town, head: bytes, wanted: str) -> None:
    lines = b"\r\n".join(head.replace(b"%d", b"%d" % number) for number in range(90))
    url = town.web.raw("/head", b"HTTP/1.1 200 OK\r\n" + lines + b"\r\nContent-Length: 2\r\n\r\nhi")
    with Fetcher(agent="Test/1") as fetcher:
        assert code(fetcher.fetch_all([town.web.request(url)])) == wanted


@pytest.mark.parametrize(
    ("status", "body", "wanted"),
    [(206, "<rss/>", "partial"), (204, "", "partial"), (200, "", "empty"), (200, " \n", "empty")],
)
def test_f34_no_answer_to_speak_of(town: Town, status: int, body: str, wanted: str) -> None:
    town.next()
    town.web.page(HERE, body, status=status, etag='"b"')
    assert town.next() == wanted
    assert (town.state().etag, town.state().failures) == ('"a"', 1)


def test_f34_an_answer_that_breaks_off(town: Town) -> None:
    town.next()
    town.web.forget(HERE)
    town.web.truncated(HERE, rss("A town", "Another"))
    assert town.next() == "disconnected"
    assert town.state().etag == '"a"'
    with town.store.read() as tx:
        assert sources.brought(tx, town.now - timedelta(days=99)) == {town.state().id: 1}
