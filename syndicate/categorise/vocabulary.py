"""All that words of terms ask for, and what a printed word can be of it.

In: parts, by their numbers, and printed words. Out: numbers. Terms, and texts of more than one word, are `lexicon`'s
business.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from ahocorasick_rs import AhoCorasick

from ..text import fold
from .words import LONGEST, ROOT, Part, acronym, singular, stemming

Parts = tuple[int, ...]  # the numbers of all that a word can be
Numbers = dict[str, int]  # of parts, by their languages
Value = TypeVar("Value")

LETTERS = range(1, ROOT + 1)


@dataclass(slots=True)
class Kin:
    """Words of one language that have their first letters in common, as all forms of them have."""

    stem: Callable[[str], str]
    begins: tuple[str, ...] = ()  # each form begins with one of these
    forms: dict[str, list[tuple[str, int]]] = field(
        default_factory=dict
    )  # by stems: how each begins, its part

    def add(self, part: Part, number: int) -> None:
        if part.begin not in self.begins:
            self.begins += (part.begin,)
        self.forms.setdefault(part.form, []).append((part.begin, number))

    def find(self, word: str, folded: str) -> list[int]:
        """Find the parts that a word is a form of, if it begins as one does."""
        same = self.forms.get(self.stem(word), ())
        return [number for begin, number in same if folded.startswith(begin)]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The numbers of parts, by what is looked up for a printed word."""

    exact: dict[str, Numbers] = field(default_factory=dict)  # by the folded word
    capitals: dict[str, Numbers] = field(default_factory=dict)
    acronyms: dict[str, Numbers] = field(
        default_factory=dict
    )  # by the folded word without the plural's ending
    kin: dict[str, dict[str, Kin]] = field(default_factory=dict)  # by language and first letters
    starred: list[tuple[Part, int]] = field(default_factory=list)

    def add(self, part: Part, number: int) -> None:
        """Let a part be found."""
        match part.kind:
            case "stem":
                kin = self.kin.setdefault(part.language, {})
                letters = part.begin[:ROOT]
                if letters not in kin:
                    kin[letters] = Kin(stemming(part.language))
                kin[letters].add(part, number)
            case "exact":
                self.exact.setdefault(part.form, {})[part.language] = number
            case "capitals":
                self.capitals.setdefault(part.form, {})[part.language] = number
            case "acronym":
                self.acronyms.setdefault(part.form, {})[part.language] = number
            case "star":
                self.starred.append((part, number))


class Tongues:
    """Some languages, in which printed words are read."""

    def __init__(self, vocabulary: Vocabulary, languages: Collection[str]) -> None:
        self.vocabulary, self.languages = vocabulary, frozenset(languages)

    @cached_property
    def kin(self) -> Mapping[str, Sequence[Kin]]:
        """Those of the languages that are read, by their first letters; prepared only if some text is read in these."""
        found: dict[str, tuple[Kin, ...]] = {}
        for of_language in self.read(self.vocabulary.kin):
            for letters, kin in of_language.items():
                found[letters] = (*found.get(letters, ()), kin)
        return found

    @cached_property
    def starred(self) -> tuple[AhoCorasick, Parts]:
        found = [
            (part.form, number) for part, number in self.vocabulary.starred if part.language in self.languages
        ]
        return AhoCorasick([form for form, _ in found]), tuple(number for _, number in found)

    def read(self, by_language: Mapping[str, Value]) -> tuple[Value, ...]:
        """Pick what belongs to the languages that are read."""
        return tuple(by_language[language] for language in self.languages & by_language.keys())

    def parts(self, word: str) -> list[int]:
        """Find out what a word can be."""
        folded = fold(word[:LONGEST])
        found = [] if word.islower() else self.shouted(word, folded)
        if numbers := self.vocabulary.exact.get(folded):
            found += self.read(numbers)
        for count in LETTERS[: len(folded)]:
            for kin in self.kin.get(folded[:count], ()):
                if folded.startswith(kin.begins):
                    found += kin.find(word, folded)
        automaton, starred = self.starred
        if starred:
            matches = automaton.find_matches_as_indexes(f" {folded} ", overlapping=True)
            found += [starred[pattern] for pattern, _, _ in matches]
        return found

    def shouted(self, word: str, folded: str) -> list[int]:
        """Find the parts that ask for capitals."""
        found: list[int] = []
        if word.isupper() and (numbers := self.vocabulary.capitals.get(folded)):
            found += self.read(numbers)
        one = singular(word)
        if acronym(one) and (numbers := self.vocabulary.acronyms.get(fold(one))):
            found += self.read(numbers)
        return found
