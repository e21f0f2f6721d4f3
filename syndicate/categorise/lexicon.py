"""All terms of a config, and where a text contains them.

In: terms, and a text of some lines. Out: which term begins and ends at which character. What that means is not decided
here.

A text is cut at its spaces, and each piece is looked up: one that was met before costs one look, whatever the number of
terms and of languages, and little else if no term is kept under a word of it. A new piece is cut into words, most of
which were met before in other pieces; what a new word can be, of all that any term asks for, is found out once and
remembered. Each term is kept under its longest word, as texts are full of short ones; from there the words beside it
are compared, as far as some term goes on, first to the left, then to the right.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple

from ..text import spans, words
from .vocabulary import Parts, Tongues, Vocabulary
from .words import ANY_LANGUAGE, LONGEST, STAR, Part, Term, shouted, spellings

# Kept per reading, about 7 MB in all: pieces of text, those beside a word that a term is kept under, and words.
PIECES, BESIDE, WORDS = 1 << 15, 1 << 12, 1 << 15
AROUND = 100  # characters on each side of a word that say whether its line is all in capitals
END = "\n"  # of a line: a piece by itself, beyond which no phrase goes on


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


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms, by the part that they are kept under."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    kept: dict[int, Branch] = field(default_factory=dict)

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


@dataclass(slots=True)
class Ruler:
    """Tells where pieces of a text begin, by its characters; asked from left to right, it measures each but once."""

    spread: str
    pieces: Pieces
    piece: int = 0  # that was asked for last
    at: int = 0  # where it begins in the spread text, which has two characters more for each line before
    line: int = 0

    def begin(self, piece: int) -> int:
        """Tell it of any piece behind the last, and of those before it in the same line."""
        if piece > self.piece:
            before, self.at = self.at, self.at + length(self.pieces[self.piece : piece])
            self.piece, self.line = piece, self.line + self.spread.count(END, before, self.at)
        back = length(self.pieces[piece : self.piece]) if piece < self.piece else 0
        return self.at - back - 2 * self.line


def length(pieces: Pieces) -> int:
    """Count the characters of pieces, each with the space after it."""
    return sum(map(len, pieces)) + len(pieces)


class Words(dict[str, Word]):
    """What printed words can be, read in some languages; most are nothing that a term asks for."""

    def __init__(self, lexicon: Lexicon, languages: Collection[str]) -> None:
        super().__init__()
        self.kept = lexicon.kept
        self.tongues = Tongues(lexicon.vocabulary, languages)

    def __missing__(self, word: str) -> Word:
        found = SILENT
        if parts := dict.fromkeys(self.tongues.parts(word)):
            found = Word(tuple(parts), distinct([self.kept[part] for part in parts if part in self.kept]))
        if len(word) <= LONGEST:
            if len(self) >= WORDS:
                self.clear()
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
        self.mute = {END}  # those other pieces: a set of them is gone through faster than a dict of all

    def __missing__(self, piece: str) -> Sequence[tuple[int, Branch]]:
        known = (self.known[word] for word in words(piece))
        found = [(number, branch) for number, word in enumerate(known) for branch in word.kept]
        if len(self) + len(self.mute) >= PIECES:
            self.clear()
            self.mute = {END}
        if len(piece) > LONGEST:
            return found
        if found:
            self[piece] = found
        else:
            self.mute.add(piece)
        return found

    def find(self, field: int, text: str) -> Iterator[tuple[Term, Place]]:
        """Find the terms in the text of a field; a phrase may be met twice, in two languages."""
        spread = text.replace(END, f" {END} ")  # two characters more with each line
        pieces = spread.split(" ")
        ruler = Ruler(spread, pieces)
        for spot, branch in self.heard(pieces):
            for term, (first, one), (last, other) in self.phrases(pieces, spot, branch):
                begin = ruler.begin(first) + self.cut(pieces[first])[one].begin
                end = ruler.begin(last) + self.cut(pieces[last])[other].end
                place = Place(field, begin, end)
                if not (term.brief and shouted(around(text, place))):
                    yield term, place

    def cut(self, piece: str) -> tuple[Said, ...]:
        """List the words of a piece; of long ones, which would fill memory, only the last are remembered."""
        return self.short(piece) if len(piece) <= LONGEST else self.long(piece)

    def heard(self, pieces: Pieces) -> Iterator[tuple[Spot, Branch]]:
        """Pick the words that a term is kept under, from left to right."""
        index = -1
        for piece in filterfalse(self.mute.__contains__, pieces):
            index = pieces.index(piece, index + 1)
            for number, branch in self[piece]:
                yield (index, number), branch

    def phrases(self, pieces: Pieces, spot: Spot, branch: Branch) -> Iterator[tuple[Term, Spot, Spot]]:
        """Follow terms from the word they are kept under: each with its first word and its last."""
        ways = [(branch, spot, spot)]
        while ways:
            branch, first, last = ways.pop()
            for term in branch.terms:
                yield term, first, last
            if branch.left:
                ways += [(longer, at, last) for longer, at in self.onward(branch.left, pieces, first, -1)]
            if branch.right:
                ways += [(longer, first, at) for longer, at in self.onward(branch.right, pieces, last, 1)]

    def onward(
        self, branches: Mapping[int, Branch], pieces: Pieces, spot: Spot, step: int
    ) -> Iterator[tuple[Branch, Spot]]:
        """Go on to the word beside another, if a term does."""
        index, number = spot[0], spot[1] + step
        said = self.cut(pieces[index])
        while not 0 <= number < len(said):
            index += step
            if not 0 <= index < len(pieces) or pieces[index] == END:
                return
            said = self.cut(pieces[index])
            number = 0 if step > 0 else len(said) - 1
        for part in said[number].word.parts:
            if part in branches:
                yield branches[part], (index, number)


def around(text: str, place: Place) -> str:
    """Give the line that a place is in, and no more of a long one than is near."""
    nearest = max(0, place.begin - AROUND)
    return text[text.rfind(END, nearest, place.begin) + 1 or nearest : place.end + AROUND].partition(END)[0]


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
