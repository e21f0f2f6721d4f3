"""Whole documents: those expected of each case, their validity, and that the same feed gives the same bytes."""

import gzip
import hashlib
import json
import locale
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.enclosure import CleanEnclosure
from syndicate.publish.render import render
from syndicate.published import Feed, FeedItem, Origin

from ..rules import mistakes_in_atom, mistakes_in_json, mistakes_in_rss
from .cases import CASES, DATA, FEED, ITEM, ORIGIN, read_case

MISTAKES = {"rss": mistakes_in_rss, "atom": mistakes_in_atom, "json": mistakes_in_json}
TEXTS = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["]]>", "AT&T <b>", "\ud83d", "\x00", "a\r\nb", "&#0;"]
)
MAYBE = st.none() | TEXTS
ADDRESSES = (
    MAYBE | TEXTS.map(lambda text: f"https://example.org/{text}") | TEXTS.map(lambda text: f"http://{text}/")
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - given one
LANGUAGES = st.sampled_from([None, "en", "fr", "pt-BR"]) | TEXTS
ORIGINS = st.builds(
    Origin, id=TEXTS, title=TEXTS, url=ADDRESSES.map(lambda text: text or ""), link=ADDRESSES, updated=MOMENTS
)
NUMBERS = st.none() | st.integers(1, 1 << 50)
ENCLOSURES = st.builds(
    CleanEnclosure,
    url=ADDRESSES.map(lambda text: text or ""),
    type=st.sampled_from([None, "audio/mpeg", "image/svg+xml"]) | TEXTS,
    length=NUMBERS,
    duration=NUMBERS,
)
IDS = TEXTS.map(lambda text: f"tag:news.example.eu,2026:item/{quote(text, errors='replace')}")
ITEMS = st.builds(
    FeedItem,
    id=IDS,
    page=st.just(ITEM.page),
    link=ADDRESSES,
    title=TEXTS,
    summary=TEXTS,
    content=TEXTS,
    language=LANGUAGES,
    published=MOMENTS,
    updated=MOMENTS,
    author=MAYBE,
    labels=st.lists(TEXTS, max_size=3).map(tuple),
    origin=ORIGINS,
    image=ADDRESSES,
    enclosures=st.lists(ENCLOSURES, max_size=3).map(tuple),
)
FEEDS = st.builds(
    replace,
    st.just(FEED),
    language=st.sampled_from([None, "en", "pt-BR"]),
    title=TEXTS,
    about=TEXTS,
    term=TEXTS,
    contact_name=TEXTS,
    contact_email=MAYBE | st.just("news@example.eu"),
    updated=MOMENTS,
    max_age=st.timedeltas(timedelta(seconds=1), timedelta(days=800)),
    items=st.lists(ITEMS, max_size=3, unique_by=lambda item: item.id).map(tuple),
    editions=st.sets(st.sampled_from([None, "fr", "de"])).map(tuple),
    credit=st.booleans(),
)


def mistakes(feed: Feed) -> dict[str, list[str]]:
    """Give the mistakes of a feed's documents, by format."""
    forms = {document.path.rpartition(".")[2]: document.body for document in render(feed)}
    return {form: MISTAKES[form](body) for form, body in forms.items()}


@pytest.mark.parametrize("name", CASES)
def test_the_documents_of_a_case_are_as_expected(name: str, request: pytest.FixtureRequest) -> None:
    for document in render(read_case(name)):
        expected = DATA / name / f"expected.{document.path.rpartition('.')[2]}"
        if request.config.getoption("--update-golden", default=False):
            expected.write_bytes(document.body)
        assert document.body.decode() == expected.read_bytes().decode()


@pytest.mark.parametrize("name", CASES)
def test_p48_the_documents_of_a_case_are_valid(name: str) -> None:
    assert mistakes(read_case(name)) == {"rss": [], "atom": [], "json": []}


@given(FEEDS)
def test_whatever_the_texts_documents_are_valid_and_the_same_each_time(feed: Feed) -> None:
    assert mistakes(feed) == {"rss": [], "atom": [], "json": []}
    assert render(feed) == render(feed)


def test_a_document_names_its_address_its_type_and_its_bytes() -> None:
    rss, atom, feed_json = render(FEED)
    assert [rss.path, atom.path, feed_json.path] == [
        "feeds/development.en.rss",
        "feeds/development.en.atom",
        "feeds/development.en.json",
    ]
    assert rss.media_type == "application/rss+xml; charset=utf-8"
    assert atom.media_type == "application/atom+xml; charset=utf-8"
    assert feed_json.media_type == "application/feed+json; charset=utf-8"
    for document in (rss, atom, feed_json):
        assert gzip.decompress(document.gzip) == document.body
        assert document.gzip[4:8] == bytes(4)  # no time in it (RFC 1952, section 2.3.1)
        assert hashlib.sha256(document.body).hexdigest().startswith(document.etag)
        assert document.last_modified == FEED.updated


def test_an_all_language_feed_has_a_name_without_language() -> None:
    paths = [document.path for document in render(replace(FEED, language=None))]
    assert paths == ["feeds/development.rss", "feeds/development.atom", "feeds/development.json"]


def test_every_format_has_the_same_ids_in_the_same_order() -> None:
    items = tuple(replace(ITEM, id=f"tag:news.example.eu,2026:item/{number}") for number in (3, 1, 2))
    for document in render(replace(FEED, items=items)):
        places = [document.body.index(item.id.encode()) for item in items]
        assert places == sorted(places)


@pytest.mark.parametrize("name", ["de_DE.UTF-8", "tr_TR.UTF-8"])
def test_dates_are_english_in_every_locale(name: str) -> None:
    before, expected = locale.setlocale(locale.LC_ALL), render(FEED)
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        pytest.skip(f"the locale {name} is not installed")
    try:
        assert render(FEED) == expected
    finally:
        locale.setlocale(locale.LC_ALL, before)


def test_one_bad_character_costs_only_itself() -> None:
    broken = replace(ITEM, title="Tow\x00ns", origin=replace(ORIGIN, title="Sou\ud800rce"))
    feed_json = json.loads(render(replace(FEED, items=(broken, ITEM)))[2].body)
    assert [item["title"] for item in feed_json["items"]] == ["Towns", "Title"]
    assert feed_json["items"][0]["_syndicate"]["origin"]["title"] == "Sou\ufffdrce"
