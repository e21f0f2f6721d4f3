"""Where in a line a term is found, by its words and by its characters."""

from hypothesis import given
from hypothesis import strategies as st

from syndicate.categorise.lexicon import lexicon
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
