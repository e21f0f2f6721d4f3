"""An article's page gives an entry its text, and never takes away what the entry said itself."""

import sys
from dataclasses import replace

import pytest

from syndicate.clean import mistakes
from syndicate.clean.entry import clean
from syndicate.clean.fulltext import LARGEST, body, with_fulltext
from syndicate.config.model import Config
from syndicate.model import Answer, Entry

pytest.importorskip("trafilatura", reason="the extra 'fulltext' is not installed")

PAGE = """<!doctype html><html lang="fr"><head><title>Le puits | Ville</title>
<meta property="og:title" content="Le puits de Natitingou"><meta property="og:image" content="/img/puits.jpg">
<meta property="article:published_time" content="2026-03-04T10:00:00+01:00"></head><body>
<nav><a href="/a">Accueil</a> <a href="/b">Toutes les actualités</a></nav><main><article>
<h1>Le puits de Natitingou</h1>
<p>La commune a inauguré un <a href="/puits">puits</a> avec ses partenaires de la région, devant une foule
nombreuse, après deux années de travaux.</p>
<p>Les deux maires ont signé un accord de coopération pour trois années, qui prévoit des échanges de personnel
entre les services des eaux.</p><script>alert(1)</script></article></main>
<footer>Plan du site, mentions légales</footer></body></html>"""

BARE = Entry(link="https://s.test/puits")


def answer(page: str | bytes, **values: str) -> Answer:
    text = page.encode() if isinstance(page, str) else page
    return replace(Answer("https://s.test/fr/puits", 200, text), **values)  # type: ignore[arg-type]


def test_the_text_comes_without_what_stands_around_it() -> None:
    content = with_fulltext(BARE, answer(PAGE)).content
    assert "un accord de coopération pour trois années" in content
    assert 'href="https://s.test/puits"' in content
    for other in ("Accueil", "mentions légales", "alert", "<h1"):
        assert other not in content


def test_an_entry_that_says_nothing_learns_it_from_the_page() -> None:
    kept = clean(with_fulltext(BARE, answer(PAGE)))
    assert kept.title == "Le puits de Natitingou"
    assert kept.published
    assert kept.published.date().isoformat() == "2026-03-04"
    assert kept.summary.startswith("La commune a inauguré un puits")


def test_what_an_entry_says_itself_stays() -> None:
    said = Entry(title="Un puits", updated="2026-03-05", author="Mairie", image="/own.jpg", language="fr")
    found = with_fulltext(said, answer(PAGE))
    assert replace(found, content="", base="") == said


@pytest.mark.parametrize(
    "page",
    ["", "<html><body><p>x</p></body></html>", "<div>" * 5_000 + PAGE, PAGE + " " * LARGEST],
    ids=["nothing", "no article", "too deep", "too large"],
)
def test_a_page_without_an_article_leaves_the_entry_its_text(page: str) -> None:
    said = Entry(title="Un puits", content="<p>court</p>")
    assert with_fulltext(said, answer(page)).content == "<p>court</p>"


@pytest.mark.parametrize("charset", ["iso-8859-1", "no-such-charset"])
def test_a_page_is_read_in_its_charset(charset: str) -> None:
    page = answer(PAGE.encode("iso-8859-1"), charset=charset)
    assert "coopération pour trois années" in with_fulltext(BARE, page).content


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ("<html><body><h1>A &amp; B</h1><p>x</p></body></html>", "<p>x</p>"),
        ("<html><body><h1>Other</h1><p>x</p></body></html>", "<h1>Other</h1><p>x</p>"),
        ("<html/>", ""),
    ],
)
def test_the_title_is_not_printed_twice(document: str, text: str) -> None:
    assert body(document, "A &amp; B") == text


FEEDS = {
    "site": {
        "id": "news.example.org,2026",
        "url": "https://news.example.org",
        "title": "News",
        "languages": ["en"],
        "contact": {"name": "Editors"},
    },
    "sources": {
        "plain": {"name": "Plain", "feed": "https://a.example/feed"},
        "full": {"name": "Full", "feed": "https://b.example/feed", "fulltext": "true"},
    },
    "categories": {"news": {"title": "News"}},
}


def test_full_text_without_the_library_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config.model_validate(FEEDS)
    assert list(mistakes(config)) == []
    monkeypatch.setitem(sys.modules, "trafilatura", None)  # as if it were not installed
    ((path, message),) = mistakes(config)
    assert path == ("sources", "full", "fulltext")
    assert message.endswith("install syndicate[fulltext]")
