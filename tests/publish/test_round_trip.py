"""What a reader gets: RSS and Atom, read by feedparser, say the same as JSON Feed does."""

import io
import json
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest

from syndicate.publish import render

from .cases import CASES, read_case


def read(body: bytes) -> list[dict[str, Any]]:
    """Read XML as feedparser sees it, without the changes that it makes for browsers."""
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo
    return [
        {
            "id": entry.id,
            "title": entry.title,
            "url": entry.link,
            "date": datetime.fromtimestamp(timegm(entry.published_parsed), UTC).isoformat(),
            "author": entry.author,
            "source": entry.get("source", {}).get("title"),
        }
        for entry in parsed.entries
    ]


def expected(body: bytes) -> list[dict[str, Any]]:
    """Read JSON Feed in the same terms."""
    return [
        {
            "id": item["id"],
            "title": item["title"],
            "url": item["url"],
            "date": item["date_published"],
            "author": item["authors"][0]["name"],
            "source": item["_syndicate"]["origin"]["title"],
        }
        for item in json.loads(body)["items"]
    ]


@pytest.mark.parametrize("name", [name for name in CASES if name != "hostile"])
def test_every_format_says_the_same(name: str) -> None:
    rss, atom, feed_json = (document.body for document in render(read_case(name)))
    assert read(rss) == read(atom) == expected(feed_json)


@pytest.mark.parametrize("form", [0, 1])
def test_languages_are_those_of_json(form: int) -> None:
    documents = render(read_case("one-language"))
    parsed = feedparser.parse(io.BytesIO(documents[form].body))
    whole = json.loads(documents[2].body)
    inherited = parsed.feed.language
    languages = [
        entry.get("language") or entry.title_detail.language or inherited for entry in parsed.entries
    ]
    assert languages == [item.get("language", whole["language"]) for item in whole["items"]]


@pytest.mark.parametrize(
    ("form", "summary"),
    [
        (
            0,
            "Towns &amp; regions sign a &lt;partnership&gt; for clean water.",
        ),  # HTML, which shows as the plain text
        (1, "Towns & regions sign a <partnership> for clean water."),
    ],
)
def test_content_and_summary_arrive_as_they_were(form: int, summary: str) -> None:
    feed = read_case("one-language")
    entry = feedparser.parse(io.BytesIO(render(feed)[form].body), sanitize_html=False).entries[0]
    assert entry.content[0].value == feed.items[0].content
    assert entry.title == "AT&T <b> and the mayors of Cotonou"
    assert entry.summary == summary
