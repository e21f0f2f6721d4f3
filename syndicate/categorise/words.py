"""Words and phrases of a rule → what each of their words asks of a word that is printed.

In: terms as an operator wrote them. Out: parts, which are compared with printed words one by one. A word stands for its
forms: words are compared by their stems in the language of the reading, or as they are where the language has no
stemmer. Where a text contains a term is `lexicon`'s business, what that means for a category is decided elsewhere.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from Stemmer import Stemmer

from ..text import LETTERS, fold, lower

EXACT, WEAK, STRONG, STAR = "=", "?", "!", "*"
ANY_LANGUAGE = ""

# A word of a term, with a star where it may go on.
WORD = re.compile(rf"\*?{LETTERS}\*?")

REMEMBERED = 1 << 10  # stems kept per language; what a word can be is remembered by those who read texts
ROOT, ENDING = 4, 2  # letters that forms of a word share at least, and in which they may differ at most
BRIEF = 3  # capitals of an acronym that many short words are spelt like
LONGEST = 80  # letters of a word that count: longer ones are addresses or attacks, and would fill memory

# Languages without a stemmer that read well with another's.
STEMMED_AS = {"bs": "sr", "hr": "sr", "nb": "no", "nn": "no"}

# Endings to take off before the stemmer: the Greek one gives -ία and -ίας (Ουκρανία, Ουκρανίας) different stems.
GENITIVES = {"el": re.compile(r"(?<=[ιί]α)σ$")}
NEVER = re.compile(r"(?!)")


class Term(NamedTuple):
    """A word or phrase of a rule: `language` is the primary subtag it was written for, or empty for every language.

    A tuple, as it is hashed wherever it is found, and a tuple is fast at that.
    """

    written: str
    language: str

    @property
    def words(self) -> list[str]:
        """Give the words to look for, in their order, with their stars."""
        return [word for word in WORD.findall(self.written) if fold(word.strip(STAR))]

    @property
    def exact(self) -> bool:
        """Say whether only these words count, not other forms of them."""
        return self.written.lstrip().startswith(EXACT)

    @property
    def brief(self) -> bool:
        """Say whether it is an acronym that cannot be told from a short word in a title all in capitals (UN, un)."""
        return len(bare := self.written.strip(EXACT + WEAK + STRONG)) <= BRIEF and acronym(bare)

    @property
    def weak(self) -> bool:
        """Say whether it counts only in a title, or beside another term."""
        return self.written.rstrip().endswith(WEAK)

    @property
    def strong(self) -> bool:
        """Say whether an item that has it is in, whatever `none` says."""
        return self.written.rstrip().endswith(STRONG)


class Part(NamedTuple):
    """What one word of a term asks of a printed word: that this form of it, in a reading, is the same."""

    kind: Literal["stem", "exact", "capitals", "acronym", "star"]
    language: str  # of the reading
    form: str  # for stars, a piece of the folded word with spaces for its beginning and end
    begin: str = ""  # with what the folded word must begin too, for stems


def primary(language: str) -> str:
    """Take the primary subtag of a language: `pt` of `pt-BR`, and of `pt_BR` as programs write it."""
    return language.replace("_", "-").partition("-")[0].lower()


def spellings(term: Term, words: Iterable[str], language: str) -> set[tuple[Part, ...]]:
    """Give the parts of a phrase, word by word, as written, and those of the same phrase printed without accents.

    A stemmer knows endings by their accents (Spanish -ción), so the two can differ.
    """
    spells = (str,) if term.written.isascii() else (str, fold)
    return {tuple(part(word, term, language, spell) for word in words) for spell in spells}


def part(word: str, term: Term, language: str, spell: Callable[[str], str]) -> Part:
    """Read what a word of a term asks for."""
    bare = word.strip(STAR)
    if bare != word:
        begin, end = "" if word.startswith(STAR) else " ", "" if word.endswith(STAR) else " "
        return Part("star", language, f"{begin}{fold(bare)}{end}")
    if term.exact:
        return Part("capitals" if acronym(bare) else "exact", language, fold(bare))
    if acronym(one := singular(bare)):
        return Part("acronym", language, fold(one))
    return Part("stem", language, stemming(language)(spell(bare)), root(fold(bare)))


def root(word: str) -> str:
    """Give what a folded word and its forms have in common: all but the last two letters, and four at least.

    Stemmers also run words together that have only an origin in common: generators and generations, Mali and mal.
    """
    return word[: max(ROOT, len(word) - ENDING)]


def acronym(word: str) -> bool:
    """Tell an acronym, two to six capitals or digits (WHO, ODA, G20), which is a different word in small letters."""
    return word.isupper() and 2 <= len(word) <= 6


def shouted(line: str) -> bool:
    """Say whether nine letters of ten are capitals, in words that are no acronyms."""
    capitals, small = (sum(map(is_one, line)) for is_one in (str.isupper, str.islower))
    return capitals > 9 * small and any(word.isupper() and not acronym(word) for word in line.split())


def singular(word: str) -> str:
    """Take the plural's ending off an acronym: NGO of NGOs."""
    return word[:-1] if word.endswith("s") and acronym(word[:-1]) else word


@cache
def stemming(language: str) -> Callable[[str], str]:
    """Choose how words of a language are compared: by their stem, folded; or folded, without a stemmer."""
    try:
        stemmer = Stemmer(STEMMED_AS.get(language, language), 0)
    except KeyError:
        return lru_cache(REMEMBERED)(lambda word: fold(word[:LONGEST]))
    nominative = GENITIVES.get(language, NEVER)
    # Accents go last: the stemmer needs them to know the endings.
    return lru_cache(REMEMBERED)(
        lambda word: fold(stemmer.stemWord(nominative.sub("", lower(word[:LONGEST]))))
    )
