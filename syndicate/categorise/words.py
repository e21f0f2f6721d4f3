"""Words and phrases of a rule, and where a text contains them.

In: terms as an operator wrote them, and the words of a text. Out: which term begins and ends at which word. What a
term's presence means for a category is not decided here.

A phrase is found where its words follow each other, each in any of its forms: words are compared by their stems in
the language of the reading, or as they are where the language has no stemmer. All terms of a language are looked for
at once, by one automaton over the stems joined by spaces.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick
from Stemmer import Stemmer

from ..text import fold, lower, words

EXACT = "="
ANY_LANGUAGE = ""

REMEMBERED = 1 << 13  # stems kept per language: eight times as many take 50 MB more and save 4 % of the time
LONGEST = 80  # letters of a word that count: longer ones are addresses or attacks, and would fill memory

# Languages without a stemmer that read well with another's.
STEMMED_AS = {"bs": "sr", "hr": "sr", "nb": "no", "nn": "no"}


class Term(NamedTuple):
    """A word or phrase of a rule: `language` is the primary subtag it was written for, or empty for every language.

    A tuple, as it is hashed wherever it is found, and a tuple is fast at that.
    """

    written: str
    language: str

    @property
    def words(self) -> list[str]:
        """Give the words to look for, in their order."""
        return [word for word in words(" ".join(self.written.split())) if fold(word)]

    @property
    def exact(self) -> bool:
        """Say whether only these words count, not other forms of them."""
        return self.written.lstrip().startswith(EXACT)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a term asks of the words themselves, beside their stems: capitals, or the exact form."""

    folded: tuple[str, ...]  # empty where any form will do
    capitals: tuple[int, ...]  # places of acronyms among its words

    def met(self, printed: Sequence[str]) -> bool:
        """Say whether the words as printed are what the term asks for."""
        return all(printed[place].isupper() for place in self.capitals) and (
            not self.folded or self.folded == tuple(map(fold, printed))
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All terms to look for in one language's reading of a text."""

    stem: Callable[[str], str]
    automaton: AhoCorasick
    terms: tuple[tuple[tuple[Term, Demand | None], ...], ...]  # of each pattern of the automaton

    def find(self, printed: Sequence[str]) -> Iterator[tuple[Term, int, int]]:
        """Find the terms among the words of a text: each with its first word and the one after its last."""
        stems = list(map(self.stem, printed))
        found = self.automaton.find_matches_as_indexes(f" {' '.join(stems)} ", overlapping=True)
        if not found:
            return
        starts = list(accumulate((len(stem) + 1 for stem in stems), initial=0))
        for pattern, start, end in found:
            first, last = bisect_left(starts, start), bisect_left(starts, end - 1)
            for term, demand in self.terms[pattern]:
                if demand is None or demand.met(printed[first:last]):
                    yield term, first, last


def primary(language: str) -> str:
    """Take the primary subtag of a language: `pt` of `pt-BR`."""
    return language.partition("-")[0].lower()


def lexicon(language: str, terms: Collection[Term]) -> Lexicon:
    """Prepare to look for the terms in texts of a language; the empty one has no stems."""
    stem = stemming(language)
    patterns: dict[str, list[tuple[Term, Demand | None]]] = {}
    for term in filter(lambda term: term.words, terms):
        asked = demand(term)
        for pattern in spellings(term, stem):
            patterns.setdefault(pattern, []).append((term, asked))
    return Lexicon(stem, AhoCorasick(patterns), tuple(map(tuple, patterns.values())))


def spellings(term: Term, stem: Callable[[str], str]) -> set[str]:
    """Give the stems of a phrase as written, and those of the same phrase printed without accents.

    A stemmer knows endings by their accents (Spanish -ción), so the two can differ.
    """
    return {f" {' '.join(map(stem, spelling))} " for spelling in (term.words, list(map(fold, term.words)))}


def demand(term: Term) -> Demand | None:
    """Read what a term asks of the words themselves, if it asks anything."""
    capitals = tuple(place for place, word in enumerate(term.words) if acronym(word))
    folded = tuple(map(fold, term.words)) if term.exact else ()
    return Demand(folded, capitals) if folded or capitals else None


def acronym(word: str) -> bool:
    """Tell an acronym, two to six capitals or digits (WHO, ODA, G20), which is a different word in small letters."""
    return word.isupper() and 2 <= len(word) <= 6


@cache
def stemming(language: str) -> Callable[[str], str]:
    """Choose how words of a language are compared: by their stem, folded; or folded, without a stemmer."""
    try:
        stemmer = Stemmer(STEMMED_AS.get(language, language), 0)
    except KeyError:
        return lru_cache(REMEMBERED)(lambda word: fold(word[:LONGEST]))
    # Accents go last: the stemmer needs them to know the endings.
    return lru_cache(REMEMBERED)(lambda word: fold(stemmer.stemWord(lower(word[:LONGEST]))))
