"""The feeds' addresses: what is published there, what is being made, what has ended and what never was."""

import pytest
from flask.testing import FlaskClient

from syndicate.store import feeds
from syndicate.store.documents import remove_feed

from .site import FEEDS, Site

EXPECTED = {
    "Content-Type": "application/rss+xml; charset=utf-8",
    "Cache-Control": "public, max-age=900, stale-while-revalidate=3600, stale-if-error=86400",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Date, ETag, Last-Modified, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; sandbox",
    "Content-Disposition": 'inline; filename="development.fr.rss"',
    "Link": '<https://news.example.eu/feeds/development.fr.rss>; rel="self"',
}


def test_a_document_as_stored(client: FlaskClient, site: Site) -> None:
    site.publish("feeds/development.fr.rss", b"<rss/>")
    response = client.get("/feeds/development.fr.rss", headers={"Host": "evil.example"})
    assert response.data == b"<rss/>"
    assert {name: response.headers.get(name) for name in EXPECTED} == EXPECTED
    assert "Set-Cookie" not in response.headers
    assert "evil" not in str(response.headers)


def test_documents_are_served_before_any_config(client: FlaskClient, empty: Site) -> None:
    empty.publish("feeds/development.rss")
    assert client.get("/feeds/development.rss").status_code == 200


def test_the_list_of_feeds(client: FlaskClient, site: Site) -> None:
    assert client.get("/feeds.opml").status_code == 503
    site.publish("feeds.opml", b"<opml/>")
    response = client.get("/feeds.opml")
    assert response.data == b"<opml/>"
    assert response.headers["Content-Disposition"] == 'inline; filename="feeds.opml"'


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("development.rss", 503, "is being made"),
        ("development.fr.atom", 503, "is being made"),
        ("development.de.rss", 404, "There is no such feed."),
        ("nothing.rss", 404, "feeds.opml"),
        ("development/archive/9.rss", 404, "no such page of the archive"),
        ("development.fr/archive/9.xml", 404, ""),
        ("development.xml", 404, ".rss, .atom or .json"),
        ("development", 404, "feeds.opml"),
        ("../development.rss", 404, ""),
        ("..%2fdevelopment.rss", 404, ""),
        ("development%00.rss", 404, ""),
        ("development.rss%0d%0aX:1", 404, ""),
        ("%ff%fe.rss", 404, ""),
        ("x" * 10_000 + ".rss", 404, ""),
        ("development.rss/", 404, ""),
    ],
)
def test_where_no_document_is(client: FlaskClient, site: Site, path: str, status: int, words: str) -> None:
    response = client.get(f"/feeds/{path}")
    if path.endswith(".rss/"):
        assert (response.status_code, response.headers["Location"]) == (301, "/feeds/development.rss")
        return
    assert response.status_code == status
    assert response.mimetype == "text/plain" or ".." in path
    assert words in response.text
    assert ("Retry-After" in response.headers) == (status == 503)


def test_a_feed_that_ended(client: FlaskClient, site: Site) -> None:
    site.configure(FEEDS.replace("strict-news", "other-news"))
    with site.store.write() as tx:
        remove_feed(tx, "strict-news")
        assert ("strict-news", None) not in {(one.category, one.language) for one in feeds.states(tx)}
    for name in ("strict-news.rss", "strict-news.fr.json", "strict-news.fr/archive/2.json"):
        response = client.get(f"/feeds/{name}")
        assert response.status_code == 410
        assert "has ended" in response.text
    assert client.get("/en/strict-news").status_code == 410
    assert client.get("/feeds/strict-news.de.rss").status_code == 404


def test_preflight_of_another_site(client: FlaskClient, site: Site) -> None:
    response = client.options("/feeds/development.rss", headers={"Origin": "https://partner.example"})
    assert response.status_code == 204
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_other_methods(client: FlaskClient, site: Site, method: str) -> None:
    response = client.open("/feeds/development.rss", method=method)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/feeds/former.rss", "/feeds/development.rss"),
        ("/feeds/former.fr.atom", "/feeds/development.fr.atom"),
        ("/feeds/former.fr/archive/2.json", "/feeds/development.fr/archive/2.json"),
        ("/fr/former", "/fr/development"),
    ],
)
def test_a_category_that_has_another_name_now(
    client: FlaskClient, site: Site, path: str, target: str
) -> None:
    site.configure(FEEDS.replace("  development:\n", "  development:\n    was: former\n"))
    response = client.get(path)
    assert (response.status_code, response.headers["Location"]) == (301, target)
    assert client.get("/feeds/formerly.rss").status_code == 404


@pytest.mark.parametrize(("day", "status"), [("2026-11-23", 503), ("2026-11-01", 503), ("2026-10-01", 410)])
def test_a_category_that_ends(client: FlaskClient, site: Site, day: str, status: int) -> None:
    """Asked on the 22nd of November."""
    site.configure(FEEDS.replace("  development:\n", f"  development:\n    ended: {day}\n"))
    assert client.get("/feeds/development.fr.rss").status_code == status
    assert client.get("/en/development").status_code == (410 if status == 410 else 200)
    assert ('href="/en/development"' in client.get("/en").text) is (day == "2026-11-23")
