"""What programs find that gather pages: what they may read, and a map of it."""

import re

from flask.testing import FlaskClient

from syndicate.model import KnownItem
from syndicate.store import items, withdrawals

from .site import FEEDS, NOW, Site, variant

BASE = "https://news.example.eu"


def mapped(client: FlaskClient) -> list[str]:
    return re.findall("<loc>([^<]*)</loc>", client.get("/sitemap.xml").text)


def test_what_may_be_read(client: FlaskClient, site: Site) -> None:
    response = client.get("/robots.txt")
    assert response.mimetype == "text/plain"
    lines = response.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /en/search?" in lines
    assert "Disallow: /status" in lines
    assert f"Sitemap: {BASE}/sitemap.xml" in lines


def test_paths_of_robots_have_the_prefix_of_the_site(client: FlaskClient, empty: Site) -> None:
    empty.configure(FEEDS.replace(BASE, f"{BASE}/news"))
    assert "Disallow: /news/all/search?" in client.get("/robots.txt").text


def test_the_map_of_the_site(client: FlaskClient, site: Site) -> None:
    both = site.add("u1", variant(), "development")
    site.add("u2", variant(language="nl"), "development", hours=2)
    gone = site.add("u3", variant(), "development", hours=3)
    site.add("u4", variant(), hours=4)
    with site.store.write() as tx:
        items.edit(tx, KnownItem(both, NOW, NOW, "", None), variant(language="fr-BE"), "x", NOW)
        withdrawals.withdraw(tx, [gone], "", NOW)
    found = mapped(client)
    assert len(found) == len(set(found))
    assert {f"{BASE}/", f"{BASE}/fr", f"{BASE}/ar/development", f"{BASE}/all/sources"} <= set(found)
    assert [one for one in found if "/item/" in one] == [
        f"{BASE}/en/item/u1",
        f"{BASE}/fr/item/u1",
        f"{BASE}/all/item/u2",
    ]
    assert "<lastmod>2026-11-22T12:00:00Z</lastmod>" in client.get("/sitemap.xml").text


def test_every_mapped_page_is_there_and_names_itself(client: FlaskClient, site: Site) -> None:
    site.add("u1", variant(), "development")
    for address in mapped(client):
        response = client.get(address.removeprefix(BASE))
        assert response.status_code == 200
        assert f'<link rel="canonical" href="{address}">' in response.text
