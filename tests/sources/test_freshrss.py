"""Sources as FreshRSS writes them, there and back: pages and JSON are read alike afterwards, and what is lost is said."""

from typing import Any

import pytest

from syndicate.config.sources import SOURCES, PageSource, Source
from syndicate.model import Answer
from syndicate.sources.freshrss import attributes_of, path, strptime, taken
from syndicate.sources.outlines import read, write
from syndicate.sources.page import read as read_page

PAGE = b"""<!doctype html><html lang=en><body><ul class=news>
<li><h3><a href=/1>A well</a></h3><p class=meta>North - 28.02.2026</p><p class=teaser>Said of it.</p></li>
<li><h3><a href=/2>A school</a></h3><p class=meta>South - 14.02.2026</p><p class=teaser>And of that.</p></li></ul></body></html>"""
BRIEFS: dict[str, Any] = {
    "page": "https://a.example/",
    "language": "en",
    "every": "2h",
    "items": "ul.news > li",
    "title": "h3",
    "link": "h3 a@href",
    "label": {"select": ".meta", "before": " - "},
    "date": {"select": ".meta", "after": " - ", "format": "%d.%m.%Y"},
    "summary": "xpath: .//p[@class='teaser']",
    "article": {"text": "div.body", "remove": [".share", "nav"]},
}


def source(kind: str, **fields: Any) -> Source:
    return SOURCES[kind].model_validate({"name": "Town A & B", **fields})


def there_and_back(one: Source) -> tuple[Source, list[str]]:
    attributes, lost = attributes_of(one)
    (outline,) = read(write("Ours", [attributes]).encode())
    got = taken(outline.attributes)
    assert got.notes == ()
    fields = {"name": outline.name, "language": outline.attributes.get("language"), **got.fields}
    return SOURCES[got.kind].model_validate(fields), lost


def test_a_feed_comes_back_as_it_was() -> None:
    feed = source("feed", feed="https://a.example/feed?a=1&b=2", paused=False)
    assert there_and_back(feed) == (feed, [])
    back, _ = there_and_back(source("feed", feed="https://a.example/feed", paused=True))
    assert back.paused


def test_a_page_is_read_alike() -> None:
    page = source("page", **BRIEFS)
    back, lost = there_and_back(page)
    assert isinstance(page, PageSource)
    assert isinstance(back, PageSource)
    answer = Answer("https://a.example/", 200, PAGE)
    assert read_page(answer, back) == read_page(answer, page)
    assert (back.every, back.article) == (page.every, page.article)
    assert lost == ["that ' - ' is looked for from the end: there it is the first that counts"] * 2


def test_json_comes_back_as_it_was() -> None:
    api = source(
        "api", api="https://a.example/api", items="data.items", title="meta.title", link='links[0]."my-url"'
    )
    assert there_and_back(api) == (api, [])


@pytest.mark.parametrize(
    ("one", "lost"),
    [
        (source("feed", feed="file:a.rss"), "it is a file"),
        (source("sitemap", sitemap="https://a.example/sitemap.xml"), "readers have no word for it"),
        (source("api", api="https://a.example/", items="data[?x].y"), "readers have no word for it"),
        (
            source("feed", feed="https://a.example/", headers={"X": "${T}"}),
            "its headers, which may be secrets",
        ),
        (
            source("page", page="https://a.example/", items="li", article={"text": "xpath: //main"}),
            "where the whole text stands: it is written as XPath here, and as CSS there",
        ),
    ],
)
def test_what_is_lost_is_said(one: Source, lost: str) -> None:
    assert lost in attributes_of(one)[1]
    assert "${T}" not in str(attributes_of(one))


@pytest.mark.parametrize(
    ("php", "ours"),
    [
        ("d.m.Y", "%d.%m.%Y"),
        ("j F Y \\a\\t G:i", "%d %B %Y at %H:%M"),
        ("Y-m-d\\TH:i:sP", "%Y-%m-%dT%H:%M:%S%z"),
        ("jS F", ""),
        ("Y|", ""),
    ],
)
def test_formats_of_dates(php: str, ours: str) -> None:
    assert strptime(php) == ours


def test_names_with_dots() -> None:
    assert path("data.items[2].my-key.x") == 'data.items[2]."my-key".x'
    assert path(" @graph ") == '"@graph"'
