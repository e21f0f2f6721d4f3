"""What operators get wrong about addresses and headers."""

from typing import Any

import pytest

from syndicate.config.model import Config
from syndicate.fetch import mistakes


def config(**source: Any) -> Config:
    return Config.model_validate(
        {
            "site": {
                "id": "news.example.eu,2026",
                "url": "https://news.example.eu",
                "title": "News",
                "languages": ["en"],
                "contact": {"name": "Us"},
            },
            "sources": {"intranet": {"name": "Intranet", **source}},
            "categories": {"all-of-it": {"title": "All"}},
        }
    )


@pytest.mark.parametrize(
    "source",
    [
        {"feed": "https://www.vng-international.nl/rss.xml"},
        {"feed": "http://intranet:8080/news.atom"},
        {"feed": "http://10.0.0.5:8080/", "allow": ["10.0.0.5:8080"]},
        {"feed": "http://[::1]:8080/", "allow": ["[::1]:8080"]},
        {"feed": "file:samples/news.atom"},
        {"feed": "https://x.example/", "headers": {"Authorization": "Bearer ${TOKEN}"}},
    ],
)
def test_no_mistake(source: dict[str, Any]) -> None:
    assert mistakes(config(**source)) == []


@pytest.mark.parametrize(
    ("source", "path", "words"),
    [
        ({"feed": "http://10.0.0.5:8080/"}, ("feed",), 'allow: ["10.0.0.5:8080"]'),
        ({"feed": "http://127.1/"}, ("feed",), "127.0.0.1 is this machine"),
        ({"feed": "http://2130706433/"}, ("feed",), 'allow: ["2130706433:80"]'),
        ({"feed": "https://[::1]/"}, ("feed",), 'allow: ["[::1]:443"]'),
        ({"feed": "http://10.0.0.5/", "allow": ["10.0.0.5:8080"]}, ("feed",), "10.0.0.5:80"),
        ({"feed": "http://a%20b/"}, ("feed",), "not the name of a server"),
        ({"feed": "https://x.example/", "headers": {"Host": "y"}}, ("headers", "Host"), "cannot be set"),
        ({"feed": "https://x.example/", "headers": {"X-Key": "a\nb"}}, ("headers", "X-Key"), "line break"),
    ],
)
def test_mistake(source: dict[str, Any], path: tuple[str, ...], words: str) -> None:
    [(where, message)] = mistakes(config(**source))
    assert where == ("sources", "intranet", *path)
    assert words in message
