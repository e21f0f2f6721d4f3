"""All terms of a config, and where a text contains them.

In: terms, and the lines of a text. Out: which term begins and ends at which word, and at which character. What that
means is not decided here.

A text is cut at its spaces, and each piece is looked up: a piece that was met before costs one look, whatever the
number of terms and of languages. What a new piece can be, of all that any term asks for, is found out once and
remembered. Phrases are then followed word by word through a tree, from words that a term begins with.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, compress

from ahocorasick_rs import AhoCorasick

from ..text import fold, spans, words
from .words import ANY_LANGUAGE, LONGEST, ROOT, Part, Term, spellings, stemming

REMEMBERED = 1 << 15  # pieces of text kept per reading, about 5 MB
SIZES = range(1, ROOT + 1)  # letters of the beginnings by which words are told apart

Parts = tuple[int, ...]  # the numbers of all that a word can be, for the terms of a lexicon
NOTHING: Parts = ()


@dataclass(slots=True)
class Branch:
    """What can follow after some words, and the terms that end with them."""

    next: dict[int, "Branch"] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """What all terms ask of the words of a text that is read in one language: numbers of parts."""

    printed: dict[str, list[tuple[int, bool]]] = field(
        default_factory=dict
    )  # by the word, folded; if in capitals
    stems: dict[str, list[tuple[str, int]]] = field(default_factory=dict)  # with what else a word begins
    stars: list[tuple[str, int]] = field(default_factory=list)

    def take(self, part: Part, number: int) -> None:
        """Note what a part asks."""
        if part.kind == "star":
            self.stars.append((part.form, number))
        elif part.kind == "stem":
            self.stems.setdefault(part.form, []).append((part.begin, number))
        else:
            self.printed.setdefault(part.form, []).append((number, part.kind == "capitals"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms as a tree, word by word, and what is asked of words, by language."""

    root: Branch
    asked: Mapping[str, Asked]

    def reading(self, languages: Collection[str]) -> "Reading":
        """Prepare to read texts in some languages; terms for every language are among those of each."""
        return Reading(self, languages)


class Reading(dict[str, tuple[Parts, ...]]):
    """What the words of a piece of text can be, read in some languages."""

    def __init__(self, lexicon: Lexicon, languages: Collection[str]) -> None:
        super().__init__()
        self.root, self.languages = lexicon.root, languages
        self.asked = {name: lexicon.asked[name] for name in languages if name in lexicon.asked}
        stems = [alike for one in self.asked.values() for alike in one.stems.values()]
        # Most words begin as none that is asked for, and need no stemmer.
        self.begins = frozenset(begin[:ROOT] for begin, _ in chain.from_iterable(stems))
        starred = [star for one in self.asked.values() for star in one.stars]
        self.starred = [number for _, number in starred]
        self.automaton = AhoCorasick([form for form, _ in starred])

    def __missing__(self, piece: str) -> tuple[Parts, ...]:
        found = tuple(map(self.parts, words(piece)))
        if len(self) >= REMEMBERED:
            self.clear()
        if len(piece) <= LONGEST:
            self[piece] = found
        return found

    def parts(self, word: str) -> Parts:
        """Find out what a printed word can be."""
        folded = fold(word[:LONGEST])
        found = list(self.printed(word, folded))
        if not self.begins.isdisjoint([folded[:size] for size in SIZES]):
            for language, asked in self.asked.items():
                alike = asked.stems.get(stemming(language)(word), ())
                found += [number for begin, number in alike if folded.startswith(begin)]
        if self.starred:
            met = self.automaton.find_matches_as_indexes(f" {folded} ", overlapping=True)
            found += [self.starred[pattern] for pattern, _, _ in met]
        return tuple(dict.fromkeys(found)) if found else NOTHING

    def printed(self, word: str, folded: str) -> Iterator[int]:
        """List what a word is as it is printed, if any term asks for that."""
        for asked in self.asked.values():
            for number, large in asked.printed.get(folded, ()):
                if not large or word.isupper():
                    yield number

    def find(self, line: str) -> Iterator[tuple[Term, int, int, int, int]]:
        """Find the terms in a line: each with its first word and the one after its last, and so its characters."""
        pieces = line.split(" ")
        looked = list(map(self.__getitem__, pieces))
        read = [*chain.from_iterable(looked), NOTHING]
        telling = compress(range(len(read)), read)
        # A word is read in several languages, and may lead to the same term in each: it counts once.
        met = dict.fromkeys(found for first in telling for found in self.follow(read, first))
        if met:
            span = spanning(pieces, looked)
            for term, first, last in met:
                yield term, first, last, *span(first, last)

    def follow(self, read: list[Parts], first: int) -> Iterator[tuple[Term, int, int]]:
        """Find the terms that begin at a word, up to one that no term asks for, such as the end of the line."""
        branches, place = [self.root], first
        while branches and read[place]:
            branches = [
                branch.next[part] for branch in branches for part in read[place] if part in branch.next
            ]
            place += 1
            for branch in branches:
                for term in branch.terms:
                    yield term, first, place


def spanning(
    pieces: Sequence[str], looked: Iterable[tuple[Parts, ...]]
) -> Callable[[int, int], tuple[int, int]]:
    """Tell where words of a line begin and end: only their own pieces are searched for words, the others counted."""
    counts = list(accumulate(map(len, looked)))  # the words up to the end of each piece
    begins = list(accumulate(map(len, pieces), initial=0))  # the letters before each piece, without spaces

    def of_word(number: int) -> tuple[int, int]:
        piece = bisect_right(counts, number)
        begin, end = spans(pieces[piece])[number - counts[piece]]
        before = begins[piece] + piece
        return before + begin, before + end

    def of_words(first: int, last: int) -> tuple[int, int]:
        begin, end = of_word(first)
        return begin, end if last == first + 1 else of_word(last - 1)[1]

    return of_words


def lexicon(terms: Iterable[Term], languages: Collection[str]) -> Lexicon:
    """Prepare to look for terms; those for every language are looked for in each of the languages."""
    root, numbers = Branch(), dict[Part, int]()
    for term in filter(lambda term: term.words, terms):
        for language in languages if term.language == ANY_LANGUAGE else (term.language,):
            for spelt in spellings(term, language):
                branch = root
                for part in spelt:
                    branch = branch.next.setdefault(numbers.setdefault(part, len(numbers)), Branch())
                branch.terms.append(term)
    asked: dict[str, Asked] = {}
    for part, number in numbers.items():
        asked.setdefault(part.language, Asked()).take(part, number)
    return Lexicon(root, asked)
