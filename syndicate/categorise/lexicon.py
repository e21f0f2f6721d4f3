"""All terms of a config, and where a text contains them.

In: terms, and a text of some lines. Out: which term begins and ends at which character. What that means is not decided
here.

A text is cut at its spaces and commonest marks, and each piece is looked up: one that was met before costs one look,
whatever the number of terms and of languages, and nothing else if no term is kept under a word of it. A new piece is
cut into words, mostly one; what a new word can be, of all that any term asks for, is found out once and remembered.
Each term is kept under its longest word, as texts are full of short ones; from there the words beside it are compared,
as far as some term goes on, first to the left, then to the right.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import length_hint
from typing import Any, NamedTuple

from ..text import spans, words
from .vocabulary import Parts, Tongues, Vocabulary
from .words import ANY_LANGUAGE, LONGEST, STAR, Part, Term, shouted, spellings

REMEMBERED = 1 << 17  # pieces of text and words, of all readings together: about 14 MB
BESIDE = 1 << 12  # pieces beside a word that a term is kept under, of each reading
AROUND = 100  # characters on each side of a word that say whether its line is all in capitals
END = "\n"  # of a line, beyond which no phrase goes on
MARKS = END + ",.:;!?\"'()/-_=’“”"  # of all that is no part of a word, what stands beside words most


@dataclass(slots=True)
class Branch:
    """The terms that consist of some words, and what can stand beside these in longer ones, by the numbers of parts."""

    terms: tuple[Term, ...] = ()
    left: dict[int, "Branch"] | None = None
    right: dict[int, "Branch"] | None = None

    @property
    def whole(self) -> bool:
        """Say whether no term goes on from here."""
        return not self.left and not self.right

    def leftwards(self, part: int) -> "Branch":
        self.left = self.left or {}
        return self.left.setdefault(part, Branch())

    def rightwards(self, part: int) -> "Branch":
        self.right = self.right or {}
        return self.right.setdefault(part, Branch())


class Word(NamedTuple):
    """What a printed word can be, of all that terms ask for."""

    parts: Parts
    kept: Sequence[Branch]  # what is kept under it


SILENT = Word((), ())


class Said(NamedTuple):
    """A word in its piece."""

    begin: int
    end: int
    word: Word


Pieces = Sequence[str]  # of a text
Spot = tuple[int, int]  # where a word of a text is: the number of its piece, and its own in that


class Place(NamedTuple):
    """Where in an item a term was found. A tuple, as it is hashed and compared for each word found."""

    field: int  # its number in FIELDS, so that places sort in reading order
    begin: int  # the first character
    end: int  # the character after the last


class Memory(list[dict[str, Any] | set[str]]):
    """What readings remember of texts; when it is too much, all is forgotten together, and most soon met again."""

    size = 0

    def grow(self) -> None:
        """Make room for one more."""
        if self.size >= REMEMBERED:
            for one in self:
                one.clear()
            self.size = 0
        self.size += 1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms, by the part that they are kept under."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    kept: dict[int, Branch] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    def reading(self, languages: Collection[str]) -> "Reading":
        """Prepare to read texts in some languages; terms for every language are among those of each."""
        return Reading(self, languages)

    def keep(self, term: Term, parts: Parts, under: int) -> None:
        """Let a term be found by one of its words."""
        branch = self.kept.setdefault(parts[under], Branch())
        for part in reversed(parts[:under]):
            branch = branch.leftwards(part)
        for part in parts[under + 1 :]:
            branch = branch.rightwards(part)
        branch.terms += (term,)


class Words(dict[str, Word]):
    """What printed words can be, read in some languages; most are nothing that a term asks for."""

    def __init__(self, lexicon: Lexicon, languages: Collection[str]) -> None:
        super().__init__()
        self.kept, self.memory = lexicon.kept, lexicon.memory
        self.memory.append(self)
        self.tongues = Tongues(lexicon.vocabulary, languages)

    def __missing__(self, word: str) -> Word:
        found = SILENT
        if parts := dict.fromkeys(self.tongues.parts(word)):
            found = Word(tuple(parts), distinct([self.kept[part] for part in parts if part in self.kept]))
        if len(word) <= LONGEST:
            self.memory.grow()
            self[word] = found
        return found

    def cut(self, piece: str) -> tuple[Said, ...]:
        """List the words of a piece."""
        return tuple(Said(begin, end, self[piece[begin:end]]) for begin, end in spans(piece))


def distinct(kept: Sequence[Branch]) -> tuple[Branch, ...]:
    """Leave out what says the same: a term for every language is kept under its word in each."""
    whole = {branch.terms: branch for branch in kept if branch.whole}
    return (*whole.values(), *(branch for branch in kept if not branch.whole))


class Reading(dict[str, Sequence[tuple[int, Branch]]]):
    """What is kept under the words of a piece of text, by their numbers in it; under most there is nothing."""

    def __init__(self, lexicon: Lexicon, languages: Collection[str]) -> None:
        super().__init__()
        self.known = Words(lexicon, languages)
        self.short, self.long = lru_cache(BESIDE)(self.known.cut), lru_cache(2)(self.known.cut)
        self.mute = set[str]()  # those other pieces: that many are in a set is asked at once
        self.memory = lexicon.memory
        self.memory += [self, self.mute]

    def __missing__(self, piece: str) -> Sequence[tuple[int, Branch]]:
        known = (self.known[word] for word in words(piece))
        found = [(number, branch) for number, word in enumerate(known) for branch in word.kept]
        if len(piece) > LONGEST:
            return found
        self.memory.grow()
        if found:
            self[piece] = found
        else:
            self.mute.add(piece)
        return found

    def find(self, field: int, text: str) -> Iterator[tuple[Term, Place]]:
        """Find the terms in the text of a field; a phrase may be met twice, in two languages."""
        pieces = parted(text).split(" ")
        measured, at = 0, 0  # the pieces before a word that was found, and their characters: counted but once
        for spot, branch in self.heard(pieces):
            for term, first, last in self.phrases(pieces, spot, branch):
                measured, at = spot[0], at + length(pieces[measured : spot[0]])
                begin = at - length(pieces[first[0] : measured]) + self.cut(pieces[first[0]])[first[1]].begin
                end = at + length(pieces[measured : last[0]]) + self.cut(pieces[last[0]])[last[1]].end
                if text.find(END, begin, end) < 0 and not (term.brief and shouted(around(text, begin, end))):
                    yield term, Place(field, begin, end)

    def heard(self, pieces: Pieces) -> Iterator[tuple[Spot, Branch]]:
        """Pick the words that a term is kept under, from left to right."""
        rest = iter(pieces)
        # The fastest way to skip what is mute: asked so, a set takes of the rest as far as the first that is not in it.
        while not self.mute.issuperset(rest):
            index = len(pieces) - length_hint(rest) - 1
            for number, branch in self[pieces[index]]:
                yield (index, number), branch

    def phrases(self, pieces: Pieces, spot: Spot, branch: Branch) -> Iterator[tuple[Term, Spot, Spot]]:
        """Follow terms from the word they are kept under: each with its first word and its last."""
        ways = [(branch, spot, spot)]
        while ways:
            branch, first, last = ways.pop()
            for term in branch.terms:
                yield term, first, last
            if left := branch.left:
                word, at = self.beside(pieces, first, -1)
                for part in filter(left.__contains__, word.parts):
                    ways.append((left[part], at, last))
            if right := branch.right:
                word, at = self.beside(pieces, last, 1)
                for part in filter(right.__contains__, word.parts):
                    ways.append((right[part], first, at))

    def beside(self, pieces: Pieces, spot: Spot, step: int) -> tuple[Word, Spot]:
        """Give the word beside another, and where it is; before the first and after the last one is silence."""
        index, number = spot[0], spot[1] + step
        piece = pieces[index]
        if piece not in self.known and 0 <= number < len(said := self.cut(piece)):
            return said[number].word, (index, number)
        while 0 <= (index := index + step) < len(pieces):
            piece = pieces[index]
            if piece in self.known:  # most are a word and nothing else
                return self.known[piece], (index, 0)
            if said := self.cut(piece):
                number = 0 if step > 0 else len(said) - 1
                return said[number].word, (index, number)
        return SILENT, spot

    def cut(self, piece: str) -> tuple[Said, ...]:
        """List the words of a piece; of long ones, which would fill memory, only the last are remembered."""
        return self.short(piece) if len(piece) <= LONGEST else self.long(piece)


def parted(text: str) -> str:
    """Part words that are printed with a mark between them, and those from the marks beside them."""
    for mark in MARKS:
        text = text.replace(mark, " ")
    return text


def length(pieces: Pieces) -> int:
    """Count the characters of pieces, each with the space after it; often it is asked of none."""
    return sum(map(len, pieces)) + len(pieces) if pieces else 0


def around(text: str, begin: int, end: int) -> str:
    """Give the line that a place is in, and no more of a long one than is near."""
    nearest = max(0, begin - AROUND)
    return text[text.rfind(END, nearest, begin) + 1 or nearest : end + AROUND].partition(END)[0]


def lexicon(terms: Iterable[Term], languages: Collection[str]) -> Lexicon:
    """Prepare to look for terms; those for every language are looked for in each of the languages."""
    made, numbers = Lexicon(), dict[Part, int]()
    for term, asked in ((term, term.words) for term in terms):
        for language in languages if term.language == ANY_LANGUAGE else (term.language,):
            for parts in spellings(term, asked, language) if asked else ():
                known = tuple(numbers.setdefault(part, len(numbers)) for part in parts)
                made.keep(term, known, longest(asked))
    for part, number in numbers.items():
        made.vocabulary.add(part, number)
    return made


def longest(words: Sequence[str]) -> int:
    """Choose the word under which a term is kept: the rarer words are, the longer."""
    return max(range(len(words)), key=lambda number: len(words[number].strip(STAR)))
