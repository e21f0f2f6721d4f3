"""Marks stand where the words stand, and nothing of a text is markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from syndicate.web.highlight import marked

TEXT = "Towns of Benin"
CASES = [
    ("nothing", TEXT, [], TEXT),
    ("one", TEXT, [(9, 14)], "Towns of <mark>Benin</mark>"),
    ("all", TEXT, [(0, 14)], f"<mark>{TEXT}</mark>"),
    ("two, in whatever order", TEXT, [(9, 14), (0, 5)], "<mark>Towns</mark> of <mark>Benin</mark>"),
    ("twice the same", TEXT, [(0, 5), (0, 5)], "<mark>Towns</mark> of Benin"),
    ("one in another", TEXT, [(0, 8), (6, 8)], "<mark>Towns of</mark> Benin"),
    ("overlapping", TEXT, [(0, 8), (6, 14)], "<mark>Towns of Benin</mark>"),
    ("touching", TEXT, [(0, 5), (5, 8)], "<mark>Towns</mark><mark> of</mark> Benin"),
    ("empty", TEXT, [(3, 3), (0, 0)], TEXT),
    ("beyond the text", TEXT, [(9, 99), (50, 60), (-4, 5)], "<mark>Towns</mark> of <mark>Benin</mark>"),
    ("of no text", "", [(0, 5)], ""),
    ("hostile", "<script>a&b</script>", [(8, 11)], "&lt;script&gt;<mark>a&amp;b</mark>&lt;/script&gt;"),
    ("through a tag", "<b>x", [(1, 4)], "&lt;<mark>b&gt;x</mark>"),
    ("an entity is not one", "&lt;", [(0, 1)], "<mark>&amp;</mark>lt;"),
    ("quotes", "\"'", [(0, 1)], "<mark>&#34;</mark>&#39;"),
    ("beside what takes two bytes", "Été 🇧🇯 là", [(7, 9)], "Été 🇧🇯 <mark>là</mark>"),
]


@pytest.mark.parametrize(
    ("text", "places", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_cases(text: str, places: list[tuple[int, int]], expected: str) -> None:
    assert marked(text, places) == expected


@given(st.text(), st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40))))
def test_without_its_marks_it_is_the_escaped_text(text: str, places: list[tuple[int, int]]) -> None:
    found = str(marked(text, places))
    assert re.sub("</?mark>", "", found) == str(escape(text))
    assert re.findall("</?mark>", found) == ["<mark>", "</mark>"] * found.count("<mark>")


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_just_what_stands_at_a_place_is_marked(places: list[tuple[int, int]]) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(30))
    inside = "".join(re.findall("<mark>(.*?)</mark>", str(marked(text, places))))
    assert set(inside) == {text[n] for start, end in places for n in range(start, end) if n < 30}
