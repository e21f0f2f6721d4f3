"""Conditions and compression: what a client holds decides between 200 and 304, and which bytes travel."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicate.web.respond import tags_in

from .site import Site

PATH = "/feeds/development.rss"
MODIFIED = datetime(2026, 11, 20, 10, 30, 15, 900_000, UTC)
DATE = "Fri, 20 Nov 2026 10:30:15 GMT"
BEFORE = "Fri, 20 Nov 2026 10:30:14 GMT"
AFTER = "Sat, 21 Nov 2026 00:00:00 GMT"

CONDITIONS = [
    ({}, 200),
    ({"If-None-Match": '"abc"'}, 304),
    ({"If-None-Match": 'W/"abc"'}, 304),
    ({"If-None-Match": "abc"}, 304),
    ({"If-None-Match": '"abc-gzip"'}, 304),
    ({"If-None-Match": '"abc;gzip"'}, 304),
    ({"If-None-Match": 'W/"abc--gzip"'}, 304),
    ({"If-None-Match": '"abc-gz"'}, 304),
    ({"If-None-Match": 'W/"abc-gz-gzip"'}, 304),
    ({"If-None-Match": '"old", W/"older","abc"'}, 304),
    ({"If-None-Match": "*"}, 304),
    ({"If-None-Match": '"old"'}, 200),
    ({"If-None-Match": '"ABC"'}, 200),
    ({"If-None-Match": '"abcd"'}, 200),
    ({"If-None-Match": ""}, 200),
    ({"If-None-Match": '"old"', "If-Modified-Since": AFTER}, 200),
    ({"If-None-Match": "", "If-Modified-Since": AFTER}, 200),
    ({"If-None-Match": '"abc"', "If-Modified-Since": BEFORE}, 304),
    ({"If-Modified-Since": DATE}, 304),
    ({"If-Modified-Since": AFTER}, 304),
    ({"If-Modified-Since": "Friday, 20-Nov-26 10:30:15 GMT"}, 304),
    ({"If-Modified-Since": "Fri Nov 20 10:30:15 2026"}, 304),
    ({"If-Modified-Since": BEFORE}, 200),
    ({"If-Modified-Since": "yesterday"}, 200),
    ({"If-Modified-Since": ""}, 200),
    ({"If-Modified-Since": "Fri, 99 Nov 2026 10:30:15 GMT"}, 200),
    ({"Range": "bytes=0-1"}, 200),
]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("headers", "status"), CONDITIONS)
def test_conditions(
    client: FlaskClient, site: Site, headers: dict[str, str], status: int, method: str
) -> None:
    site.publish("feeds/development.rss", b"plain", MODIFIED)
    response = client.open(PATH, method=method, headers=headers)
    assert response.status_code == status
    assert response.headers["ETag"] in ('"abc"', '"abc-gz"')
    assert response.headers["Last-Modified"] == DATE
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.headers["Cache-Control"].startswith("public, max-age=900")
    assert response.data == (b"plain" if status == 200 and method == "GET" else b"")
    if status == 200:
        assert response.headers["Content-Length"] == "5"
    else:
        assert "Content-Type" not in response.headers


NAMES = {b"plain": (None, '"abc"'), b"zipped": ("gzip", '"abc-gz"'), b"smaller": ("br", '"abc-br"')}
ENCODINGS = [
    (None, b"plain"),
    ("", b"plain"),
    ("gzip", b"zipped"),
    ("GZIP", b"zipped"),
    ("gzip, deflate, br", b"smaller"),
    ("br;q=1.0, gzip;q=0.8, *;q=0.1", b"smaller"),
    ("br;q=0.5, gzip;q=0.8", b"zipped"),
    ("br;q=0, gzip", b"zipped"),
    ("*", b"smaller"),
    ("gzip;q=0", b"plain"),
    ("gzip;q=0, *", b"smaller"),
    ("*;q=0", b"plain"),
    ("identity", b"plain"),
    ("identity, gzip;q=0.5", b"plain"),
    ("br", b"smaller"),
    ("gzip;q=many", b"plain"),
    ("zstd", b"plain"),
]


@pytest.mark.parametrize(("accepted", "body"), ENCODINGS)
def test_compression(client: FlaskClient, site: Site, accepted: str | None, body: bytes) -> None:
    site.publish("feeds/development.rss")
    response = client.get(PATH, headers={"Accept-Encoding": accepted} if accepted is not None else {})
    encoding, tag = NAMES[body]
    assert response.data == body
    assert response.headers.get("Content-Encoding") == encoding
    assert response.headers["ETag"] == tag
    assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("held", "named"),
    [('"abc"', '"abc"'), ('"abc-gz"', '"abc-gz"'), ('W/"abc-br"', '"abc-br"'), ("*", '"abc-gz"')],
)
def test_a_304_names_the_representation_that_is_held(
    client: FlaskClient, site: Site, held: str, named: str
) -> None:
    site.publish("feeds/development.rss")
    response = client.get(PATH, headers={"If-None-Match": held, "Accept-Encoding": "gzip"})
    assert (response.status_code, response.headers["ETag"]) == (304, named)


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ('"a", W/"b"', {"a", "b"}),
        ('"a,b"', {"a,b"}),
        ('"a-gzip"', {"a-gzip", "a"}),
        ('"unclosed', {"unclosed"}),
        (",,", set()),
    ],
)
def test_lists_of_tags(header: str, tags: set[str]) -> None:
    assert tags_in(header) >= tags


VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=80)
DATES = st.from_regex(
    r"(Mon|Xxx), [0-9]{1,3} (Jan|Feb|Zzz) [0-9]{1,9} [0-9]{1,3}:[0-9:]{1,9} ?[-+A-Z0-9]{0,9}",
    fullmatch=True,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(held=VALUES, since=VALUES | DATES, accepted=VALUES, wanted=VALUES)
def test_no_header_is_too_odd(
    client: FlaskClient, site: Site, held: str, since: str, accepted: str, wanted: str
) -> None:
    site.publish("feeds/development.rss")
    headers = {"If-None-Match": held} if held else {"If-Modified-Since": since}
    rest = {"Accept-Encoding": accepted, "Range": wanted, "Host": wanted, "X-Forwarded-Host": wanted}
    assert client.get(PATH, headers={**headers, **rest}).status_code in (200, 304)
