"""Behind a proxy, with the path of `site.url` left in the request or taken off."""

import re

import pytest
from flask.testing import FlaskClient

from syndicate.web.prefix import split

from .site import FEEDS, Site, variant


@pytest.fixture
def prefixed(empty: Site) -> Site:
    empty.configure(FEEDS.replace("https://news.example.eu", "https://example.eu/news"))
    empty.add("u1", variant(), "development")
    empty.publish("feeds/development.rss")
    return empty


@pytest.mark.parametrize(
    ("path", "script", "parted"),
    [
        ("/en", "", ("", "/en")),
        ("", "", ("", "/")),
        ("/news", "/news", ("/news", "/")),
        ("/news/", "/news", ("/news", "/")),
        ("/news//feeds.opml", "/news", ("/news", "/feeds.opml")),
        ("//feeds.opml", "", ("", "/feeds.opml")),
        ("/news/en", "/news", ("/news", "/en")),
        ("/en", "/news", ("/news", "/en")),
        ("/newspaper", "/news", ("/news", "/newspaper")),
        ("/caf\xc3\xa9/en", "/café", ("/caf\xc3\xa9", "/en")),
    ],
)
def test_parting(path: str, script: str, parted: tuple[str, str]) -> None:
    assert split(path, script) == parted


@pytest.mark.parametrize("start", ["", "/news"])
def test_pages_link_within_the_prefix(client: FlaskClient, prefixed: Site, start: str) -> None:
    for path in ("/en", "/en/development", "/en/item/u1"):
        page = client.get(start + path, headers={"X-Forwarded-Prefix": "/evil", "Host": "evil.example"}).text
        links = re.findall(r'(?:href|src)="([^"]*)"', page)
        assert "/news/en/development" in links
        assert all(link.startswith(("/news/", "https://", "mailto:", "#", "?")) for link in links)
        assert "evil" not in page


@pytest.mark.parametrize("start", ["", "/news"])
def test_feeds_and_redirects(client: FlaskClient, prefixed: Site, start: str) -> None:
    feed = client.get(f"{start}/feeds/development.rss")
    assert feed.headers["Link"] == '<https://example.eu/news/feeds/development.rss>; rel="self"'
    assert client.get(f"{start}/en/").headers["Location"] == "/news/en"
    assert client.get(f"{start}/healthz").text == "ok\n"


def test_an_address_in_another_script(client: FlaskClient, empty: Site) -> None:
    empty.configure(FEEDS.replace("https://news.example.eu", "https://gminy.łódź.example/wieści"))
    empty.publish("feeds/development.rss")
    link = client.get("/feeds/development.rss").headers["Link"]
    assert link.isascii()
    assert client.get("/wie%C5%9Bci/en").status_code == 200
    assert client.get("/en/").headers["Location"] == "/wie%C5%9Bci/en"
