"""Plain text: printable everywhere, on one line, cut where a reader would cut it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.clean.text import printable, shorten, single

FAMILY = "👨‍👩‍👧"


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
    cut = shorten(single(printable(text)), limit)
    assert len(cut) <= limit
    assert cut == single(printable(text)) or cut.endswith("…")
    assert all(unicodedata.category(character) not in ("Cc", "Cs") for character in cut)
