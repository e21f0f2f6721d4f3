"""Addresses: what is valid stays, what is nearly valid is encoded, what nobody should follow goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.urls import resolve

BASE = "https://s.test/news/feed.xml"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("https://h.test/a?b=1&c=%20#d", "https://h.test/a?b=1&c=%20#d"),
        ("https://h.test/a/../b//c", "https://h.test/a/../b//c"),
        ("HTTP://H.TEST/UP", "http://h.test/UP"),
        ("  https://h.test/\n", "https://h.test/"),
        ("//h.test/x", "https://h.test/x"),
        ("/rel", "https://s.test/rel"),
        ("rel", "https://s.test/news/rel"),
        ("?q=1", "https://s.test/news/feed.xml?q=1"),
        ("http://münchen.test/ä ö?ü#ß", "http://xn--mnchen-3ya.test/%C3%A4%20%C3%B6?%C3%BC#%C3%9F"),
        ("http://faß.test/", "http://xn--fa-hia.test/"),
        ("http://h.test/\u202egnp.exe", "http://h.test/%E2%80%AEgnp.exe"),
        ("http://h.test/100%", "http://h.test/100%25"),
        ("http://h.test:8080/", "http://h.test:8080/"),
        ("http://[::1]/", "http://[::1]/"),
    ],
)
def test_kept(printed: str, expected: str) -> None:
    assert resolve(printed, BASE) == expected


@pytest.mark.parametrize(
    "printed",
    [
        None, "", "   ", "javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,<b>", "vbscript:x",
        "file:///etc/passwd", "feed://h.test/", "mailto:a@b.test", "http:\\\\h.test\\x", "http://h.test/\x00",
        "http://127.0.0.1:8888\\@public/", "http://user:pw@h.test/", "http://h.test:99999/", "http://[bad/",
        "http://ex ample.test/", "http:///x", "http://h.test/" + "a" * 3000, "http://h.test/\ud800", "http://℀.test/",
    ],
)  # fmt: skip
def test_refused(printed: str | None) -> None:
    assert resolve(printed, BASE) is None


@given(st.text() | st.text().map("https://h.test/".__add__))
def test_whatever_is_kept_is_kept_as_it_is(printed: str) -> None:
    url = resolve(printed, BASE)
    assert url is None or (url.isascii() and url.startswith("http") and resolve(url, "") == url)
