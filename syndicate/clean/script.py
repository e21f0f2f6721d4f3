"""A text in, the script that it is written in out, and whether a language can be written so."""

import string
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

FEWEST = 20  # letters, below which a name or an acronym decides
MOST = 400  # letters that are looked at
SUBTAG = 4  # letters of the part of a tag that names a script (RFC 5646, section 2.1)
SHARE = 0.8  # of them in one script; names in another one are quoted everywhere
NO_LETTERS = bytes(set(range(128)) - set(string.ascii_letters.encode()))

# Scripts, as Unicode begins the names of their letters, of languages that have one or two of them.
WRITTEN: Mapping[str, str] = {
    **dict.fromkeys(
        "af br ca cs cy da de en es et eu fi fr ga gl hr hu is it lb lt lv mt nb nl nn no pl pt ro sk sl sq sv sw"
        " tr".split(),
        "LATIN",
    ),
    **dict.fromkeys("be bg mk ru uk".split(), "CYRILLIC"),
    **dict.fromkeys("bs sr".split(), "CYRILLIC LATIN"),
    **dict.fromkeys("ar fa ur".split(), "ARABIC"),
    "el": "GREEK",
    "he": "HEBREW",
    "hy": "ARMENIAN",
    "ka": "GEORGIAN",
}


def script(text: str) -> str | None:
    """Name the script of nearly all letters of a text; none where they are few or mixed."""
    if plainly_latin(text):
        return "LATIN"
    letters = "".join(islice(filter(str.isalpha, text), MOST))
    if len(letters) < FEWEST:
        return None
    if len(letters.encode("ascii", "ignore")) >= SHARE * len(letters):
        return "LATIN"  # to name each letter takes as long as all else that is done with a text
    scripts: Counter[str] = Counter()
    for letter, times in Counter(letters).items():
        scripts[alphabet(letter)] += times
    [(found, times)] = scripts.most_common(1)
    return found if times >= SHARE * len(letters) else None


def plainly_latin(text: str) -> bool:
    """Tell whether so many letters are in ASCII that all other characters together make no difference, as mostly."""
    ours = text.encode("ascii", "ignore")
    letters = min(len(ours.translate(None, NO_LETTERS)), MOST)
    return letters >= FEWEST and len(text) - len(ours) <= (1 - SHARE) * letters


@lru_cache(maxsize=4096)
def alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def contradicted(language: str, text: str) -> bool:
    """Tell whether a text cannot be in a language, because it is in another script than that is written in."""
    usual = scripts_of(language)
    found = script(text) if usual else None
    return found is not None and found not in usual


@lru_cache(maxsize=256)
def scripts_of(language: str) -> tuple[str, ...]:
    """Name the scripts of a language; none where it is not listed, or names its script itself: it is believed."""
    first, *further = language.split("-")
    return () if any(len(part) == SUBTAG for part in further) else tuple(WRITTEN.get(first, "").split())
