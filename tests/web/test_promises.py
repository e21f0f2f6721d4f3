"""What docs/feeds.md promises of answers, a test each, on documents as they are published."""

import gzip
import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from syndicate.publish.render import render
from syndicate.store import documents

from ..publish.cases import FEED
from .site import NOW, Site

PATHS = [f"/feeds/development.en.{form}" for form in ("rss", "atom", "json")]
RSS = PATHS[0]
ASKED = {"If-None-Match": '"x"', "Accept": "text/html", "Accept-Language": "fr", "User-Agent": "Reader/1"}


@pytest.fixture(autouse=True)
def published(site: Site) -> None:
    """The documents of one feed stand at their addresses."""
    with site.store.write() as tx:
        documents.keep(tx, render(FEED), timedelta(minutes=15), NOW)


def named(response: TestResponse, *names: str) -> dict[str, str | None]:
    return {name: response.headers.get(name) for name in names}


@pytest.mark.parametrize("path", PATHS)
def test_p32_each_representation_has_a_strong_tag_of_its_own(client: FlaskClient, path: str) -> None:
    tags = {
        client.get(path, headers={"Accept-Encoding": coding}).headers["ETag"]
        for coding in ("identity", "gzip")
    }
    assert len(tags) == 2
    for tag in tags:
        assert re.fullmatch(r'"[\w-]+"', tag)
        for asked in (tag, f'"other", W/{tag}', "*", tag.replace('"', "") + "-gzip"):
            assert client.get(path, headers={"If-None-Match": asked}).status_code == 304


def test_p33_not_modified_keeps_its_validators_and_has_no_body(client: FlaskClient) -> None:
    names = ("ETag", "Last-Modified", "Cache-Control", "Vary")
    full = client.get(RSS)
    known = client.get(RSS, headers={"If-None-Match": full.headers["ETag"]})
    assert (known.status_code, known.data) == (304, b"")
    assert named(known, *names) == named(full, *names)
    assert None not in named(full, *names).values()


def test_p34_the_tag_wins_over_the_date(client: FlaskClient) -> None:
    date = client.get(RSS).headers["Last-Modified"]
    assert client.get(RSS, headers={"If-Modified-Since": date}).status_code == 304
    assert client.get(RSS, headers={"If-Modified-Since": "yesterday"}).status_code == 200
    both = {"If-Modified-Since": date, "If-None-Match": '"other"'}
    assert client.get(RSS, headers=both).status_code == 200


def test_p35_head_and_ranges_get_what_get_would_say(client: FlaskClient) -> None:
    full = client.get(RSS)
    head = client.head(RSS)
    assert (head.status_code, head.data) == (200, b"")
    names = ("ETag", "Last-Modified", "Content-Type", "Content-Length", "Vary")
    assert named(head, *names) == named(full, *names)
    part = client.get(RSS, headers={"Range": "bytes=0-9"})
    assert (part.status_code, part.data) == (200, full.data)
    assert client.options(RSS).status_code == 204


@pytest.mark.parametrize("path", PATHS)
def test_p36_one_address_is_one_document_whoever_asks(client: FlaskClient, path: str) -> None:
    plain, fancy = client.get(path), client.get(path, headers=ASKED | {"Cookie": "a=b"})
    assert plain.headers["Vary"] == fancy.headers["Vary"] == "Accept-Encoding"
    assert plain.data == fancy.data


def test_p37_compression_only_for_those_who_take_it(client: FlaskClient) -> None:
    plain = client.get(RSS)
    assert "Content-Encoding" not in plain.headers
    zipped = client.get(RSS, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert "Content-Encoding" not in client.get(RSS, headers={"Accept-Encoding": "gzip;q=0, br;q=0"}).headers


def test_p38_how_long_to_wait_is_said_alike_in_header_and_document(client: FlaskClient, site: Site) -> None:
    with site.store.write() as tx:
        documents.keep(tx, render(FEED), FEED.max_age, NOW)
    caching = client.get(RSS).headers["Cache-Control"]
    assert caching.startswith("public, max-age=")
    assert "stale-while-revalidate=" in caching
    assert "stale-if-error=" in caching
    assert b"<ttl>60</ttl>" in client.get(RSS).data


def test_p39_what_is_being_made_says_when_to_come_again(client: FlaskClient) -> None:
    waiting = client.get("/feeds/development.fr.rss")
    assert waiting.status_code == 503
    assert int(waiting.headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("path", "media_type"),
    list(zip(PATHS, ["application/rss+xml", "application/atom+xml", "application/feed+json"], strict=True)),
)
def test_p40_a_document_has_its_registered_type(client: FlaskClient, path: str, media_type: str) -> None:
    assert client.get(path).headers["Content-Type"] == f"{media_type}; charset=utf-8"
    assert client.get("/en/development").mimetype == "text/html"


@pytest.mark.parametrize("path", PATHS)
def test_p41_no_style_sheet_and_no_script_is_in_a_document(client: FlaskClient, path: str) -> None:
    body = client.get(path).data
    assert b"xml-stylesheet" not in body
    assert b"<script" not in body


@pytest.mark.parametrize("path", [*PATHS, "/feeds/none.rss"])
def test_p42_pages_of_other_sites_may_read_feeds(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert {"ETag", "Last-Modified", "Link"} <= set(
        response.headers["Access-Control-Expose-Headers"].split(", ")
    )
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("path", PATHS)
def test_p43_a_document_runs_nothing(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert {"default-src 'none'", "sandbox"} <= set(response.headers["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("path", PATHS)
def test_p44_the_header_names_the_address_that_the_document_names(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    own = f"https://news.example.eu{path}"
    assert response.headers.getlist("Link") == [f'<{own}>; rel="self"']
    assert own.encode() in response.data


@pytest.mark.parametrize("language", ["en", "fr", "all"])
def test_p45_a_page_leads_to_its_feeds_and_a_feed_to_its_page(client: FlaskClient, language: str) -> None:
    head = client.get(f"/{language}/development").text.partition("</head>")[0]
    found = re.findall(
        r'<link rel="alternate" type="application/(?:rss|atom|feed)\+[a-z]+" title="([^"]+)"', head
    )
    assert len(found) == len(set(found)) == 3
    assert b"https://news.example.eu/en/development" in client.get(RSS).data


def test_p46_the_list_of_feeds_is_linked(client: FlaskClient) -> None:
    assert 'type="text/x-opml"' in client.get("/en/development").text


def test_p50_proxies_and_hosts_change_nothing_within_a_document(client: FlaskClient) -> None:
    lied = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "ftp"}
    response = client.get(RSS, headers=lied)
    assert response.data == client.get(RSS).data
    assert "evil" not in str(response.headers)
