"""What a reader gets of texts and sources: RSS and Atom, read by feedparser, say the same as JSON Feed does."""

import io
import json

import feedparser
import pytest

from syndicate.publish.render import render

from .cases import CASES, read_case


@pytest.mark.parametrize("name", [name for name in CASES if name != "hostile"])
@pytest.mark.parametrize("form", [0, 1])
def test_every_item_names_its_source(name: str, form: int) -> None:
    documents = render(read_case(name))
    parsed = feedparser.parse(io.BytesIO(documents[form].body))
    whole = json.loads(documents[2].body)
    assert [entry.source.title for entry in parsed.entries] == [
        item["_syndicate"]["origin"]["title"] for item in whole["items"]
    ]


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
