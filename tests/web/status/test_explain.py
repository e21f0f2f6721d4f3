"""Why an item is where it is, on a page: the words marked, and safe whatever a source wrote."""

import pytest
from flask.testing import FlaskClient

from syndicate.web import create_app

from ..operators import engage, issue, sign_in
from ..site import FEEDS, NOW, Site, variant

PAGE = "/status/explain/one"
RULES = """\
  aid:
    title: Aid
    any: [{all: [Benin, mayor]}, solidarity]
    none: [football]
    mask: [Benin bronzes]
"""


@pytest.fixture
def site(empty: Site) -> Site:
    empty.configure(FEEDS + RULES)
    text = variant(title="A town & <script>alert(1)</script>", summary="Mayors of Benin", language="fr")
    empty.add("one", text, "development")
    return empty


@pytest.fixture
def operators(site: Site) -> FlaskClient:
    client = create_app(site.store, lambda: NOW).test_client()
    engage(site.store)
    assert sign_in(client).status_code == 303
    return client


def test_the_words_that_decided_are_marked(operators: FlaskClient) -> None:
    response = operators.get(PAGE)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert "<dd>A <mark>town</mark> &amp; &lt;script&gt;alert(1)&lt;/script&gt;</dd>" in response.text
    assert "<script" not in response.text
    assert 'development: <span lang="en">in</span></h2>' in response.text
    assert "<li>any[0] &#39;town&#39;: title has &#39;town&#39;</li>" in response.text


def test_one_category_and_what_it_lacks(operators: FlaskClient, site: Site) -> None:
    site.add("two", variant(title="The Benin bronzes, and Benin", summary="Football"))
    page = operators.get("/status/explain/two/aid").text
    assert "development" not in page[page.index("<main") : page.index("</main")]
    assert 'aid: <span lang="en">not in: nothing in it is asked for' in page
    assert "Struck out by a mask:" in page
    assert "Nearest is the rule any[0], of which is there:" in page
    assert "any[0].all[1] is missing: &#39;mayor&#39;" in page
    assert "<mark>Benin</mark> bronzes, and <mark>Benin</mark>" in page
    assert "<mark>Football</mark>" in page


def test_what_there_is_not(operators: FlaskClient) -> None:
    for page in ("/status/explain/none", f"{PAGE}/water"):
        assert operators.get(page).status_code == 404


def test_an_edit_of_the_rules_is_followed(site: Site) -> None:
    moment = [NOW]
    client = create_app(site.store, lambda: moment[0]).test_client()
    engage(site.store)
    token = issue(site.store)
    assert 'aid: <span lang="en">in<' in client.get(f"{PAGE}/aid", headers=token).text
    site.configure(FEEDS + RULES.replace("football", "town"))
    moment[0] = NOW.replace(hour=13)
    page = client.get(f"{PAGE}/aid", headers=token).text
    assert 'aid: <span lang="en">not in: a rule of &#39;none&#39; keeps it out' in page
    assert "What keeps it out:" in page


@pytest.mark.parametrize(
    "asked", ["one", "https://cemr.example/1", "https://news.example.eu/fr/item/one", " one "]
)
def test_an_item_is_found_by_what_one_calls_it(operators: FlaskClient, asked: str) -> None:
    page = operators.get("/status/explain", query_string={"item": asked}).text
    assert '<a href="/status/explain/one">A town &amp; &lt;script&gt;' in page


def test_an_item_that_nobody_knows(operators: FlaskClient) -> None:
    assert "No item goes by that name" not in operators.get("/status/explain").text
    page = operators.get("/status/explain?item=%22%3E%3Cscript%3E").text
    assert "No item goes by that name" in page
    assert "<script" not in page
