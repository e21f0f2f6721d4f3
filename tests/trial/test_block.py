"""The block to paste is a source as feeds.yaml wants it, whatever the page calls itself."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.check import check
from syndicate.config.model import Config
from syndicate.trial.block import block, key_of

from ..cli.program import FEEDS

KEYS = [
    ("https://www.vng-international.nl/rss.xml", "vng-international"),
    ("https://news.bbc.co.uk/", "news-bbc-co"),
    ("http://intranet:8080/feed", "intranet"),
    ("http://127.0.0.1:8080/feed", "127-0-0-1"),
    ("http://[2001:db8::1]/feed", "2001-db8-1"),
    ("https://Städte.example/", "st-dte"),
    ("https://my_site.example/", "my-site"),
    (f"https://{'a' * 63}.{'b' * 63}.example/", f"{'a' * 63}"),
    ("file:samples/mile-stones.atom", "mile-stones"),
    ("https://---.example/", "source"),
]


@pytest.mark.parametrize(("url", "key"), KEYS)
def test_the_key_comes_from_the_host(url: str, key: str) -> None:
    assert key_of(url) == key
    checked(block(key_of(url), "A source", {"feed": "https://s.test/feed"}))


def checked(pasted: str) -> Config:
    """Judge a feeds.yaml into which the block was pasted."""
    return check(FEEDS.replace("sources:\n", f"sources:\n{pasted}\n"))


def test_a_block_as_an_operator_would_write_it() -> None:
    written = {
        "page": "https://s.test/",
        "items": "ul > li",
        "date": {"select": "p", "format": "%d.%m.%Y"},
        "fulltext": True,
        "allow": ["a:1"],
    }
    assert block("town", "Town hall", written).splitlines() == [
        "  town:",
        "    name: Town hall",
        "    page: https://s.test/",
        '    items: "ul > li"',
        '    date: {select: p, format: "%d.%m.%Y"}',
        "    fulltext: true",
        '    allow: ["a:1"]',
    ]


NAMES = st.text() | st.sampled_from(
    ["no", "null", "2026", "${SECRET}", "$${", "a: b", "- a", "#x", "'\"", "\\", "é\u2028", "~"]
)


@given(NAMES)
def test_any_name_comes_back_as_it_was(name: str) -> None:
    printable = "".join(c for c in name if c.isprintable())
    config = checked(block("town", printable, {"feed": "https://s.test/feed"}))
    assert config.sources["town"].name == (printable[:100].strip() or "town")


PATHS = st.text(alphabet="az09-._~/?&=#%+:;@!$'()*,{}[]\"\\", max_size=30)


@given(PATHS)
def test_any_address_comes_back_as_it_was(path: str) -> None:
    url = f"https://s.test/{path.replace(chr(92), '')}"
    written: dict[str, Any] = {"sitemap": url}
    assert checked(block("town", "Town", written)).sources["town"].address == url
