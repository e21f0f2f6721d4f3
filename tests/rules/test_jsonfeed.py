"""The rules of JSON Feed find what they are for: a valid feed, spoilt in one place at a time."""

import pytest

from .jsonfeed import mistakes_in_json

VALID = """{"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "home_page_url": "https://a.example/",
"feed_url": "https://a.example/feed", "language": "en", "authors": [{"name": "A", "url": "mailto:a@a.example"}],
"_own": {"about": "https://a.example/"},
"items": [{"id": "1", "url": "https://a.example/1", "content_html": "<p>x</p>", "tags": ["t"], "language": "fr",
"date_published": "2026-11-05T08:30:00Z"}, {"id": "2", "content_text": "y"}]}"""


def test_a_valid_feed_has_no_mistakes() -> None:
    assert mistakes_in_json(VALID.encode()) == []


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ('{"version"', '\ufeff{"version"', "not readable"),
        ('"tags": ["t"]', '"tags": NaN', "NaN is not JSON"),
        ('"title": "Feed"', '"title": "Feed", "title": "Again"', "a member stands twice"),
        ('"Feed"', '"\\ud800"', "not readable"),
        ('"Feed"', '" "', "feed: title"),
        ('"title": "Feed", ', "", "feed: 0 title instead of one"),
        ("version/1.1", "version/1", "feed: version"),
        ('"https://a.example/feed"', '"/feed"', "feed: feed_url"),
        ('"language": "en"', '"language": "en_GB"', "feed: language"),
        ('"authors": [{"name": "A", "url": "mailto:a@a.example"}]', '"authors": [{}]', "feed: authors"),
        ('"mailto:a@a.example"', '"a"', "feed: authors"),
        ('"authors"', '"author"', "feed: unknown member author"),
        ('{"about": "https://a.example/"}', '"x"', "feed: _own is not an object"),
        ('"title": "Feed"', '"title": "Feed", "next_url": "https://a.example/feed"', "next_url is feed_url"),
        ('"id": "1"', '"id": 1', "item: id 1"),
        ('"id": "1", ', "", "item: 0 id instead of one"),
        ('"id": "2"', '"id": "1"', "id repeated: 1"),
        (', "content_text": "y"', "", "neither content_html nor content_text"),
        ('"content_text": "y"', '"content_text": null', "item: content_text"),
        ('"tags": ["t"]', '"attachments": [{"url": "https://a.example/1.mp3"}]', "item: attachments"),
        ('"tags": ["t"]', '"attachments": [{"url": "/1", "mime_type": "a/b"}]', "item: attachments"),
        (
            '"tags": ["t"]',
            '"attachments": [{"url": "https://a.example/1", "mime_type": "a/b", "size_in_bytes": "1"}]',
            "item: attachments",
        ),
        ('"title": "Feed"', '"title": "Feed", "hubs": [{"url": "https://a.example/"}]', "feed: hubs"),
        ('"<p>x</p>"', '"<a href=\\"/x\\">x</a>"', "item: address /x"),
        ("2026-11-05T08:30:00Z", "yesterday", "item: date_published"),
        ('["t"]', '[""]', "item: tags"),
        ('"https://a.example/1"', '"javascript:x"', "item: url"),
        ('{"id": "2", "content_text": "y"}', '"two"', "item: not an object"),
    ],
)
def test_each_mistake_is_found(old: str, new: str, mistake: str) -> None:
    assert old in VALID
    found = mistakes_in_json(VALID.replace(old, new).encode())
    assert any(mistake in one for one in found), found


@pytest.mark.parametrize(("body", "mistake"), [(b"[]", "not an object"), (b"\xff", "not readable")])
def test_what_is_no_feed_at_all_is_said_to_be_none(body: bytes, mistake: str) -> None:
    assert mistake in mistakes_in_json(body)[0]
