"""Languages as pages print them: their own names, their direction, and which text of several was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..config.model import text_in

NAMES = {
    "ar": "العربية",
    "bg": "Български",
    "bs": "Bosanski",
    "ca": "Català",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "et": "Eesti",
    "eu": "Euskara",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "ga": "Gaeilge",
    "gl": "Galego",
    "he": "עברית",
    "hr": "Hrvatski",
    "hu": "Magyar",
    "is": "Íslenska",
    "it": "Italiano",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "mk": "Македонски",
    "mt": "Malti",
    "nl": "Nederlands",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "sq": "Shqip",
    "sr": "Српски",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
}
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


def own_name(language: str) -> str:
    """What a language calls itself; its tag where we do not know."""
    first, _, rest = language.partition("-")
    name = NAMES.get(first)
    return language if name is None else f"{name} ({rest})" if rest else name


def same(one: str, other: str) -> bool:
    """Tell whether two tags are of one language, in whatever region."""
    return one.partition("-")[0] == other.partition("-")[0]
