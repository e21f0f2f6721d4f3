"""A JSON address is read by the paths that an operator wrote; what has a wrong type is left out, never guessed."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.config.sources import ApiSource
from syndicate.errors import SourceError
from syndicate.model import Answer, DateStyle, Entry
from syndicate.sources import read
from syndicate.sources.api import mistakes

PATHS: dict[str, Any] = {
    "items": "data.items",
    "title": "title",
    "link": "url",
    "label": "tags",
    "date": "date",
    "summary": "text",
    "image": "image.src",
    "author": "authors[].name",
    "id": "id",
}


def source(**written: Any) -> ApiSource:
    return ApiSource.model_validate({"name": "Town", "api": "https://s.test/api", **PATHS, **written})


def entries(document: Any, **written: Any) -> tuple[Entry, ...]:
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    return read(Answer("https://s.test/api", 200, body), source(**written)).entries


def one(item: dict[str, Any], **written: Any) -> Entry:
    (found,) = entries({"data": {"items": [{"title": "A title", **item}]}}, **written)
    return found


def test_everything_at_once() -> None:
    found = one(
        {
            "url": "/news/1",
            "tags": ["Water", "Towns"],
            "date": "2026-03-04T10:00:00Z",
            "text": "First\nsecond & third",
            "image": {"src": "/1.jpg"},
            "authors": [{"name": "Ana"}, {"name": "Ben"}],
            "id": 17,
        }
    )
    assert found == Entry(
        guid="17",
        link="/news/1",
        title="A title",
        summary="First<br>\nsecond &amp; third",
        published="2026-03-04T10:00:00Z",
        author="Ana, Ben",
        labels=("Water", "Towns"),
        base="https://s.test/api",
        image="/1.jpg",
        dates=DateStyle(),
    )


# What an item prints, and one thing of the entry that comes of it.
VALUES: list[tuple[dict[str, Any], str, object]] = [
    ({"title": 2026}, "title", "2026"),
    ({"title": "AT&T wins"}, "title", "AT&amp;T wins"),
    ({"title": "Towns &#8211; abroad"}, "title", "Towns &#8211; abroad"),
    ({"text": "<p>HTML</p>"}, "summary", "<p>HTML</p>"),
    ({"text": "1 < 2"}, "summary", "1 &lt; 2"),
    ({"text": {"no": "text"}}, "summary", ""),
    ({"text": True}, "summary", ""),
    ({"tags": "Water"}, "labels", ("Water",)),
    ({"tags": [1, None, {"x": 1}, " Water ", ""]}, "labels", ("1", "Water")),
    ({"date": 1772618400}, "published", "2026-03-04T10:00:00+00:00"),
    ({"date": "1772618400"}, "published", "2026-03-04T10:00:00+00:00"),
    ({"date": 1772618400000}, "published", "2026-03-04T10:00:00+00:00"),
    ({"date": 1772618400.5}, "published", "2026-03-04T10:00:00.500000+00:00"),
    ({"date": 20260304}, "published", "20260304"),
    ({"date": False}, "published", None),
    ({"date": None}, "published", None),
    ({"url": ["/1", "/2"]}, "link", "/1"),
    ({"url": {"href": "/1"}}, "link", None),
    ({"id": True}, "guid", None),
    ({"id": "a"}, "guid", "a"),
    ({"image": "/1.jpg"}, "image", None),
    ({"authors": {"name": "Ana"}}, "author", None),
]


@pytest.mark.parametrize(("item", "field", "value"), VALUES, ids=str)
def test_values_of_every_type(item: dict[str, Any], field: str, value: object) -> None:
    assert getattr(one(item), field) == value


# What the operator wrote, what the item prints, and one thing of the entry.
WRITTEN: list[tuple[dict[str, Any], dict[str, Any], str, object]] = [
    ({"label": {"select": "line", "before": " - "}}, {"line": "North - South - 4.3.2026"}, "labels", ("North - South",)),
    ({"date": {"select": "line", "after": " - "}}, {"line": "North - South - 4.3.2026"}, "published", "4.3.2026"),
    ({"label": {"select": "line", "before": " - "}}, {"line": "North"}, "labels", ("North",)),
    ({"title": "join(' ', [over, title])"}, {"over": "Benin:"}, "title", "Benin: A title"),
    ({"title": "join(' ', [over, title])"}, {"over": 1}, "title", ""),
    ({"date": {"select": "date", "format": "%d.%m.%Y", "timezone": "Europe/Riga"}}, {}, "dates",
     DateStyle(("%d.%m.%Y",), None, "Europe/Riga")),
]  # fmt: skip


@pytest.mark.parametrize(("written", "item", "field", "value"), WRITTEN)
def test_what_the_operator_wrote(
    written: dict[str, Any], item: dict[str, Any], field: str, value: object
) -> None:
    assert getattr(one({"text": "Said", **item}, **written), field) == value


def test_what_is_no_object_or_says_nothing_is_no_entry() -> None:
    document: list[Any] = [{"title": "A"}, None, 1, "text", [], {}, {"other": 1}, {"title": "B"}]
    assert [entry.title for entry in entries(document, items="@")] == ["A", "B"]


def test_only_wanted_links() -> None:
    document: list[dict[str, str]] = [
        {"title": "A", "url": "/news/1"},
        {"title": "B", "url": "/jobs/2"},
        {"title": "C"},
    ]
    found = entries(document, items="@", link_pattern="^/news/")
    assert [entry.title for entry in found] == ["A"]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "empty"),
        (b"{", "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b"<!doctype html><title>Sign in</title>", "not-a-feed"),
        ({"data": {"items": {}}}, "layout-changed"),
        ({"data": []}, "layout-changed"),
        ({"data": {"items": []}}, "layout-changed"),
        ([], "layout-changed"),
    ],
)
def test_what_has_no_such_list_says_why(document: Any, code: str) -> None:
    with pytest.raises(SourceError) as refused:
        entries(document)
    assert refused.value.code == code


def test_an_empty_list_is_none_where_the_operator_allows_it() -> None:
    assert entries({"data": {"items": []}}, min_items=0) == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*PATHS, "url", "name", "src"]), inner),
)


@given(st.lists(JSON))
def test_no_document_breaks_the_reader(document: list[Any]) -> None:
    entries(document, items="@", min_items=0)


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ({}, []),
        ({"items": "data.["}, ["items"]),
        ({"title": "a b", "date": {"select": "]"}}, ["title", "date"]),
        ({"link_pattern": "(?=x)"}, ["link_pattern"]),
    ],
)
def test_mistakes_have_their_keys(written: dict[str, Any], keys: list[str]) -> None:
    assert [path[0] for path, _ in mistakes(source(**written))] == keys


def test_a_source_that_could_show_nothing_is_a_mistake() -> None:
    bare = ApiSource.model_validate(
        {"name": "Town", "api": "https://s.test/api", "items": "@", "link": "url"}
    )
    ((path, message),) = mistakes(bare)
    assert path == ()
    assert "write 'title:'" in message
