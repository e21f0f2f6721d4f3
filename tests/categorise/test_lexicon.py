"""Where in a line a term is found, by its words and by its characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise.lexicon import REMEMBERED, lexicon
from syndicate.categorise.words import Term
from syndicate.text import spans, words

READING = lexicon([Term("bridge", "en"), Term("new town", "en")], ["en"]).reading(["en"])


def test_the_characters_of_a_phrase_go_from_its_first_word_to_its_last() -> None:
    line = "– The river's «New–Town», and a bridge"
    assert list(READING.find(line)) == [
        (Term("new town", "en"), 3, 5, 15, 23),
        (Term("bridge", "en"), 7, 8, 32, 38),
    ]


@given(st.lists(st.sampled_from(["bridge", "new", "town", "é", " ", " ", "-", "’", "–", "x"])).map("".join))
def test_characters_and_words_say_the_same(line: str) -> None:
    offsets = spans(line)
    for term, first, last, begin, end in READING.find(line):
        assert (begin, end) == (offsets[first][0], offsets[last - 1][1])
        assert words(line[begin:end]) == term.words


def test_what_is_remembered_of_endless_new_words_stays_small() -> None:
    reading = lexicon([Term("bridge", "en")], ["en"]).reading(["en"])
    for number in range(20):
        line = " ".join(f"w{number}x{word}" for word in range(2000))
        assert list(reading.find(f"{line} bridge")) == [
            (Term("bridge", "en"), 2000, 2001, len(line) + 1, len(line) + 7)
        ]
    assert len(reading) + len(reading.mute) <= REMEMBERED


@pytest.mark.parametrize("language", ["en", "de", "fr", ""])
@given(st.lists(st.sampled_from(["towns", "Städte", "s", "to", "ODA", "oda", "town.", "a-b", "…"])))
def test_a_word_met_before_is_found_as_the_first_time(language: str, drawn: list[str]) -> None:
    terms = [Term(one, "en") for one in ("town", "=s", "ODA", "a b", "*own*")] + [
        Term("Stadt", "de"),
        Term("to", ""),
    ]
    line = " ".join(drawn)
    fresh, used = (lexicon(terms, ["en", "de", "fr", ""]).reading(["en", language]) for _ in range(2))
    list(used.find("ODA towns a-b Städte s to oda town. …"))
    assert sorted(fresh.find(line)) == sorted(used.find(line))
