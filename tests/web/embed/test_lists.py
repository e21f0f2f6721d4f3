"""What an address of a list answers: every form of it, every bad option, every way to be gone."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from syndicate.store import pins, withdrawals
from syndicate.store.tables import metadata
from syndicate.web import create_app
from syndicate.web.embed.lists import CACHE

from ..site import FEEDS, NOW, Site, variant

LIST = "/embed/development"
FORMS = [".json", ".html", ""]
pytestmark = pytest.mark.usefixtures("stocked")


def listed(client: FlaskClient, query: str = "", names: str = "development") -> list[dict[str, str]]:
    """The items of a list."""
    answer = client.get(f"/embed/{names}.json?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, str]] = answer.get_json()["items"]
    return found


def titles(client: FlaskClient, query: str = "", names: str = "development") -> list[str]:
    return [one["title"] for one in listed(client, query, names)]


@pytest.mark.parametrize("form", FORMS)
def test_a_list_may_be_kept_by_every_cache_and_shown_by_every_site(client: FlaskClient, form: str) -> None:
    first = client.get(LIST + form)
    assert (first.status_code, first.headers["Cache-Control"]) == (200, CACHE)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "frame-ancestors" not in first.headers["Content-Security-Policy"]
    assert {"X-Frame-Options", "Set-Cookie"}.isdisjoint(first.headers.keys())
    again = client.get(LIST + form, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    for encoding in ("gzip", "br"):
        smaller = client.get(LIST + form, headers={"Accept-Encoding": encoding})
        assert smaller.headers["Content-Encoding"] == encoding
        assert len(smaller.data) < len(first.data)


def test_the_newest_come_first_with_what_their_source_lets_us_print(client: FlaskClient) -> None:
    first, second, third = listed(client)
    assert first["title"] == "Water & towns"
    assert first["url"] == "https://cemr.example/1"
    assert (first["day"], first["source"]) == ("22 November 2026", "CEMR")
    assert (second["title"], second["lang"]) == ("L’eau des villes", "fr")
    assert third["title"] == "Only a title"
    assert "summary" not in third
    for form in FORMS:
        assert "Never here" not in client.get(LIST + form).text
    for form in FORMS[1:]:
        assert "Water &amp; towns" in client.get(LIST + form).text


def test_what_is_withdrawn_or_in_no_category_is_in_no_list(client: FlaskClient, site: Site) -> None:
    taken = variant(title="Taken back", link="https://cemr.example/9")
    number = site.add("u9", taken, "development")
    site.add("u8", variant(title="In no category", link="https://cemr.example/8"))
    with site.store.write() as tx:
        withdrawals.withdraw(tx, [number], "wrong", NOW)
    assert titles(client) == ["Water & towns", "L’eau des villes", "Only a title"]


@pytest.mark.parametrize(
    ("query", "gone"), [("date=no", "day"), ("summary=no", "summary"), ("source=no", "source")]
)
def test_what_is_not_wanted_is_not_sent(client: FlaskClient, query: str, gone: str) -> None:
    assert all(gone not in one for one in listed(client, query))
    assert any(gone in one for one in listed(client))


def test_as_many_as_are_wanted(client: FlaskClient) -> None:
    assert titles(client, "count=2") == ["Water & towns", "L’eau des villes"]
    assert titles(client, "count=") == titles(client)


def test_several_categories_are_one_list_with_each_item_once(client: FlaskClient, site: Site) -> None:
    site.add("u4", variant(title="Strict", link="https://cemr.example/4"), "strict-news", hours=0)
    names = "development,strict-news"
    assert titles(client, names=names) == ["Strict", "Water & towns", "L’eau des villes", "Only a title"]
    assert client.get(f"/embed/{names}.json").get_json()["heading"]["text"] == "Towns of the world"


def test_what_an_editor_pinned_stands_first(client: FlaskClient, site: Site) -> None:
    number = site.add("u5", variant(title="Pinned", link="https://cemr.example/5"), "development", hours=99)
    with site.store.write() as tx:
        pins.follow(tx, {number: NOW + timedelta(days=1)})
    assert titles(client, "count=2") == ["Pinned", "Water & towns"]


def test_the_language_chooses_texts_words_dates_and_the_way_on(client: FlaskClient) -> None:
    data = client.get(f"{LIST}.json?language=fr&newtab=yes").get_json()
    assert (data["lang"], data["heading"]["text"]) == ("fr", "Développement")
    assert data["more"] == {"text": "Plus : Développement", "url": "https://news.example.eu/fr/development"}
    assert data["newtab"] == "(s’ouvre dans un nouvel onglet)"
    assert data["items"][0]["day"] == "22 novembre 2026"
    assert data["items"][0]["tongue"] == "English"
    assert "tongue" not in data["items"][1]


def test_a_strict_category_shows_its_own_language_only(client: FlaskClient) -> None:
    assert titles(client, "language=en", "strict-news") == ["Only a title"]
    data = client.get("/embed/strict-news.json?language=fr").get_json()
    assert (data["items"], data["empty"]) == ([], "Il n’y a pas encore d’actualité.")


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("count=0", "“count” cannot be “0”: write a number from 1 to 30."),
        ("count=many", "“count” cannot be “many”: write a number from 1 to 30."),
        ("layout=ticker", "“layout” cannot be “ticker”: write one of these: list, cards, compact."),
        ("language=xx", "“language” cannot be “xx”: write one of these: all, en, fr, ar."),
        ("image=true", "“image” cannot be “true”: write one of these: yes, no."),
        ("accent=red", "“accent” cannot be “red”: write a colour as six hexadecimal digits, such as 0b5566."),
        ("cuont=3", "There is no option “cuont”: did you mean “count”?"),
        ("zzz=3", "There is no option “zzz”: leave it out."),
        ("level=1", "“level” cannot be “1”: write one of these: 0, 2, 3, 4, 5, 6."),
    ],
)
def test_a_bad_option_is_named(client: FlaskClient, query: str, sentence: str) -> None:
    for form in (".json", ".html"):
        answer = client.get(f"{LIST}{form}?{query}")
        assert (answer.status_code, answer.text, answer.mimetype) == (400, f"{sentence}\n", "text/plain")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["Cache-Control"] == "no-store"
    page = client.get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert sentence in page.text
    assert "Water &amp; towns" in page.text


def test_a_page_says_what_it_did_not_understand_in_the_language_of_the_list(client: FlaskClient) -> None:
    assert "écrivez un nombre de 1 à 30" in client.get(f"{LIST}?language=fr&count=99").text


def test_what_is_repeated_of_an_address_is_text(client: FlaskClient) -> None:
    hostile = "<script>alert(1)</script>"
    for name in ("layout", "heading", "empty", hostile):
        page = client.get(LIST, query_string={name: hostile})
        assert hostile not in page.text
        assert "&lt;script&gt;" in page.text or name == "empty"


def no_box_is_broken(answer: TestResponse, code: int) -> None:
    """What a frame shows when there is no list."""
    assert answer.status_code == code
    assert answer.mimetype == "text/html"
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/embed/nothing", "/embed/No.Such,Thing", "/embed/development,nothing"])
def test_what_is_not_there_is_told_in_the_frame(client: FlaskClient, path: str) -> None:
    no_box_is_broken(client.get(path), 404)


@pytest.mark.parametrize("form", FORMS)
def test_a_category_that_ended_is_gone(client: FlaskClient, site: Site, form: str) -> None:
    site.configure(FEEDS.replace("  strict-news:", "  strict-news:\n    ended: 2026-01-01"))
    answer = client.get(f"/embed/strict-news{form}")
    assert answer.status_code == 410
    if form == "":
        no_box_is_broken(answer, 410)


@pytest.mark.parametrize("form", FORMS)
def test_a_renamed_category_is_followed_with_its_choices(client: FlaskClient, site: Site, form: str) -> None:
    site.configure(FEEDS.replace("  development:", "  growth:\n    was: development"))
    answer = client.get(f"/embed/development{form}?count=3")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/embed/growth{form}?count=3"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_slash_too_much_leads_on(client: FlaskClient) -> None:
    assert client.get(f"{LIST}/").headers["Location"] == LIST


def test_only_the_sites_that_are_named_may_frame_a_list(client: FlaskClient, site: Site) -> None:
    allow = "  embed: {allow: [https://partner.example, https://*.towns.example]}\n  languages:"
    site.configure(FEEDS.replace("  languages:", allow))
    policy = client.get(LIST).headers["Content-Security-Policy"]
    assert (
        policy.split("; ").count("frame-ancestors 'self' https://partner.example https://*.towns.example")
        == 1
    )


def test_a_list_goes_on_while_the_database_is_away(site: Site) -> None:
    now = NOW
    client = create_app(site.store, lambda: now).test_client()
    before = client.get(f"{LIST}.json").data
    with site.store.write() as tx:
        metadata.drop_all(tx)
    for _ in range(3):
        now += timedelta(minutes=1)
        assert client.get(f"{LIST}.json").data == before
    never_asked = client.get(f"{LIST}.json?count=2")
    assert (never_asked.status_code, never_asked.text) == (503, "The database does not answer.\n")
    no_box_is_broken(client.get(LIST), 503)


def test_what_is_new_is_shown_within_moments(site: Site) -> None:
    now = NOW
    client = create_app(site.store, lambda: now).test_client()
    assert len(listed(client)) == 3
    site.add("u4", variant(title="Fresh", link="https://cemr.example/4"), "development", hours=0)
    now += timedelta(seconds=11)
    assert titles(client)[0] == "Fresh"


def test_the_frame_runs_its_own_script_and_nothing_else(client: FlaskClient) -> None:
    answer = client.get(f"{LIST}?accent=ff0000")
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    for name in ("style-src", "script-src"):
        assert re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", policy[name])
