"""Languages as pages print them: their own names, their direction, and which text of several was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError

from ..config.model import text_in

LEFTWARD = frozenset("ar ckb dv fa he ps sd ug ur yi".split())
LEFTWARD_SCRIPTS = frozenset("Arab Hebr Nkoo Syrc Thaa".split())

Direction = Literal["ltr", "rtl", "auto"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text and its language; "" where nobody knows it."""

    text: str
    language: str


def phrase(texts: Mapping[str, str], languages: list[str], wanted: str | None) -> Phrase:
    """Choose one of an operator's texts, and say in which language it is."""
    chosen = text_in({tag: tag for tag in texts}, languages, wanted)
    return Phrase(texts[chosen], chosen)


def direction(language: str) -> Direction:
    """Tell in which direction a language is written; the browser judges a text whose language nobody knows."""
    if not language:
        return "auto"
    first, *rest = language.split("-")
    scripts = {part for part in rest if len(part) == 4}
    return "rtl" if scripts & LEFTWARD_SCRIPTS or (first in LEFTWARD and not scripts) else "ltr"


@lru_cache(maxsize=256)
def own_name(language: str) -> str:
    """What a language calls itself, as a heading begins; its tag where nobody knows."""
    first, _, rest = language.partition("-")
    try:
        name = Locale.parse(first).get_language_name()
    except (ValueError, UnknownLocaleError):
        name = None
    if not name:
        return language
    return f"{name[0].upper()}{name[1:]} ({rest})" if rest else f"{name[0].upper()}{name[1:]}"


def same(one: str, other: str) -> bool:
    """Tell whether two tags are of one language, in whatever region."""
    return one.partition("-")[0] == other.partition("-")[0]
