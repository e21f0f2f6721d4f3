"""Plain text: printable everywhere, on one line, cut where a reader would cut it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.text import line, plain, shorten

FAMILY = "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("<p>One</p><p>two <b>th</b>ree</p>", "One two three"),
        ("a<br>b\n\t c&nbsp;d", "a b c d"),
        ("x<script>alert(1)</script><style>p{}</style>y", "xy"),
        ("a\x00\x0b\x1b\x85b\ufffe\ud800\ufdd0c", "abc"),
        ("safe\u202egnp.exe\u2066", "safegnp.exe"),
        ("می\u200cخواهم " + FAMILY, "می\u200cخواهم " + FAMILY),
        ("e\u0301te\u0301", "été"),
        ("a\U0001fffe\U0010ffffb \U0001f600 \U0010fffd", "ab \U0001f600 \U0010fffd"),
        ("\ufeffa > b", "a > b"),
        ("<div>" * 5_000 + "deep", "deep"),
    ],
)
def test_plain(html: str, expected: str) -> None:
    assert plain(html) == expected


@given(st.text(st.characters(exclude_characters="<&\ufeff") | st.sampled_from(' \n\r>;"=\x00')))
def test_text_without_markup_is_what_a_parser_reads(text: str) -> None:
    assert plain(text) == plain(f"<p>{text}")


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("one two three", 10, "one two…"),
        ("one two, three", 11, "one two…"),
        ("x" * 20, 10, "x" * 9 + "…"),
        ("x" * 7 + FAMILY * 3, 10, "x" * 7 + "…"),
        ("x" * 8 + "e\u0301\u0301\u0301", 11, "x" * 8 + "…"),
        ("x" * 7 + "🇫🇷🇩🇪", 9, "x" * 7 + "…"),
    ],
)
def test_shorten(text: str, limit: int, expected: str) -> None:
    assert shorten(text, limit) == expected


@given(st.text(), st.integers(20, 60))
def test_no_text_is_too_long_or_begins_nowhere(text: str, limit: int) -> None:
    cut = shorten(line(text), limit)
    assert len(cut) <= limit
    assert cut == line(text) or cut.endswith("…")
    assert all(unicodedata.category(character) not in ("Cc", "Cs") for character in cut)
