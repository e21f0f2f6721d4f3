"""What pages do to those who read them, each a short story: lists that repeat, layouts that change, scripts that draw."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.entry import clean
from syndicate.config.sources import PageSource
from syndicate.errors import SENTENCES, SourceError
from syndicate.identity.key import keyed
from syndicate.model import Answer, Reading
from syndicate.sources import read
from syndicate.sources.page import mistakes, next_page

URL = "https://towns.test/news/"
NOW = datetime(2024, 5, 2, 10, tzinfo=UTC)


def source(**more: Any) -> PageSource:
    return PageSource(**{"name": "Towns", "page": URL, "items": "li", **more})


def page(*items: str, head: str = "") -> bytes:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<!DOCTYPE html><html><head>{head}</head><body><ul>{listed}</ul></body></html>".encode()


def reading(body: bytes, **more: Any) -> Reading:
    return read(Answer(URL, 200, body), source(**more))


def refused(body: bytes, **more: Any) -> SourceError:
    with pytest.raises(SourceError) as raised:
        reading(body, **more)
    assert SENTENCES[raised.value.code] in str(raised.value)
    return raised.value


WELL, LAMP = "<a href=well>A well for two towns</a>", "<a href=lamp>Lamps of a new kind</a>"


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (page(), {}),
        (page(WELL), {"min_items": 2}),
        (page(WELL, LAMP), {"title": ".gone"}),
        (page(WELL, LAMP), {"link_pattern": "/study/"}),
        (page("<a href=1>Read more</a>", "<a href=2>Read more</a>"), {}),
    ],
    ids=["none", "too few", "titles empty", "links of another kind", "titles equal"],
)
def test_a_changed_layout_is_an_error_and_never_an_empty_list(body: bytes, more: dict[str, Any]) -> None:
    assert refused(body, **more).code == "layout-changed"


def test_a_list_that_may_be_empty() -> None:
    assert reading(page(), min_items=0).entries == ()


@pytest.mark.parametrize(
    ("head", "link"),
    [
        ("", "https://towns.test/news/well"),
        ("<base href='/old/'>", "https://towns.test/old/well"),
        ("<base href='https://archive.test/'>", "https://archive.test/well"),
        ("<base target=_top><base href=x/y>", "https://towns.test/news/x/well"),
        ("<base href='http://[bad'>", "https://towns.test/news/well"),
    ],
)
def test_links_are_relative_to_the_final_address_or_to_base(head: str, link: str) -> None:
    (entry,) = reading(page(WELL, head=head)).entries
    assert entry.link == link
    moved = read(Answer("https://moved.test/a/b", 200, page(WELL)), source())
    assert moved.entries[0].link == "https://moved.test/a/well"


def test_tracking_and_sessions_are_no_part_of_what_an_entry_is_known_by() -> None:
    printed = ["well?id=1&utm_source=list", "well;jsessionid=AB12?id=1", "well?id=1"]
    keys = set()
    for link in printed:
        found = reading(page(f"<a href='{link}'>A well</a>"))
        assert found.entries[0].link == URL + link
        (one,) = keyed([clean(entry) for entry in found.entries], found.link)
        keys.add(one.keys)
    assert keys == {("link:towns.test/news/well?id=1",)}


@pytest.mark.parametrize(
    ("items", "titles"),
    [
        (["<a href=well><img src=w.jpg></a>", WELL], ["A well for two towns"]),
        ([WELL, LAMP, WELL], ["A well for two towns", "Lamps of a new kind"]),
        (["<b>Same</b><i>1</i>", "<b>Same</b><i>2</i>", "<b>Same</b><i>1</i>", "<b>Other</b>"], ["Same", "Same", "Other"]),
        (["<b>One</b> <a href=all>All</a>", "<b>Two</b> <a href=all>All</a>"], ["One", "Two"]),
    ],
    ids=["image and title", "printed twice", "without links", "one link for all"],
)  # fmt: skip
def test_what_a_list_prints_twice_is_one_entry(items: list[str], titles: list[str]) -> None:
    found = reading(page(*items), title="b" if "<b>" in items[0] else None, date="i", image="img")
    assert [entry.title for entry in found.entries] == titles


def test_an_item_pinned_to_the_top_stays_the_item_that_it_was() -> None:
    def keys(*items: str) -> list[tuple[str, ...]]:
        found = reading(page(*items))
        return [one.keys for one in keyed([clean(entry) for entry in found.entries], found.link)]

    assert sorted(keys(WELL, LAMP)) == sorted(keys(LAMP, WELL, LAMP))


def test_a_date_that_counts_from_now_does_not_change_what_an_entry_is_known_by() -> None:
    (entry,) = reading(page(f"{WELL}<i>vor 2 Stunden</i>"), date="i", language="de").entries
    first, later = clean(entry, NOW), clean(entry, NOW + timedelta(hours=1))
    assert first.published == NOW - timedelta(hours=2)
    assert clean(entry).published is None
    assert keyed([first], None)[0].keys == keyed([later], None)[0].keys


@pytest.mark.parametrize(
    ("body", "select", "expected"),
    [
        ("<a rel=next href='?page=2#top'>older</a>", "a[rel=next]", f"{URL}?page=2"),
        ("<a rel=next href='?page=2'>older</a>", "a[rel=next]@href", f"{URL}?page=2"),
        ("<a rel=next href='#'>older</a>", "a[rel=next]", None),
        ("<a rel=next href='javascript:more()'>older</a>", "a[rel=next]", None),
        ("<p>the end</p>", "a[rel=next]", None),
        ("<a rel=next href='?page=2'>older</a>", None, None),
    ],
)
def test_the_page_with_older_entries(body: str, select: str | None, expected: str | None) -> None:
    answer = Answer(URL, 200, f"<html><body>{body}</body></html>".encode())
    assert next_page(answer, source(next_page=select)) == expected


def test_what_is_not_listed_may_change_without_changing_the_entries() -> None:
    one, other = (page(WELL, LAMP, head=f"<title>{visitors} visitors</title>") for visitors in (1, 2))
    assert reading(one).entries == reading(other).entries


@pytest.mark.parametrize(
    ("attributes", "item", "language"),
    [("lang=fr", "", ("fr", None)), ("lang=fr", "lang=en", ("fr", "en")), ("", "", (None, None))],
)
def test_the_language_is_what_the_page_and_its_items_declare(
    attributes: str, item: str, language: tuple[str | None, str | None]
) -> None:
    body = f"<html {attributes}><body><ul><li {item}>{WELL}</li></ul></body></html>".encode()
    found = reading(body)
    assert (found.language, found.entries[0].language) == language


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ('<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{}</script>', "__NEXT_DATA__"),
        ('<div id="app"></div><script>window.__NUXT__={}</script>', "__NUXT__"),
        ('<script type="application/ld+json">{}</script>', "application/ld+json"),
        ('<script>fetch("/api/news?page=1")</script>', "/api/news?page=1"),
        ('<script src="x.js"></script>', "none"),
    ],
)  # fmt: skip
def test_a_page_that_scripts_draw_says_so_and_which_json_was_seen(body: str, seen: str) -> None:
    error = refused(f"<!DOCTYPE html><html><body>{body}</body></html>".encode())
    assert error.code == "no-items-in-html"
    assert error.detail == f"JSON seen in it: {seen}"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "challenge"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>', "not-a-page"),
        (b'{"items": []}', "not-a-page"),
        (b"%PDF-1.7 and so on", "not-a-page"),
        (b"<html><body>" + b"<p>" * 300_000, "too-large"),
        (b"<html><body>" + b"<p>x</p>" * 90_000, "too-large"),
        (b"<html><body>" + (b"<div>" * 100 + b"</div>" * 100) * 500, "too-large"),
        (b"<html><body><a " + b" ".join(b"a%d" % n for n in range(100_000)) + b">", "too-large"),
    ],
    ids=["empty", "robots", "feed", "json", "pdf", "tags", "elements", "depth", "attributes"],
)
def test_what_is_no_page_that_can_be_read(body: bytes, code: str) -> None:
    assert refused(body).code == code


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "body",
    [
        b"<!-- x -->" * 100_000 + b"<html>",
        b"<html><body><script>'" + b"/api/" * 1_000_000 + b"</script>",
        b"<html><body><script>" + b"'/api/x" * 1_000_000 + b"</script>",
        b"<html><body>" + b"<b>" * 190_000,
        b"<html><body><p " + b"style='a'" * 1_000_000,
    ],
    ids=["comments", "one address", "addresses", "nesting", "one attribute"],
)
def test_a_page_made_to_keep_us_busy_is_refused(body: bytes) -> None:
    assert refused(body).code in SENTENCES


@pytest.mark.timeout(60)
@pytest.mark.parametrize("items", ["xpath://*//*//*", "div div div div", "*"])
def test_the_greediest_selector_ends_on_the_heaviest_page(items: str) -> None:
    body = b"<html><body>" + (b"<div>" * 40 + b"x" + b"</div>" * 40) * 300 + b" " * 9_000_000
    (entry,) = reading(body, items=items, title="*", link="a").entries
    assert entry.title.startswith("x")


@pytest.mark.parametrize(
    ("item", "more", "title", "link"),
    [
        ("<h3>Title</h3><a href=x>Read more</a>", {}, "Title", "x"),
        ("<a href=pic><img></a><h3><a href=x>Title</a></h3>", {}, "Title", "x"),
        ("<a href=x><h3>Title</h3><p>teaser</p></a>", {}, "Title", "x"),
        ("<a href='#top'>up</a><a href=mailto:a@b.test>mail</a><a href=x>Title</a>", {}, "Title", "x"),
        ("<h3>Title</h3><p>See <a href=x>this</a>.</p>", {"summary": "p"}, "Title", None),
        ("<h3>Title</h3><p>See <a href=x>this</a>.</p>", {"summary": "p", "link": "p a"}, "Title", "x"),
        ("<h3>Title</h3><a href=''>here</a><a href='/news/'>list</a>", {}, "Title", None),
        ("<b data-id=7>Title</b><i data-u=x></i>", {"title": "b", "link": "i@data-u", "id": "@class"}, "Title", "x"),
        ("<h3>a &lt; b</h3><ul><li>tag</li></ul>", {}, "a &lt; b", None),
    ],
)  # fmt: skip
def test_where_title_and_link_stand(item: str, more: dict[str, Any], title: str, link: str | None) -> None:
    (entry,) = reading(page(item), **more).entries
    assert (entry.title, entry.link) == (title, link and URL + link)


@pytest.mark.parametrize(
    ("printed", "label", "date"),
    [
        ("Culture - 06.08.2015", ("Culture",), "06.08.2015"),
        ("Culture - Art - 06.08.2015", ("Culture - Art",), "06.08.2015"),
        ("Culture&nbsp;- 06.08.2015", ("Culture",), "06.08.2015"),
        (" - 06.08.2015", (), "06.08.2015"),
        ("06.08.2015", (), "06.08.2015"),
        ("Culture -", ("Culture",), None),
    ],
)
def test_a_label_and_a_date_in_one_line(printed: str, label: tuple[str, ...], date: str | None) -> None:
    picks = {"label": {"select": "i", "before": " - "}, "date": {"select": "i", "after": " - "}}
    (entry,) = reading(page(f"<h3>Title</h3><i>{printed}</i>"), **picks).entries
    assert (entry.labels, entry.published) == (label, date)


@pytest.mark.parametrize(
    ("more", "path", "words"),
    [
        ({"items": "ul >"}, ("items",), "is not a CSS selector"),
        ({"items": "//li"}, ("items",), "begins with 'xpath:'"),
        ({"items": "xpath://li["}, ("items",), "is not an XPath"),
        ({"items": "xpath:count(//li)"}, ("items",), "gives a number"),
        ({"items": "li:hover"}, ("items",), "never selects anything: ':hover'"),
        ({"items": "li@href"}, ("items",), "selects a text, not a part"),
        ({"items": "xpath://li/@id"}, ("items",), "selects a text, not a part"),
        ({"remove": ["p::text"]}, ("remove", 0), "selects a text, not a part"),
        ({"items": "xpath:re:test(., 'a')"}, ("items",), "is not an XPath"),
        ({"items": "xpath:nothing(.)"}, ("items",), "is not an XPath"),
        ({"title": "h3:foo"}, ("title", "select"), "is not a CSS selector"),
        ({"title": "xpath://h3"}, ("title", "select"), "at the whole page"),
        ({"date": {"select": "["}}, ("date", "select"), "is not a CSS selector"),
        ({"remove": [".ad", "]"]}, ("remove", 1), "is not a CSS selector"),
        ({"next_page": "a["}, ("next_page", "select"), "is not a CSS selector"),
        ({"link_pattern": "(?=x)"}, ("link_pattern",), "is not a pattern"),
    ],
)
def test_what_can_select_nothing_is_a_mistake(
    more: dict[str, Any], path: tuple[str | int, ...], words: str
) -> None:
    ((found, message),) = mistakes(source(**more))
    assert found == path
    assert words in message


def test_what_can_be_used_is_none() -> None:
    right = source(
        title="xpath:.//h3 | .//h4", link="a@href", label=".x::text", date="@data-date", items="ul:has(> li)"
    )
    assert not [*mistakes(right)]


@given(
    st.binary(max_size=400),
    st.lists(st.sampled_from(["<ul>", "<li>", "</li>", "<a href=", "x>", "<p>", "</a"])),
)
def test_no_page_raises_anything_else(noise: bytes, tags: list[str]) -> None:
    try:
        found = reading(b"<html>" + "".join(tags).encode() + noise)
    except SourceError:
        return
    assert all(clean(replace(entry, base=URL)) for entry in found.entries)
