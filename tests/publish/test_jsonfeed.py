"""What is particular to JSON Feed: which content an item has, and what stands under our own name."""

import json
from dataclasses import replace
from typing import Any

import pytest

from syndicate.publish.jsonfeed import write
from syndicate.published import FeedItem

from .cases import FEED, ITEM


def article(item: FeedItem) -> dict[str, Any]:
    """Give the only item of a feed as written."""
    (only,) = json.loads(write(replace(FEED, items=(item,))))["items"]
    assert isinstance(only, dict)
    return only


@pytest.mark.parametrize(
    ("summary", "content", "expected"),
    [
        ("Summary", "<p>x</p>", {"content_html": "<p>x</p>", "summary": "Summary"}),
        ("", "<p>x</p>", {"content_html": "<p>x</p>"}),
        ("Summary", "", {"content_text": "Summary"}),
    ],
)
def test_an_item_has_one_content_and_says_nothing_twice(
    summary: str, content: str, expected: dict[str, str]
) -> None:
    given = article(replace(ITEM, summary=summary, content=content))
    assert {
        name: given[name] for name in ("content_html", "content_text", "summary") if name in given
    } == expected


def test_an_item_says_where_it_comes_from() -> None:
    assert article(ITEM)["_syndicate"] == {
        "about": "https://news.example.eu/en/about-feeds",
        "page": ITEM.page,
        "origin": {
            "title": "Source",
            "url": "https://source.example/",
            "feed": "https://source.example/feed",
        },
    }


def test_a_label_like_the_category_is_one_tag() -> None:
    assert article(replace(ITEM, labels=("Development", "Water")))["tags"] == ["Development", "Water"]


def test_letters_are_written_as_they_are() -> None:
    assert "Σύμπραξη" in write(replace(FEED, title="Σύμπραξη")).decode()
