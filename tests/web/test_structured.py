"""What pages say of themselves to machines: whole, in the words of schema.org, and never a way out of its element."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from syndicate.model import KnownItem
from syndicate.store import items

from .site import NOW, Site, variant

BASE = "https://news.example.eu"


def things(page: str) -> dict[str, Any]:
    [written] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return {thing["@type"]: thing for thing in json.loads(written)["@graph"]}


def head(page: str, name: str) -> list[str]:
    return re.findall(rf'<meta (?:property|name)="{name}" content="([^"]*)">', page)


def test_home(client: FlaskClient, site: Site) -> None:
    page = client.get("/fr").text
    site_said = things(page)["WebSite"]
    assert site_said["name"] == "Villes du monde"
    assert site_said["url"] == f"{BASE}/fr"
    assert site_said["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/fr/search?q={{words}}"
    assert head(page, "description") == head(page, "og:description") == ["Nouvelles des villes"]
    assert head(page, "og:title") == ["Villes du monde"]


def test_a_category(client: FlaskClient, site: Site) -> None:
    site.add("u1", variant(title="One"), "development")
    page = client.get("/en/development").text
    said = things(page)
    listed = said["CollectionPage"]["mainEntity"]["itemListElement"]
    assert [one["url"] for one in listed] == [f"{BASE}/en/item/u1"]
    steps = [one["item"] for one in said["BreadcrumbList"]["itemListElement"]]
    assert steps == [f"{BASE}/en", f"{BASE}/en/development"]
    assert head(page, "og:title") == ["Development"]


def test_an_item(client: FlaskClient, site: Site) -> None:
    site.add("u1", variant(title="One"), "development")
    page = client.get("/en/item/u1").text
    said = things(page)["NewsArticle"]
    assert said["headline"] == "One"
    assert said["datePublished"] == "2026-11-22T12:00:00+01:00"
    assert said["author"] == {"@type": "Organization", "name": "CEMR"}
    assert said["isBasedOn"] == "https://cemr.example/1"
    assert head(page, "og:type") == ["article"]
    assert head(page, "og:url") == [f"{BASE}/en/item/u1"]


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", "<!--<script>", "&lt;\u2028\u2029'\"\\"]
)
def test_no_title_ends_the_element(client: FlaskClient, site: Site, title: str) -> None:
    site.add("u1", variant(title=title), "development")
    page = client.get("/en/item/u1").text
    assert things(page)["NewsArticle"]["headline"] == title
    assert page.count("<script") == page.count("</script") == 1
    assert "<!--" not in page


def test_languages_of_an_item(client: FlaskClient, site: Site) -> None:
    """Pages that repeat a text point to the one that is at home; texts of their own name each other."""
    number = site.add("u1", variant(title="One"), "development")
    with site.store.write() as tx:
        items.edit(tx, KnownItem(number, NOW, NOW, "", None), variant(title="Un", language="fr"), "x", NOW)
    french = client.get("/fr/item/u1").text
    assert re.findall(r'rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', french) == [
        ("en", f"{BASE}/en/item/u1"),
        ("fr", f"{BASE}/fr/item/u1"),
    ]
    assert '<a href="/en/item/u1" hreflang="en" lang="en" dir="ltr">English</a>' in french
    arabic = client.get("/ar/item/u1").text
    assert f'<link rel="canonical" href="{BASE}/en/item/u1">' in arabic
    assert not re.findall(r'rel="alternate" hreflang="\w+" href="[^"]+/item/', arabic)
