"""What is not a feed says so with a code, and what the document shows decides, not its media type."""

import pytest

from syndicate.config.sources import FeedSource
from syndicate.errors import SENTENCES, SourceError
from syndicate.model import Answer
from syndicate.sources import read

SOURCE = FeedSource(name="A source", feed="https://s.test/feed")
CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"
PAGE = b"<!DOCTYPE html><html><head><title>News</title></head><body>Enable JavaScript</body></html>"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x00\x00", "empty"),
        (CHALLENGE, "challenge"),
        (PAGE, "not-a-feed"),
        (b"<HTML><BODY>moved</BODY></HTML>", "not-a-feed"),
        (b"Service temporarily unavailable", "unreadable"),
        (b'{"error": "rate limited"}', "unreadable"),
        (b"[1, 2]", "unreadable"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": {}}', "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b"<?xml version='1.0'?><sitemap/>", "unreadable"),
        (b"\x1f\x8b\x08" + b"x" * 500, "unreadable"),
    ],
)
def test_what_is_no_feed_says_what_it_is(body: bytes, code: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(Answer("https://s.test/", 200, body), SOURCE)
    assert refused.value.code == code
    assert SENTENCES[code] in str(refused.value)


def test_the_media_type_does_not_decide() -> None:
    body = b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": []}'
    assert read(Answer("https://s.test/", 200, body, media_type="text/html"), SOURCE).title == "T"
    assert read(Answer("https://s.test/", 200, b'<rss version="2.0"><channel><title>R</title></channel></rss>',
                       media_type="application/json"), SOURCE).title == "R"  # fmt: skip
