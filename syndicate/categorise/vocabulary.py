"""All that words of terms ask for, and what a printed word can be of it.

In: parts, by their numbers, and printed words. Out: numbers. Terms, and texts of more than one word, are `lexicon`'s
business.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from ..text import fold
from .words import LONGEST, ROOT, Part, acronym, singular, stemming

Parts = tuple[int, ...]  # the numbers of all that a word can be
Numbers = dict[str, int]  # of parts, by what they ask for

LETTERS = range(1, ROOT + 1)


@dataclass(slots=True)
class Tongue:
    """What the words of terms ask for in one language."""

    stem: Callable[[str], str]
    exact: Numbers = field(default_factory=dict)  # by the folded word
    capitals: Numbers = field(default_factory=dict)
    acronyms: Numbers = field(default_factory=dict)  # by the folded word without the plural's ending
    # With what forms begin, by the first letters of that, which tell of most words that they are no form of any.
    begins: dict[str, tuple[str, ...]] = field(default_factory=dict)
    forms: dict[str, tuple[tuple[str, int], ...]] = field(
        default_factory=dict
    )  # by stems: how each begins, its part
    starred: list[tuple[str, int]] = field(default_factory=list)

    def add(self, part: Part, number: int) -> None:
        """Let a part be found."""
        match part.kind:
            case "stem":
                letters = part.begin[:ROOT]
                begins = self.begins.get(letters, ())
                if part.begin not in begins:
                    self.begins[letters] = (*begins, part.begin)
                self.forms[part.form] = (*self.forms.get(part.form, ()), (part.begin, number))
            case "exact":
                self.exact[part.form] = number
            case "capitals":
                self.capitals[part.form] = number
            case "acronym":
                self.acronyms[part.form] = number
            case "star":
                self.starred.append((part.form, number))

    def find(self, word: str, folded: str) -> Iterator[int]:
        """Find what a word can be; no more is asked of it than most words need to be known as nothing."""
        if (number := self.exact.get(folded)) is not None:
            yield number
        if self.begun(folded):
            for begin, number in self.forms.get(self.stem(word), ()):
                if folded.startswith(begin):
                    yield number

    def begun(self, folded: str) -> bool:
        """Say whether a word begins as some form does."""
        for count in LETTERS:
            begins = self.begins.get(folded[:count])
            if begins and folded.startswith(begins):
                return True
        return False

    def shouted(self, word: str, folded: str) -> Iterator[int]:
        """Find the parts that ask for capitals."""
        if word.isupper() and (number := self.capitals.get(folded)) is not None:
            yield number
        one = singular(word)
        if acronym(one) and (number := self.acronyms.get(fold(one))) is not None:
            yield number


class Vocabulary(dict[str, Tongue]):
    """What the words of terms ask for, by language."""

    def add(self, part: Part, number: int) -> None:
        """Let a part be found by who reads its language."""
        if part.language not in self:
            self[part.language] = Tongue(stemming(part.language))
        self[part.language].add(part, number)


class Tongues:
    """Some languages, in which printed words are read."""

    def __init__(self, vocabulary: Vocabulary, languages: Collection[str]) -> None:
        self.each = [vocabulary[language] for language in vocabulary.keys() & set(languages)]

    @cached_property
    def starred(self) -> tuple[AhoCorasick, Parts]:
        """All that asks for pieces of words; prepared only if some text is read in these languages."""
        found = [one for tongue in self.each for one in tongue.starred]
        return AhoCorasick([form for form, _ in found]), tuple(number for _, number in found)

    def parts(self, word: str) -> list[int]:
        """Find out what a word can be."""
        folded = fold(word[:LONGEST])
        found = [number for tongue in self.each for number in tongue.find(word, folded)]
        if not word.islower():
            found += [number for tongue in self.each for number in tongue.shouted(word, folded)]
        automaton, starred = self.starred
        if starred:
            matches = automaton.find_matches_as_indexes(f" {folded} ", overlapping=True)
            found += [starred[pattern] for pattern, _, _ in matches]
        return found
