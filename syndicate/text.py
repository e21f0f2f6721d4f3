"""Text as matching sees it: HTML → plain text → words with their places, and each word folded.

In: a text. Out: words, offsets in characters, folded words. What words mean, and which forms of them belong
together, is `categorise`'s business.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice

import re2

# Signs inside a word that are no letters: accents of decomposed texts, soft hyphens, joiners of no width.
INSIDE = "\u00ad\u0300-\u036f\u0483-\u0487\u200b-\u200d\u2060\ufeff"

# A word: letters and digits; apostrophes and hyphens part words, so that "l'Europe" gives "l" and "Europe". The
# apostrophe of Ukrainian keyboards (U+02BC) would count as a letter.
LETTERS = rf"[^\W_\u02bc]+(?:[{INSIDE}]+[^\W_\u02bc]*)*+"
WORD = re.compile(LETTERS)

# Letters that Unicode does not take apart into a letter and a sign, but that people write without it.
PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe"}
)

DOTTED = "i\u0307"  # what becomes of the Turkish İ, which is a capital i

TAG = re.compile(r"""<(/?[a-zA-Z][a-zA-Z0-9]*)?(?:"[^"]*+"|'[^']*+'|[^"'<>])*+>""")
# Elements within a line; every other tag ends a paragraph.
INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr".split()
)

LATELY, SHORT = 1 << 8, 20_000  # texts that are remembered, and how long at most: 10 MB if all are
APART = {number: " " for number in range(128) if not chr(number).isalnum()}  # what words of ASCII end at


def subtag(language: str) -> str:
    """Give the language itself of a tag, without its country or script."""
    return language.replace("_", "-").partition("-")[0].lower()


def words(text: str) -> list[str]:
    """Split a text into its words, as printed, in their order."""
    return WORD.findall(text)


def spans(text: str) -> list[tuple[int, int]]:
    """Say where each of `words(text)` begins and ends."""
    return [found.span() for found in WORD.finditer(text)]


def few(most: int, text: str, begin: int, end: int) -> bool:
    """Say whether a stretch of a text has at most so many words; no more of them are looked at than tell it."""
    return next(islice(WORD.finditer(text, begin, end), most, None), None) is None


def lower(word: str) -> str:
    """Take away case, compatibility forms and invisible signs; accents stay."""
    if word.isascii():
        return word.lower()
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())
    composed = composed.replace(DOTTED, "i")
    return (
        composed
        if composed.isalnum()
        else "".join(c for c in composed if c.isalnum() or unicodedata.combining(c))
    )


def fold(word: str) -> str:
    """Make spellings of one word equal: what `lower` does, German ß, Greek final sigma, and no accents.

    Accents are dropped in every language alike: editors and sources leave them out of capitals, addresses and
    hurried posts.
    """
    return word.lower() if word.isascii() else unaccented(word)


def unaccented(word: str) -> str:
    """Fold what is not in ASCII."""
    decomposed = unicodedata.normalize("NFKD", lower(word).translate(PLAIN_LETTERS))
    return unicodedata.normalize("NFC", "".join(filter(str.isalnum, decomposed)))


def folded(text: str) -> Iterator[str]:
    """Give the words of a text as they are compared."""
    if text.isascii():  # then each is only made small, and that is quicker done at once
        return iter(text.lower().translate(APART).split())
    return filter(None, [word if word.isascii() else remembered(word) for word in words(text.lower())])


@lru_cache(maxsize=1 << 12)
def remembered(word: str) -> str:
    """Fold a word that texts repeat, which takes ten times as long as to remember it."""
    return unaccented(word)


def plain(markup: str) -> str:
    """Read sanitised HTML as text: one line for each paragraph, single spaces, no tags."""
    return lately_read(markup) if len(markup) <= SHORT else read(markup)


def read(markup: str) -> str:
    parts = TAG.split(spaced(markup))  # a text, the name of a tag, a text, …
    parts[1::2] = map(gap, parts[1::2])
    lines = html.unescape("".join(parts)).splitlines()
    return "\n".join(filter(None, map(spaced, lines)))


# What has just come in is read to be judged, to be found and to be compared.
lately_read = lru_cache(maxsize=LATELY)(read)


def spaced(text: str) -> str:
    """Put one space wherever there is any, and none at the ends.

    Of all white space only a space is printable: where there is no other but ends of lines, no words need be made.
    """
    one = text.replace("\n", " ")
    if not one.isprintable():
        return " ".join(text.split())
    while "  " in one:
        one = one.replace("  ", " ")
    return one.strip()


@lru_cache(maxsize=256)
def gap(tag: str | None) -> str:
    """Put nothing in the place of a tag within a line, and an end of line in the place of any other."""
    return "" if (tag or "").lstrip("/").lower() in INLINE else "\n"


@cache
def matcher(pattern: str) -> Callable[[str], bool]:
    """Prepare to look for an operator's pattern, in linear time; raises `ValueError` with what is wrong with it.

    The engine knows no look-around and no back-references: these are what makes others take for ever.
    """
    options = re2.Options()
    options.log_errors = False  # on standard error, beside the message that we give
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        raise ValueError(error.args[0].decode(errors="replace")) from None
    return lambda text: compiled.search(text) is not None
