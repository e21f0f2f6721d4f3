"""Sitemaps of news are read as they are; of plain addresses only what can get a title; lists of sitemaps are named."""

from typing import Any

import pytest

from syndicate.config.sources import SitemapSource
from syndicate.errors import SourceError
from syndicate.model import Answer, Reading
from syndicate.sources import read
from syndicate.sources.sitemap import HINT, listed, mistakes

HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
    " xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>"
)


def news(name: str, date: str) -> str:
    return (
        f"<url><loc>https://s.test/news/{name}</loc><news:news><news:publication><news:name>Town</news:name>"
        f"<news:language>fr</news:language></news:publication><news:publication_date>{date}</news:publication_date>"
        f"<news:title>Title &amp; {name}</news:title><news:keywords>Water, Benin</news:keywords></news:news>"
        f"<image:image><image:loc>https://s.test/{name}.jpg</image:loc></image:image></url>"
    )


def page(name: str, date: str = "") -> str:
    return f"<url><loc>https://s.test/{name}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</url>"


def index(*names: str) -> bytes:
    maps = "".join(
        f"<sitemap><loc>https://s.test/{name}</loc><lastmod>2026-01-0{number}</lastmod></sitemap>"
        for number, name in enumerate(names, 1)
    )
    return f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{maps}</sitemapindex>".encode()


def reading(body: str | bytes, **written: Any) -> Reading:
    source = SitemapSource.model_validate({"name": "S", "sitemap": "https://s.test/sitemap.xml", **written})
    body = body if isinstance(body, bytes) else f"{HEAD}{body}</urlset>".encode()
    return read(Answer("https://s.test/sitemap.xml", 200, body), source)


def test_news() -> None:
    older, newer = news("a", "2026-01-01"), news("b", "2026-01-02T10:00:00Z")
    first, second = reading(older + newer).entries
    assert (first.link, first.title, first.published) == (
        "https://s.test/news/b", "Title &amp; b", "2026-01-02T10:00:00Z",
    )  # fmt: skip
    assert (second.language, second.labels, second.image) == (
        "fr",
        ("Water", "Benin"),
        "https://s.test/a.jpg",
    )


def test_pages_are_kept_where_their_titles_can_come() -> None:
    plain = page("old", "2025-01-01") + page("undated") + page("new", "2026-01-01")
    for written in ({"fulltext": True}, {"article": {"text": "div"}}):
        found = reading(plain, **written).entries
        assert [(entry.link, entry.updated) for entry in found] == [
            ("https://s.test/new", "2026-01-01"),
            ("https://s.test/old", "2025-01-01"),
            ("https://s.test/undated", None),
        ]


def test_pages_beside_news_have_no_title_and_are_left_out() -> None:
    assert len(reading(page("a") + news("b", "2026-01-01")).entries) == 1


def test_only_wanted_links() -> None:
    found = reading(news("a", "2026-01-01") + page("about"), link_pattern="/news/", fulltext=True).entries
    assert [entry.link for entry in found] == ["https://s.test/news/a"]


def test_an_empty_sitemap_has_no_entries() -> None:
    assert reading("").entries == ()


def test_a_flood_is_cut_to_what_is_newest() -> None:
    dates = [f"20{year:02}-01-01" for year in range(100)] * 10
    found = reading("".join(page(f"p{n}", date) for n, date in enumerate(dates)), fulltext=True).entries
    assert (len(found), found[0].updated, found[-1].updated) == (300, "2099-01-01", "2070-01-01")


@pytest.mark.parametrize(
    ("body", "code", "detail"),
    [
        (page("a"), "unreadable", HINT),
        (index("pages.xml", "news.xml"), "unreadable", "such as https://s.test/news.xml, https://s.test/pages.xml"),
        (index(), "unreadable", "a list of sitemaps that names none"),
        (b"<rss/>", "unreadable", "not a sitemap"),
        (b"no XML at all", "unreadable", ""),
        (b"<!DOCTYPE html><html><body>Gone</body></html>", "not-a-feed", ""),
        (b"  ", "empty", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(body: str | bytes, code: str, detail: str) -> None:
    with pytest.raises(SourceError) as refused:
        reading(body)
    assert refused.value.code == code
    assert detail in refused.value.detail


def test_a_list_of_sitemaps_begins_with_news_and_the_newest() -> None:
    names = index("old.xml", "news-1.xml", "posts.xml")
    found = listed(Answer("https://s.test/", 200, names))
    assert [one.url.rpartition("/")[2] for one in found] == ["news-1.xml", "posts.xml", "old.xml"]


SECRET = "<!DOCTYPE urlset [<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY y 'yy'>]>"
BOMB = (
    "<!DOCTYPE urlset [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "]>"
)
CROWD = " ".join(f"a{number}=''" for number in range(50_000))


def links(body: bytes) -> list[str | None]:
    """Read what can be read."""
    try:
        return [entry.link for entry in reading(body, fulltext=True).entries]
    except SourceError:
        return []


@pytest.mark.parametrize(
    "body",
    [
        f"{SECRET}<urlset><url><loc>https://s.test/&x;&y;</loc></url></urlset>",
        f"{BOMB}<urlset><url><loc>https://s.test/&a11;</loc></url></urlset>",
        f"{BOMB}<urlset><url loc='&a11;'><loc>https://s.test/</loc></url></urlset>",
        "<urlset>" + "<url>" * 100_000 + "<loc>https://s.test/</loc>",
        f"<urlset><url {CROWD}><loc>https://s.test/</loc></url></urlset>",
    ],
    ids=["entity of a file", "bomb", "bomb in an attribute", "nesting", "attributes"],
)
def test_nothing_is_expanded_and_nothing_overwhelms(body: str) -> None:
    assert links(body.encode()) in ([], ["https://s.test/"], ["https://s.test/&x;&y;"])


def test_a_bare_ampersand_costs_nothing() -> None:
    found = reading("<url><loc>https://s.test/?a=1&b=2</loc></url>", fulltext=True).entries
    assert found[0].link in ("https://s.test/?a=1&b=2", "https://s.test/?a=1b=2", "https://s.test/?a=1=2")


def test_a_pattern_that_cannot_be_looked_for_is_a_mistake() -> None:
    source = SitemapSource(name="S", sitemap="https://s.test/s.xml", link_pattern=r"(a)\1")
    ((path, message),) = mistakes(source)
    assert path == ("link_pattern",)
    assert "is not a pattern" in message


def test_the_editions_of_an_address() -> None:
    link = '<x:link xmlns:x="http://www.w3.org/1999/xhtml" rel="alternate" hreflang="fr" href="https://s.test/fr/one"/>'
    (entry,) = reading(news("one", "2026-06-01").replace("</loc>", f"</loc>{link}", 1)).entries
    assert entry.editions == (("fr", "https://s.test/fr/one"),)
