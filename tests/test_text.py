"""Words, their places and their folded spelling; plain text from sanitised HTML."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.text import fold, lower, plain, spaced, spans, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Town-to-town, again!", ["Town", "to", "town", "again"]),
        ("Que fait l’Europe ?", ["Que", "fait", "l", "Europe"]),
        ("North–South", ["North", "South"]),
        ("CO2 in 2030", ["CO2", "in", "2030"]),
        ("snake_case", ["snake", "case"]),
        ("Coope\u0301ration", ["Coope\u0301ration"]),
        ("Ent\u00adwick\u00adlung", ["Ent\u00adwick\u00adlung"]),
        ("Развитие на общините.", ["Развитие", "на", "общините"]),
        ("«Ανάπτυξη»", ["Ανάπτυξη"]),
        ("one\ntwo", ["one", "two"]),
        ("з'їзд, зʼїзд", ["з", "їзд", "з", "їзд"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(st.text())
def test_words_are_where_their_spans_say(text: str) -> None:
    assert [text[start:end] for start, end in spans(text)] == words(text)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Town", "town"),
        ("Élus", "elus"),
        ("E\u0301lus", "elus"),
        ("Straße", "strasse"),
        ("ΔΗΜΟΣ", "δημοσ"),
        ("δήμος", "δημοσ"),
        ("Łódź", "lodz"),
        ("København", "kobenhavn"),
        ("œuvre", "oeuvre"),
        ("Община", "община"),
        ("край", "краи"),
        ("Ent\u00adwicklung", "entwicklung"),
        ("\uff21\uff29\uff24", "aid"),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_lower_keeps_accents() -> None:
    assert lower("COOPE\u0301RATION") == "coopération"


@given(st.text(max_size=12))
def test_what_is_folded_stays_so(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(st.from_regex(r"\w{1,12}", fullmatch=True))
def test_case_makes_no_difference(word: str) -> None:
    assert fold(word) == fold(lower(word))


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("No markup", "No markup"),
        ("<p>One</p>\n<p>two\n three</p>", "One\ntwo three"),
        ("A<br>B<br />C", "A\nB\nC"),
        ("<ul><li>A</li><li>B</li></ul>", "A\nB"),
        ("<b>D</b>evelopment <a href=\"/x?a>b\" title='1 > 0'>aid</a>", "Development aid"),
        ("Aid &amp; trade&nbsp;&lt;now&gt;", "Aid & trade <now>"),
        ("<img alt=\"x\" src=\"/y\">Seen", "Seen"),
        ("<h2>Head</h2>Tail", "Head\nTail"),
        ("1 &lt; 2 and 3 < 4", "1 < 2 and 3 < 4"),
    ],
)  # fmt: skip
def test_plain(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize("markup", ["<" * 200_000, '<a="' * 50_000, "<p" * 100_000, "<!--" * 50_000])
def test_broken_markup_is_read_in_linear_time(markup: str) -> None:
    assert isinstance(plain(markup), str)


@given(st.text(st.sampled_from("ab é\t\n\u00a0\u00ad\u2028")) | st.text())
def test_any_white_space_becomes_one_space(text: str) -> None:
    assert spaced(text) == " ".join(text.split())


def test_no_white_space_of_unicode_is_missed() -> None:
    white = [sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isspace()]
    assert [spaced(f"a{sign}b") for sign in white] == ["a b"] * len(white)
