"""Where in a line a term is found, by its words and by its characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise.lexicon import END, MARKS, REMEMBERED, Place, lexicon, parted
from syndicate.categorise.words import Term
from syndicate.text import spans, words

READING = lexicon([Term("bridge", "en"), Term("new town", "en")], ["en"]).reading(["en"])


def test_the_characters_of_a_phrase_go_from_its_first_word_to_its_last() -> None:
    line = "– The river's «New–Town», and a bridge"
    assert list(READING.find(0, line)) == [
        (Term("new town", "en"), Place(0, 15, 23)),
        (Term("bridge", "en"), Place(0, 32, 38)),
    ]


def test_no_phrase_goes_on_in_the_next_line() -> None:
    assert list(READING.find(2, "A new\n\ntown: a\nnew town")) == [(Term("new town", "en"), Place(2, 15, 23))]


def test_a_line_may_end_beside_a_phrase_but_not_in_it() -> None:
    terms = [Term("new town hall", "en"), Term("town hall", "en")]
    reading = lexicon(terms, ["en"]).reading(["en"])
    assert list(reading.find(0, "A new\ntown hall\nnew town\nhall")) == [(terms[1], Place(0, 6, 15))]


@given(st.text(st.sampled_from(MARKS) | st.characters()))
def test_words_stay_as_they_are_where_a_text_is_parted(text: str) -> None:
    assert spans(parted(text)) == spans(text)


@given(
    st.lists(st.sampled_from(["bridge", "new", "town", "é", " ", " ", "-", "’", "–", "x", "\n"])).map("".join)
)
def test_a_term_goes_from_the_beginning_of_a_word_to_the_end_of_one_in_the_same_line(text: str) -> None:
    begins, ends = zip((0, 0), *spans(text), strict=True)
    for term, place in READING.find(0, text):
        assert place.begin in begins
        assert place.end in ends
        assert words(text[place.begin : place.end]) == term.words
        assert END not in text[place.begin : place.end]


def test_what_is_remembered_of_endless_new_words_stays_small_in_all_languages_together() -> None:
    bridge = lexicon([Term("bridge", "en")], ["en", "de"])
    readings = [bridge.reading(["en"]), bridge.reading(["de", "en"])]
    for number in range(40):
        line = " ".join(f"w{number}x{word}" for word in range(2000))
        assert list(readings[number % 2].find(0, f"{line}\nbridge")) == [
            (Term("bridge", "en"), Place(0, len(line) + 1, len(line) + 7))
        ]
        assert sum(len(one) + len(one.mute) + len(one.known) for one in readings) <= REMEMBERED


@pytest.mark.parametrize("language", ["en", "de", "fr", ""])
@given(st.lists(st.sampled_from(["towns", "Städte", "s", "to", "ODA", "oda", "town.", "a-b", "…", "\n"])))
def test_a_word_met_before_is_found_as_the_first_time(language: str, drawn: list[str]) -> None:
    terms = [Term(one, "en") for one in ("town", "=s", "ODA", "a b", "*own*")] + [
        Term("Stadt", "de"),
        Term("to", ""),
    ]
    text = " ".join(drawn)
    fresh, used = (lexicon(terms, ["en", "de", "fr", ""]).reading(["en", language]) for _ in range(2))
    list(used.find(0, "ODA towns a-b Städte s to oda town. …"))
    assert sorted(fresh.find(0, text)) == sorted(used.find(0, text))
