"""What paths are proposed for a JSON document; each proposal can be read by the reader that it is for."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.config.sources import ApiSource
from syndicate.model import Answer
from syndicate.sources import read
from syndicate.sources.api import mistakes
from syndicate.sources.paths import propose

WORDPRESS = {
    "id": 1,
    "date_gmt": "2026-03-04T10:00:00",
    "link": "https://s.test/1",
    "title": {"rendered": "A title"},
    "excerpt": {"rendered": "<p>Said</p>"},
    "categories": [1, 2],
}

PROPOSALS: list[tuple[Any, dict[str, str] | None]] = [
    ([WORDPRESS], {
        "items": "@", "title": "title.rendered", "link": "link", "date": "date_gmt",
        "summary": "excerpt.rendered", "id": "id",
    }),
    ({"data": {"items": [{"headline": "A", "url": "/a", "tags": ["x"]}]}},
     {"items": "data.items", "title": "headline", "link": "url", "label": "tags"}),
    ({"menu": [{"name": "A"}], "news-list": [{"name": "A"}, {"name": "B"}]},
     {"items": '"news-list"', "title": "name"}),
    ([{"title": "A", "url": "/a"}, {"title": "B"}, {"title": "C"}], {"items": "@", "title": "title"}),
    ([{"url": "/a"}], None),
    ([], None),
    ({"title": "A"}, None),
    ("text", None),
]  # fmt: skip


@pytest.mark.parametrize(("document", "found"), PROPOSALS)
def test_proposals(document: Any, found: dict[str, str] | None) -> None:
    assert propose(document) == found


KEYS = st.sampled_from(["title", "name", "a b", 'quo"te', "back\\slash", "é", "1", ""])
DOCUMENTS = st.recursive(
    st.text(min_size=1) | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@given(DOCUMENTS)
def test_what_is_proposed_can_be_read(document: Any) -> None:
    written = propose(document)
    if written is None:
        return
    source = ApiSource.model_validate({"name": "A", "api": "https://s.test/", **written})
    assert list(mistakes(source)) == []
    assert read(Answer("https://s.test/", 200, json.dumps(document).encode()), source).entries
