"""All terms of a config, and where a text contains them.

In: terms, and the lines of a text. Out: which term begins and ends at which word, and at which character. What that
means is not decided here.

A text is cut at its spaces, and each piece is looked up: one that was met before costs one look, whatever the number of
terms and of languages, and little else if no term asks for it. What a new piece can be, of all that any term asks for,
is found out once and remembered. Phrases are then followed word by word through a tree, from words that a term begins
with.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, filterfalse
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from ..text import fold, spans, words
from .words import ANY_LANGUAGE, LONGEST, ROOT, Part, Term, acronym, singular, spellings, stemming

REMEMBERED = 1 << 15  # pieces of text kept per reading, about 4 MB

Parts = tuple[int, ...]  # the numbers of all that a word can be, for the terms of a lexicon
Numbers = dict[str, int]  # of parts, by their languages
Alike = dict[
    str, list[tuple[str, str, int]]
]  # by language: with what a word begins, its stem, the part's number


@dataclass(slots=True)
class Branch:
    """What can follow after some words, and the terms that end with them."""

    next: dict[int, "Branch"] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)


class Telling(NamedTuple):
    """A word that a term asks for."""

    number: int  # among the words of its piece
    parts: Parts
    begins: Sequence[Branch]  # what terms say that begin with it


class Piece(NamedTuple):
    """What is said between two spaces."""

    words: int
    telling: Sequence[Telling]


MUTE = Piece(1, ())


# The words of a line that terms ask for, by their numbers, each with the number of its piece.
Heard = Mapping[int, tuple[Telling, int]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms as a tree, word by word, and the numbers of their parts, by what is looked up for a printed word."""

    root: Branch = field(default_factory=Branch)
    exact: dict[str, Numbers] = field(default_factory=dict)  # by the folded word
    capitals: dict[str, Numbers] = field(default_factory=dict)
    acronyms: dict[str, Numbers] = field(
        default_factory=dict
    )  # by the folded word without the plural's ending
    stems: dict[str, Alike] = field(default_factory=dict)  # by the letters that all forms begin with
    starred: list[tuple[Part, int]] = field(default_factory=list)

    def reading(self, languages: Collection[str]) -> "Reading":
        """Prepare to read texts in some languages; terms for every language are among those of each."""
        return Reading(self, languages)

    def add(self, part: Part, number: int) -> None:
        """Let a part be found."""
        match part.kind:
            case "stem":
                alike = self.stems.setdefault(part.begin[:ROOT], {}).setdefault(part.language, [])
                alike.append((part.begin, part.form, number))
            case "exact":
                self.exact.setdefault(part.form, {})[part.language] = number
            case "capitals":
                self.capitals.setdefault(part.form, {})[part.language] = number
            case "acronym":
                self.acronyms.setdefault(part.form, {})[part.language] = number
            case "star":
                self.starred.append((part, number))


class Reading(dict[str, Piece]):
    """What pieces of text say, read in some languages; most say just one word that no term asks for."""

    def __init__(self, lexicon: Lexicon, languages: Collection[str]) -> None:
        super().__init__()
        self.mute: set[str] = set()  # these pieces: a set of them is gone through faster than a dict of all
        self.lexicon, self.languages = lexicon, frozenset(languages)
        starred = [(part.form, number) for part, number in lexicon.starred if part.language in self.languages]
        self.starred = [number for _, number in starred]
        self.automaton = AhoCorasick([form for form, _ in starred])

    def __missing__(self, piece: str) -> Piece:
        printed = words(piece)
        found = Piece(len(printed), tuple(self.telling(printed)))
        if len(self) + len(self.mute) >= REMEMBERED:
            self.clear()
            self.mute.clear()
        if len(piece) > LONGEST:
            return found
        if found == MUTE:
            self.mute.add(piece)
        else:
            self[piece] = found
        return found

    def telling(self, printed: Iterable[str]) -> Iterator[Telling]:
        """Pick the words that a term asks for."""
        begins = self.lexicon.root.next
        for number, word in enumerate(printed):
            if parts := tuple(dict.fromkeys(self.parts(word))):
                yield Telling(number, parts, tuple(begins[part] for part in parts if part in begins))

    def parts(self, word: str) -> Iterator[int]:
        """Find out what a printed word can be."""
        folded = fold(word[:LONGEST])
        yield from self.named(self.lexicon.exact.get(folded, {}))
        if word.isupper():
            yield from self.named(self.lexicon.capitals.get(folded, {}))
        if acronym(one := singular(word)):
            yield from self.named(self.lexicon.acronyms.get(fold(one), {}))
        yield from self.alike(word, folded)
        if self.starred:
            for pattern, _, _ in self.automaton.find_matches_as_indexes(f" {folded} ", overlapping=True):
                yield self.starred[pattern]

    def named(self, numbers: Numbers) -> Iterator[int]:
        """Pick the parts of the languages that are read."""
        return (numbers[language] for language in self.languages & numbers.keys())

    def alike(self, word: str, folded: str) -> Iterator[int]:
        """Find the parts of which a word is another form; its stem is asked for only where it begins as they do."""
        for letters in range(1, ROOT + 1)[: len(folded)]:
            begun = self.lexicon.stems.get(folded[:letters], {})
            for language in self.languages & begun.keys():
                stem = stemming(language)(word)
                for begin, form, number in begun[language]:
                    if form == stem and folded.startswith(begin):
                        yield number

    def find(self, line: str) -> Iterator[tuple[Term, int, int, int, int]]:
        """Find the terms in a line: each with its first word and the one after its last, and so its characters."""
        pieces = line.split(" ")
        heard = self.hear(pieces)
        if not heard:
            return
        # A word is read in several languages, and may lead to the same term in each: it counts once.
        met = dict.fromkeys(phrases(heard))
        if met:
            span = spanning(pieces, heard)
            for term, first, last in met:
                yield term, first, last, *span(first, last)

    def hear(self, pieces: Sequence[str]) -> Heard:
        """Number the words of a line, and keep those that a term asks for."""
        heard: dict[int, tuple[Telling, int]] = {}
        index, more = -1, 0  # more words so far than one for each piece
        for piece in filterfalse(self.mute.__contains__, pieces):
            index = pieces.index(piece, index + 1)
            count, telling = self[piece]
            for word in telling:
                heard[index + more + word.number] = word, index
            more += count - 1
        return heard


def phrases(heard: Heard) -> Iterator[tuple[Term, int, int]]:
    """Follow terms from each word, up to one that no term asks for, such as the end of the line."""
    for first, (word, _) in heard.items():
        branches, last = word.begins, first + 1
        while branches:
            for branch in branches:
                for term in branch.terms:
                    yield term, first, last
            if last not in heard:
                break
            parts = heard[last][0].parts
            branches = [branch.next[part] for branch in branches for part in parts if part in branch.next]
            last += 1


def spanning(pieces: Sequence[str], heard: Heard) -> Callable[[int, int], tuple[int, int]]:
    """Tell where words of a line begin and end: only their own pieces are searched for words, the others counted."""
    begins = list(accumulate(map(len, pieces), initial=0))  # the letters before each piece, without spaces

    def of_word(number: int) -> tuple[int, int]:
        word, piece = heard[number]
        begin, end = spans(pieces[piece])[word.number]
        before = begins[piece] + piece
        return before + begin, before + end

    def of_words(first: int, last: int) -> tuple[int, int]:
        begin, end = of_word(first)
        return begin, end if last == first + 1 else of_word(last - 1)[1]

    return of_words


def lexicon(terms: Iterable[Term], languages: Collection[str]) -> Lexicon:
    """Prepare to look for terms; those for every language are looked for in each of the languages."""
    made, numbers = Lexicon(), dict[Part, int]()
    for term in filter(lambda term: term.words, terms):
        for language in languages if term.language == ANY_LANGUAGE else (term.language,):
            for parts in spellings(term, language):
                branch = made.root
                for part in parts:
                    branch = branch.next.setdefault(numbers.setdefault(part, len(numbers)), Branch())
                branch.terms.append(term)
    for part, number in numbers.items():
        made.add(part, number)
    return made
