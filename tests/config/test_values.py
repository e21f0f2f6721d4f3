"""What each small value of feeds.yaml reads, and what it refuses."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from syndicate.config import values


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (values.duration, "90s", timedelta(seconds=90)),
        (values.duration, " 2 w ", timedelta(weeks=2)),
        (values.language, "PT-br", "pt-BR"),
        (values.language, "SR-latn-rs", "sr-Latn-RS"),
        (values.language, "es-419", "es-419"),
        (values.key, "vng-2", "vng-2"),
        (values.category_key, "development", "development"),
        (values.web_address, " https://example.eu:8080/ö?a=b ", "https://example.eu:8080/ö?a=b"),
        (values.feed_address, "feed://example.eu/rss", "http://example.eu/rss"),
        (values.feed_address, "feed:https://example.eu/rss", "https://example.eu/rss"),
        (values.feed_address, "HTTPS://Example.eu/Rss", "https://Example.eu/Rss"),
        (values.feed_address, "file:samples/news.atom", "file:samples/news.atom"),
        (values.endpoint, "Intranet:8080", "intranet:8080"),
        (values.endpoint, "[::1]:80", "[::1]:80"),
        (values.texts, "News", {"": "News"}),
        (values.listed, "word", ["word"]),
    ],
)
def test_right(read: Callable[[object], object], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (values.duration, "0m"),
        (values.duration, "1 hour"),
        (values.duration, "12345s"),
        (values.language, "all"),
        (values.language, "english"),
        (values.language, ""),
        (values.language, "CZ-cz"),
        (values.key, "a--b"),
        (values.key, "a" * 65),
        (values.category_key, "feeds"),
        (values.web_address, "https://user:pw@example.eu/"),
        (values.web_address, "https://example.eu:99999/"),
        (values.web_address, "https:///path"),
        (values.web_address, "https://a\\b/"),
        (values.feed_address, "file:/etc/passwd"),
        (values.feed_address, "file:a/../../b"),
        (values.feed_address, "feed:javascript:alert(1)"),
        (values.endpoint, "intranet"),
        (values.endpoint, "intranet:0"),
        (values.endpoint, "user@intranet:80"),
    ],
)
def test_wrong(read: Callable[[object], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"^('|a user name)"):
        read(text)
