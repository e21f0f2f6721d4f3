"""The page on which partners choose: every choice is in its address, and what is copied is what was chosen."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from lxml import html as parser

from syndicate.web import words
from syndicate.web.embed.script import scripts

from ..site import FEEDS, Site

PAGE = "/en/embed"
pytestmark = pytest.mark.usefixtures("stocked")


def field(client: FlaskClient, query: str, name: str) -> str:
    """The text in one of the boxes to copy from."""
    page = parser.fromstring(client.get(f"{PAGE}?{query}").text)
    [box] = page.xpath(f"//textarea[@id='{name}']")
    return str(box.text).strip()


def test_the_lines_of_the_component_say_what_was_chosen(client: FlaskClient) -> None:
    lines = field(client, "category=development&language=fr&count=3&date=no&date=yes&summary=no", "component")
    assert (
        'src="https://news.example.eu/embed/development.json?count=3&amp;language=fr&amp;summary=no"' in lines
    )
    assert '<a href="https://news.example.eu/fr/development" lang="fr" dir="ltr">Développement</a>' in lines
    assert f'integrity="{scripts()[1].integrity}" crossorigin="anonymous"' in lines


def test_what_is_copied_can_be_asked_for(client: FlaskClient) -> None:
    query = (
        "category=development&category=strict-news&layout=cards&accent=ff0000&heading=%22Towns%22+%26+more"
    )
    for name in ("component", "frame", "php", "esi"):
        lines = field(client, query, name)
        address = re.findall(
            r"https://news\.example\.eu(/embed/development,strict-news[^\"']*)", unescape(lines)
        )[0]
        answer = client.get(address)
        assert (answer.status_code, "not understood" in answer.text) == (200, False)
        assert "Towns" in answer.text


def test_the_form_shows_what_the_address_says(client: FlaskClient) -> None:
    page = parser.fromstring(
        client.get(f"{PAGE}?category=strict-news&layout=cards&date=no&heading=Ours&level=0").text
    )
    [form] = page.xpath("//form[@id='build']")
    chosen = dict(form.form_values())
    assert (chosen["category"], chosen["layout"], chosen["heading"], chosen["level"]) == (
        "strict-news",
        "cards",
        "Ours",
        "0",
    )
    assert (chosen["date"], chosen["source"], chosen["language"]) == ("no", "yes", "en")


def test_what_the_form_sends_builds_the_same_page(client: FlaskClient) -> None:
    first = client.get(f"{PAGE}?category=development&count=7&newtab=yes&empty=None").text
    [form] = parser.fromstring(first).xpath("//form[@id='build']")
    assert client.get(PAGE, query_string=form.form_values()).text == first


def test_the_page_shows_the_list_in_a_frame_of_its_own_site(client: FlaskClient) -> None:
    answer = client.get(f"{PAGE}?count=3")
    assert '<iframe class="wide" src="/embed/development?count=3&amp;language=en"' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("count=99", "“count” cannot be “99”: write a number from 1 to 30."),
        ("colour=red", "There is no option “colour”"),
        ("text=cccccc", "The text can hardly be read"),
        ("accent=ffff00&theme=light", "The links can hardly be read"),
        ("background=000000&theme=light", "The text can hardly be read"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_goes_on(client: FlaskClient, query: str, sentence: str) -> None:
    answer = client.get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert sentence in answer.text
    assert field(client, query, "component").startswith("<feed-embed")


@pytest.mark.parametrize(
    "query", ["", "text=000000&background=ffffff&accent=003366", "theme=dark&accent=ffffff"]
)
def test_nothing_is_said_of_colours_that_can_be_read(client: FlaskClient, query: str) -> None:
    assert "can hardly be read" not in client.get(f"{PAGE}?{query}").text


def test_a_text_on_privacy_stands_there_in_every_language(client: FlaskClient) -> None:
    for language in words.INTERFACE:
        text = field(client, "", f"asked-{language}")
        assert "news.example.eu" in text
        assert "Communications" in text
        assert "IP" in text
    assert "cookie" in field(client, "", "asked-fr").lower()


def test_the_page_speaks_the_language_of_its_address(client: FlaskClient) -> None:
    assert "Afficher des actualités sur votre site" in client.get("/fr/embed").text
    assert "language=fr" in client.get("/fr/embed").text
    assert client.get("/embed").headers["Location"] == "/en/embed"
    assert client.get("/xx/embed").status_code == 404


def test_hostile_choices_are_text(client: FlaskClient) -> None:
    hostile = "</textarea><script>alert(1)</script>"
    page = client.get(PAGE, query_string={"heading": hostile, "empty": hostile, hostile: hostile}).text
    assert hostile not in page
    assert "<script>alert" not in page


def test_an_ended_category_is_not_offered(client: FlaskClient, site: Site) -> None:
    site.configure(FEEDS.replace("  strict-news:", "  strict-news:\n    ended: 2026-01-01"))
    assert "strict-news" not in client.get(PAGE).text


def test_a_category_page_leads_here(client: FlaskClient) -> None:
    assert 'href="/fr/embed?category=development"' in client.get("/fr/development").text
