"""How rows are cut into pages, and how the pages of a feed lead to each other (RFC 5005, section 4)."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndicate.publish.archive import FH
from syndicate.publish.pages import ROWS, TEXT, cut
from syndicate.publish.render import render

from ..rules import mistakes_in_atom, mistakes_in_json, mistakes_in_rss
from .cases import FEED

ATOM = "{http://www.w3.org/2005/Atom}"
MISTAKES = {"rss": mistakes_in_rss, "atom": mistakes_in_atom, "json": mistakes_in_json}
BASE = "https://news.example.eu/feeds/development.en"


@given(st.lists(st.integers(0, TEXT // 3), max_size=400), st.booleans())
def test_pages_are_full_and_nothing_is_lost(sizes: list[int], whole: bool) -> None:
    pages = cut(enumerate(sizes), whole=whole)
    closed = [number for page in pages for number in page]
    assert closed == list(range(len(closed)))
    full = pages[:-1] if whole else pages
    assert all(len(page) == ROWS or sum(sizes[n] for n in page) >= TEXT for page in full)
    assert all(len(page) <= ROWS and sum(sizes[n] for n in page[:-1]) < TEXT for page in pages)
    rest = sizes[len(closed) :]
    assert len(rest) < ROWS
    assert sum(rest) < TEXT
    assert not (whole and rest)


def relations(body: bytes) -> dict[str, str]:
    """The addresses of a document in XML by their relation, but for its alternates."""
    root = etree.fromstring(body)
    links = (root if root.tag.startswith(ATOM) else root[0]).findall(f"{ATOM}link")
    return {link.get("rel", ""): link.get("href", "") for link in links if link.get("rel") != "alternate"}


@pytest.mark.parametrize("form", ["rss", "atom"])
@pytest.mark.parametrize("older", [None, 2])
def test_a_current_document_leads_to_the_newest_page(form: str, older: int | None) -> None:
    [document] = [one for one in render(replace(FEED, older=older)) if one.path.endswith(form)]
    there = {"prev-archive": f"{BASE}/archive/2.{form}"} if older else {}
    assert relations(document.body) == {"self": f"{BASE}.{form}"} | there
    assert FH.encode() not in document.body
    assert MISTAKES[form](document.body) == []


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_page_says_that_it_is_one_and_leads_back(form: str) -> None:
    [document] = [one for one in render(replace(FEED, archive=3, older=2)) if one.path.endswith(form)]
    assert document.path == f"feeds/development.en/archive/3.{form}"
    assert relations(document.body) == {
        "self": f"{BASE}/archive/3.{form}",
        "current": f"{BASE}.{form}",
        "prev-archive": f"{BASE}/archive/2.{form}",
    }
    assert len(list(etree.fromstring(document.body).iter(f"{{{FH}}}archive"))) == 1
    assert MISTAKES[form](document.body) == []


def test_json_leads_from_page_to_page_and_stays_the_same_feed() -> None:
    for feed, following in (
        (FEED, None),
        (replace(FEED, older=2), f"{BASE}/archive/2.json"),
        (replace(FEED, archive=2, older=1), f"{BASE}/archive/1.json"),
        (replace(FEED, archive=1), None),
    ):
        [document] = [one for one in render(feed) if one.path.endswith("json")]
        told = json.loads(document.body)
        assert (told["feed_url"], told.get("next_url")) == (f"{BASE}.json", following)
        assert mistakes_in_json(document.body) == []
