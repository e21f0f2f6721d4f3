"""The search as visitors meet it: what it says, in which language, and that anything may be asked."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndicate.web.frame import SEARCH

from .site import Site, variant


@pytest.fixture
def told(site: Site) -> Site:
    site.add("u1", variant(title="Clean water"), "development", hours=1)
    site.add("u2", variant("quiet", title="Water", summary="Secret words"), "development", hours=2)
    site.add("u3", variant(title="Water in no category"), hours=3)
    return site


def uids(page: str) -> list[str]:
    return re.findall(r'<h3[^>]*><a href="/\w+/item/(\w+)">', page)


def test_what_is_found(client: FlaskClient, told: Site) -> None:
    page = client.get("/fr/search?q=%20WATER%20").text
    assert uids(page) == ["u1", "u2"]
    assert "Actualités contenant <q" in page
    assert 'value="WATER"' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Secret words" not in page


def test_nothing_found_and_nothing_asked(client: FlaskClient, told: Site) -> None:
    page = client.get("/en/search?q=%3Cb%3Ezebra").text
    assert "&lt;b&gt;zebra" in page
    assert '<a href="/en/development">Development</a>' in page
    assert "canonical" in client.get("/en/search").text


def test_going_on(client: FlaskClient, site: Site) -> None:
    for number in range(25):
        site.add(f"n{number}", variant(title=f"Report {number}"), "development", hours=number)
    first = client.get("/en/search?q=report").text
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    second = client.get(older[1].replace("&amp;", "&")).text
    assert [*uids(first), *uids(second)] == [f"n{number}" for number in range(25)]
    assert 'href="/en/search?q=report">Newest<' in second


def test_an_end_that_is_none(client: FlaskClient, told: Site) -> None:
    assert client.get("/en/search?q=water&before=nothing").status_code == 404


def test_files_on_another_server_cannot_be_asked(client: FlaskClient, told: Site) -> None:
    client.application.config[SEARCH] = False
    assert client.get("/en/search?q=water").status_code == 404
    assert "/search" not in client.get("/en").text.partition("<body")[2]


@given(question=st.text(max_size=300))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_may_be_asked(client: FlaskClient, told: Site, question: str) -> None:
    asked = quote(question.encode("utf-8", "surrogatepass"))
    wanted = 404 if "\0" in question else 200  # no address has a NUL
    assert client.get(f"/en/search?q={asked}").status_code == wanted
