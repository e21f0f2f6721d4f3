"""The list of feeds: what an outline says, and that no text can break the list."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from syndicate.publish import Listed, render_opml

from ..rules import mistakes_in_opml
from ..rules.values import parsed

UPDATED = datetime(2026, 11, 9, 10, 0, tzinfo=UTC)
BASE = "https://news.example.eu"
FRENCH = Listed(
    "development.fr", "Développement & <villes>", "development", "fr", BASE, f"{BASE}/fr/development"
)
ALL = Listed("development", "Development", "development", None, BASE, f"{BASE}/all/development")


def test_each_feed_stands_once_with_all_that_a_reader_asks_for() -> None:
    document = render_opml("Our feeds", "Communications", [FRENCH, ALL], UPDATED)
    assert (document.path, document.media_type) == ("feeds.opml", "text/x-opml; charset=utf-8")
    root = parsed(document.body)
    assert [(child.tag, child.text) for child in root[0]] == [
        ("title", "Our feeds"),
        ("dateModified", "Mon, 09 Nov 2026 10:00:00 GMT"),
        ("ownerName", "Communications"),
    ]
    assert [dict(outline.attrib) for outline in root[1]] == [
        {
            "type": "rss",
            "text": "Développement & <villes>",
            "title": "Développement & <villes>",
            "xmlUrl": f"{BASE}/feeds/development.fr.rss",
            "htmlUrl": f"{BASE}/fr/development",
            "language": "fr",
            "category": "/development",
        },
        {
            "type": "rss",
            "text": "Development",
            "title": "Development",
            "xmlUrl": f"{BASE}/feeds/development.rss",
            "htmlUrl": f"{BASE}/all/development",
            "category": "/development",
        },
    ]
    assert mistakes_in_opml(document.body) == []


@given(st.text(st.characters()), st.text(st.characters()))
def test_whatever_the_texts_the_list_is_valid_and_the_same_each_time(title: str, owner: str) -> None:
    listed = [Listed("development.fr", title, "development", title, BASE, title)]
    document = render_opml(title, owner, listed, UPDATED)
    assert mistakes_in_opml(document.body) == []
    assert document == render_opml(title, owner, listed, UPDATED)
