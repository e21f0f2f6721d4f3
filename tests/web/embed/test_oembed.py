"""oEmbed: an address that somebody pastes becomes a frame, in JSON and XML, within the room that there is."""

import re
from html import unescape
from xml.etree.ElementTree import fromstring

import pytest
from flask.testing import FlaskClient

from ..site import FEEDS, Site

SITE = "https://news.example.eu"
pytestmark = pytest.mark.usefixtures("stocked")


def told(client: FlaskClient, url: str, **more: str) -> dict[str, str | int]:
    answer = client.get("/oembed", query_string={"url": url, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, str | int] = answer.get_json()
    return found


def test_a_category_page_is_discovered_and_told_of(client: FlaskClient) -> None:
    head = client.get("/fr/development").text.partition("</head>")[0]
    links = dict(
        re.findall(r'<link rel="alternate" type="(\S+)\+oembed" title="Développement" href="([^"]+)"', head)
    )
    assert set(links) == {"application/json", "text/xml"}
    for address in links.values():
        answer = client.get(unescape(address).removeprefix(SITE))
        assert answer.status_code == 200
        assert "embed/development?language=fr" in answer.text
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_both_formats_say_the_same(client: FlaskClient) -> None:
    url = f"{SITE}/en/development"
    plain = told(client, url)
    xml = client.get("/oembed", query_string={"url": url, "format": "xml"})
    assert xml.mimetype == "text/xml"
    root = fromstring(xml.data)
    assert {one.tag: one.text for one in root} == {name: str(value) for name, value in plain.items()}
    assert (plain["version"], plain["type"], plain["title"]) == ("1.0", "rich", "Development")
    assert plain["provider_url"] == f"{SITE}/"


def test_wordpress_finds_what_it_keeps_of_a_stranger(client: FlaskClient) -> None:
    """It takes the first quotation and the frame out of all that, and puts the frame in a sandbox of its own."""
    html = str(told(client, f"{SITE}/all/development")["html"])
    kept = re.search(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", html, re.DOTALL)
    assert kept
    assert f'href="{SITE}/all/development"' in kept[1]
    assert f'src="{SITE}/embed/development"' in kept[2]


def test_the_room_that_there_is_bounds_the_frame(client: FlaskClient) -> None:
    found = told(client, f"{SITE}/en/development", maxwidth="320", maxheight="200")
    assert (found["width"], found["height"]) == (320, 200)
    assert 'width="320" height="200"' in str(found["html"])
    wide = told(client, f"{SITE}/en/development", maxwidth="5000", maxheight="9999")
    assert wide["width"] == 600
    assert int(wide["height"]) < 1500


def test_the_address_of_a_list_keeps_its_choices(client: FlaskClient) -> None:
    html = str(told(client, f"{SITE}/embed/development,strict-news.json?count=2&layout=cards")["html"])
    assert f'src="{SITE}/embed/development,strict-news?count=2&amp;layout=cards"' in html


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, 404),
        ({"url": "https://other.example/en/development"}, 404),
        ({"url": f"{SITE}.evil.example/en/development"}, 404),
        ({"url": f"{SITE}/en/item/u1"}, 404),
        ({"url": f"{SITE}/xx/development"}, 404),
        ({"url": f"{SITE}/en/nothing"}, 404),
        ({"url": f"{SITE}/embed/development?count=99"}, 400),
        ({"url": f"{SITE}/en/development", "format": "yaml"}, 501),
        ({"url": f"{SITE}/en/development", "maxwidth": "wide"}, 400),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_sentence(
    client: FlaskClient, query: dict[str, str], code: int
) -> None:
    answer = client.get("/oembed", query_string=query)
    assert (answer.status_code, answer.mimetype) == (code, "text/plain")
    assert answer.text.endswith((".\n", "?\n"))


def test_an_ended_category_is_gone(client: FlaskClient, site: Site) -> None:
    site.configure(FEEDS.replace("  strict-news:", "  strict-news:\n    ended: 2026-01-01"))
    assert client.get("/oembed", query_string={"url": f"{SITE}/en/strict-news"}).status_code == 410
