"""One request against a real server: what is asked, and what comes back."""

import gzip
from dataclasses import replace

import pytest

from syndicate.errors import SENTENCES, SourceError
from syndicate.fetch.exchange import Hop
from syndicate.fetch.guard import parse
from syndicate.model import Answer, Failure, Request
from tests.fakes import FakeWeb

from .conftest import AGENT, BODY, Fetch, answered, code


def test_question_is_polite(web: FakeWeb, fetch: Fetch) -> None:
    url = web.page("/feed.xml", BODY, headers={"Set-Cookie": "a=b; Path=/"})
    for _ in range(2):
        answered(fetch(web.request(url)))
    for asked in web.requests:
        assert asked.headers == {
            "host": web.endpoint,
            "user-agent": AGENT,
            "accept": "application/atom+xml, application/rss+xml, application/feed+json;q=0.9,"
            " application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1",
            "accept-encoding": "gzip",
            "connection": "close",
        }


def test_answer_says_what_the_server_said(web: FakeWeb, fetch: Fetch) -> None:
    url = web.page(
        "/feed.xml",
        BODY,
        etag='"a"',
        last_modified="Thu, 1 Jan 1970",
        media_type="Application/RSS+XML; charset=ISO-8859-1",
        headers={"Content-Language": "fr"},
    )
    assert fetch(web.request(url)) == Answer(
        url, 200, BODY, "application/rss+xml", "ISO-8859-1", "fr", '"a"', "Thu, 1 Jan 1970"
    )


def test_answer_without_a_content_type(web: FakeWeb, fetch: Fetch) -> None:
    url = web.raw("/feed.xml", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
    assert fetch(web.request(url)) == Answer(url, 200, b"hi")


@pytest.mark.parametrize("etag", [None, '"a"', 'W/"a"', '"a-gzip"', "bare", '"é"', '"x y"'])
@pytest.mark.parametrize(
    "modified",
    [None, "Sun, 22 Nov 2026 12:00:00 GMT", "Thu, 1 Jan 1970", "2026-11-22T12:00:00Z", "22 août 2041"],
)
def test_validators_come_and_go_byte_for_byte(
    web: FakeWeb, fetch: Fetch, etag: str | None, modified: str | None
) -> None:
    url = web.page("/feed.xml", BODY, etag=etag, last_modified=modified)
    first = answered(fetch(web.request(url)))
    assert (first.etag, first.last_modified) == (etag, modified)
    second = answered(fetch(web.request(url, etag=first.etag, last_modified=first.last_modified)))
    assert second.unchanged == bool(etag or modified)
    assert (second.etag, second.last_modified) == (etag, modified)
    lines = web.requests[1].head.split(b"\r\n")
    assert (f"If-None-Match: {etag}".encode() in lines) == bool(etag)
    assert (f"If-Modified-Since: {modified}".encode() in lines) == bool(modified)


def test_either_validator_may_change_alone(web: FakeWeb, fetch: Fetch) -> None:
    url = web.page("/feed.xml", BODY, etag='"1"', last_modified="then")
    web.then(url, BODY, etag='"2"', last_modified="then")
    web.then(url, BODY, etag=None, last_modified="then")
    request, seen = web.request(url), []
    for _ in range(3):
        answer = answered(fetch(request))
        request = replace(request, etag=answer.etag, last_modified=answer.last_modified)
        seen.append((answer.status, answer.etag, answer.last_modified))
    assert seen == [(200, '"1"', "then"), (200, '"2"', "then"), (200, None, "then")]


@pytest.mark.parametrize(
    ("headers", "validators"),
    [
        ({}, ('"old"', "then")),
        ({"ETag": '"new"'}, ('"new"', "then")),
        ({"Last-Modified": "now"}, ('"old"', "now")),
    ],
)
def test_304_keeps_the_old_validators_unless_it_brings_new_ones(
    web: FakeWeb, fetch: Fetch, headers: dict[str, str], validators: tuple[str, str]
) -> None:
    url = web.then_304("/feed.xml", headers)
    answer = answered(fetch(web.request(url, etag='"old"', last_modified="then")))
    assert answer.unchanged
    assert (answer.etag, answer.last_modified) == validators


def test_304_to_a_plain_question_is_no_answer(web: FakeWeb, fetch: Fetch) -> None:
    assert code(fetch(web.request(web.then_304("/feed.xml")))) == "protocol"


@pytest.mark.parametrize(
    "line",
    [b'ETag: "a\tb"', b'ETag: "' + b"x" * 8192 + b'"', b'ETag: "\xe9"'],
    ids=["tab", "long", "latin-1"],
)
def test_odd_validators_are_not_kept(web: FakeWeb, fetch: Fetch, line: bytes) -> None:
    url = web.raw("/feed.xml", b"HTTP/1.1 200 OK\r\n" + line + b"\r\nContent-Length: 2\r\n\r\nhi")
    assert answered(fetch(web.request(url))).etag is None


def test_odd_validators_are_not_sent(web: FakeWeb, fetch: Fetch) -> None:
    url = web.page("/feed.xml", BODY)
    answered(fetch(web.request(url, etag="a\r\nX-Evil: 1", last_modified="b\nc")))
    assert "if-none-match" not in web.requests[0].headers
    assert "x-evil" not in web.requests[0].headers


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        (401, "unauthorised"),
        (403, "forbidden"),
        (404, "not-found"),
        (410, "gone"),
        (500, "server-error"),
        (204, "partial"),
        (206, "partial"),
        (300, "bad-redirect"),
        (301, "bad-redirect"),
    ],
)
def test_status(web: FakeWeb, fetch: Fetch, status: int, wanted: str) -> None:
    assert code(fetch(web.request(web.then_status("/feed.xml", status)))) == wanted


@pytest.mark.parametrize(
    ("status", "wanted"), [(429, "rate-limited"), (503, "server-error"), (403, "forbidden")]
)
def test_retry_after(web: FakeWeb, fetch: Fetch, status: int, wanted: str) -> None:
    failure = fetch(web.request(web.then_status("/feed.xml", status, retry_after=120)))
    assert isinstance(failure, Failure)
    assert (failure.code, failure.status) == (wanted, status)
    assert failure.retry_after is not None
    assert failure.retry_after.total_seconds() == 120


def test_challenge_in_place_of_a_feed(web: FakeWeb, fetch: Fetch) -> None:
    url = web.page("/feed.xml", "<html>", headers={"cf-mitigated": "challenge"})
    assert code(fetch(web.request(url))) == "challenge"


def test_compressed_answer(web: FakeWeb, fetch: Fetch) -> None:
    url = web.page("/feed.xml", gzip.compress(BODY), headers={"Content-Encoding": "gzip"})
    assert answered(fetch(web.request(url))).body == BODY


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
ZIPPED = HEAD + b"Content-Encoding: gzip\r\n"


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        pytest.param(b"", "disconnected", id="nothing"),
        pytest.param(b"<rss/>", "protocol", id="HTTP/0.9"),
        pytest.param(b"SSH-2.0-OpenSSH\r\n", "protocol", id="another protocol"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-", "disconnected", id="cut in the head"),
        pytest.param(
            HEAD + b"Content-Length: " + b"0" * 5000 + b"2\r\n\r\nhi", "answer 200", id="many zeros"
        ),
        pytest.param(HEAD + b"Content-Length: 9\r\n\r\nhi", "disconnected", id="cut in the body"),
        pytest.param(HEAD + b"Content-Length: -9\r\n\r\nhi", "protocol", id="negative length"),
        pytest.param(
            HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi", "protocol", id="two lengths"
        ),
        pytest.param(CHUNKED + b"5\r\nhello\r\n", "disconnected", id="no last chunk"),
        pytest.param(CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n", "protocol", id="bad chunk"),
        pytest.param(CHUNKED + b"2\r\nhi\r\n0\r\n\r\n", "answer 200", id="chunks"),
        pytest.param(HEAD + b"\r\nhi", "answer 200", id="until the end"),
        pytest.param(HEAD + b"Content-Length: 0\r\n\r\n", "empty", id="empty"),
        pytest.param(HEAD + b"\r\n \r\n\t", "empty", id="blank"),
        pytest.param(HEAD + b"Content-Encoding: br\r\n\r\nhi", "bad-encoding", id="br"),
        pytest.param(ZIPPED + ZIPPED[17:] + b"\r\nhi", "bad-encoding", id="two codings"),
        pytest.param(ZIPPED + b"\r\n" + gzip.compress(BODY)[:-9], "partial", id="cut gzip"),
        pytest.param(HEAD + b"X-A: " + b"a" * 20000 + b"\r\n\r\nhi", "protocol", id="long header"),
        pytest.param(HEAD + b"Set-Cookie: a=b\r\n" * 200 + b"\r\nhi", "protocol", id="many headers"),
        pytest.param(HEAD + b"Content-Length: 99999999\r\n\r\n", "too-large", id="announced as large"),
        pytest.param(HEAD + b"\r\n" + b"x" * 6_000_000, "too-large", id="large without notice"),
        pytest.param(
            b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", "protocol", id="101"
        ),
        pytest.param(
            b"HTTP/1.1 100 Continue\r\n\r\n" * 5000 + HEAD + b"\r\nhi", "answer 200", id="many 100s"
        ),
        pytest.param((b"HTTP/1.1 100 " + b"x" * 1000 + b"\r\n\r\n") * 12_000, "too-large", id="endless 100s"),
        pytest.param(b"\r\n" * 6_000_000, "too-large", id="endless blank lines"),
        pytest.param(
            CHUNKED + (b"1;" + b"x" * 100 + b"\r\nx\r\n") * 110_000, "too-large", id="endless frames"
        ),
        pytest.param(CHUNKED + b"1;" + b"x" * 11_000_000, "too-large", id="endless extension"),
        pytest.param(HEAD + b"Content-Type: ;;=\xff;charset=\xe9\r\n\r\nhi", "answer 200", id="odd type"),
        pytest.param(b"HTTP/1.1 200 \xff\xfe\r\n\r\nhi", "answer 200", id="odd reason"),
    ],
)
def test_answers_that_servers_should_not_give(web: FakeWeb, fetch: Fetch, answer: bytes, wanted: str) -> None:
    outcome = fetch(web.request(web.raw("/feed.xml", answer)))
    assert code(outcome) == wanted
    if isinstance(outcome, Failure):
        assert outcome.code in SENTENCES
        assert outcome.detail.isprintable()


@pytest.mark.parametrize("status", [b"304 Same", b"200 OK"])
@pytest.mark.parametrize("more", [b"junk", HEAD + b"\r\n", b"0\r\n\r\n"])
def test_what_follows_an_answer_spoils_nothing(
    web: FakeWeb, fetch: Fetch, status: bytes, more: bytes
) -> None:
    body = b"" if status.startswith(b"304") else b"hi"
    head = b"HTTP/1.1 " + status + b"\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    answer = answered(fetch(web.request(web.raw("/feed.xml", head + body + more), etag='"a"')))
    assert (answer.unchanged, answer.body) == (not body, body)


def test_connection_broken_off(web: FakeWeb, fetch: Fetch) -> None:
    assert code(fetch(web.request(web.reset("/feed.xml")))) == "disconnected"
    assert code(fetch(web.request(web.truncated("/cut.xml", BODY)))) == "disconnected"


def test_server_that_is_not_there(web: FakeWeb, fetch: Fetch) -> None:
    url = web.url("/feed.xml")
    web.close()
    assert code(fetch(web.request(url))) == "refused"


def test_name_that_is_not_there(fetch: Fetch) -> None:
    assert code(fetch(Request("source", "http://nothing.invalid/feed.xml"))) == "dns"


def test_https_that_is_none(web: FakeWeb, fetch: Fetch) -> None:
    url = web.page("/feed.xml", BODY).replace("http:", "https:")
    assert code(fetch(web.request(url))) == "tls"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_is_followed_with_validators(web: FakeWeb, fetch: Fetch, status: int) -> None:
    there = web.page("/there.xml", BODY, etag='"a"')
    url = web.redirect("/here.xml", "there.xml#part", status=status)
    answer = answered(fetch(web.request(url)))
    assert (answer.url, answer.body) == (there, BODY)
    assert answered(fetch(web.request(url, etag='"a"'))).unchanged


@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/a%20b", "/a%20b"),
        ("/a b", "/a%20b"),
        ("/é", "/%C3%A9"),
        ("?page=2", "/here.xml?page=2"),
        (" /x ", "/x"),
    ],
)
def test_redirect_to_an_odd_address(web: FakeWeb, fetch: Fetch, location: str, path: str) -> None:
    web.page(path, BODY)
    assert code(fetch(web.request(web.redirect("/here.xml", location)))) == "answer 200"


@pytest.mark.parametrize(
    ("location", "wanted"),
    [
        ("", "bad-redirect"),
        ("file:///etc/passwd", "bad-redirect"),
        ("ftp://ftp.example/", "bad-redirect"),
        ("javascript:alert(1)", "bad-redirect"),
        ("http://user:word@x.example/", "bad-redirect"),
        ("http://x.example\\@y.example/", "bad-redirect"),
        ("http://a b/", "bad-redirect"),
        ("http://[::1/", "bad-redirect"),
        ("/here.xml", "bad-redirect"),
        ("http://169.254.169.254/latest/meta-data", "blocked-address"),
        ("http://[::ffff:10.0.0.1]/", "blocked-address"),
        ("http://localhost:1/", "blocked-address"),
    ],
)
def test_redirect_that_is_refused(web: FakeWeb, fetch: Fetch, location: str, wanted: str) -> None:
    assert code(fetch(web.request(web.redirect("/here.xml", location)))) == wanted
    assert len(web.requests) == 1


def test_redirect_in_latin_1(web: FakeWeb, fetch: Fetch) -> None:
    web.page("/%C3%A9", BODY)
    url = web.raw("/here.xml", b"HTTP/1.1 302 Found\r\nLocation: /\xe9\r\nContent-Length: 0\r\n\r\n")
    assert code(fetch(web.request(url))) == "answer 200"


def test_redirects_without_end(web: FakeWeb, fetch: Fetch) -> None:
    for n in range(10):
        web.redirect(f"/{n}", f"/{n + 1}")
    web.redirect("/left", "/right")
    web.redirect("/right", "/left")
    web.page("/10", BODY)
    assert code(fetch(web.request(web.url("/0")))) == "bad-redirect"
    assert len(web.requests) == 6
    assert code(fetch(web.request(web.url("/5")))) == "answer 200"
    assert code(fetch(web.request(web.url("/left")))) == "bad-redirect"


def test_redirect_takes_no_secret_to_another_origin(web: FakeWeb, fetch: Fetch) -> None:
    with FakeWeb("127.0.0.2") as other:
        web.page("/end.xml", BODY)
        url = web.redirect("/start.xml", "/middle.xml")
        web.redirect("/middle.xml", other.redirect("/stranger.xml", web.url("/end.xml")))
        secrets = {"Authorization": "Bearer x", "X-Key": "y"}
        request = Request("source", url, headers=secrets, allow=web.allow | other.allow, etag='"a"')
        assert code(fetch(request)) == "answer 200"
        heads = [web.asked(path)[0].headers for path in ("/start.xml", "/middle.xml", "/end.xml")]
        assert [head.get("authorization") for head in heads] == ["Bearer x", "Bearer x", None]
        assert [head.get("x-key") for head in [*heads, other.requests[0].headers]] == ["y", "y", None, None]
        assert other.requests[0].headers["user-agent"] == AGENT


@pytest.mark.parametrize("name", ["http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"])
def test_proxies_of_the_environment_are_not_used(
    web: FakeWeb, fetch: Fetch, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with FakeWeb("127.0.0.2") as proxy:
        monkeypatch.setenv(name, proxy.url(""))
        assert code(fetch(web.request(web.page("/feed.xml", BODY)))) == "answer 200"
        assert proxy.connections == 0


@pytest.mark.parametrize(
    ("here", "location", "private"),
    [
        ("https://a.example/x", "/y", True),
        ("https://a.example/x", "https://A.example:443/y", True),
        ("http://a.example/x", "https://a.example/x", False),
        ("https://a.example/x", "https://a.example:8443/x", False),
        ("https://a.example/x", "//b.example/x", False),
    ],
)
def test_headers_of_a_source_stay_at_its_origin(here: str, location: str, private: bool) -> None:
    assert Hop(Request("source", here), parse(here)).follow(location, 301).private == private


def test_redirect_never_leaves_encryption() -> None:
    hop = Hop(Request("source", "https://a.example/"), parse("https://a.example/"))
    with pytest.raises(SourceError, match="from https to http") as caught:
        hop.follow("http://a.example/", 301)
    assert caught.value.code == "bad-redirect"
