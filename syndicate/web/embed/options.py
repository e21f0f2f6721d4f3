"""What an address of an embed asks for → `Options`, and a sentence for each thing in it that cannot be meant.

In: the names and values behind the question mark. Out: frozen choices, the defaults where nothing or nothing useful
stands, and back again the shortest address that says the same. What categories and languages there are is a parameter.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any, Literal
from urllib.parse import urlencode

from ..words import N_

Layout = Literal["list", "cards", "compact"]
Theme = Literal["auto", "light", "dark"]

LAYOUTS: tuple[Layout, ...] = ("list", "cards", "compact")
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")
MOST = 30  # items
COLUMNS = 4
LEVELS = ("0", "2", "3", "4", "5", "6")  # of the heading; 0 is none
LONGEST = 120  # characters of a text of the partner's own
EVERY = "all"

COLOUR = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
SWITCH = {"yes": True, "no": False}
UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Options:
    """Every choice that an embed offers, by the name that it has in addresses."""

    count: int = 5
    language: str = EVERY
    layout: Layout = "list"
    theme: Theme = "auto"
    columns: int = 3  # of cards, where there is room
    date: bool = True
    summary: bool = True
    image: bool = False
    source: bool = True
    heading: str = ""  # the category's title, where it is empty
    level: int = 2
    newtab: bool = False
    empty: str = ""  # our own sentence, where it is empty
    text: str = ""  # colours, as six hexadecimal digits
    background: str = ""
    accent: str = ""

    @property
    def tongue(self) -> str | None:
        """The language, or None for all of them."""
        return None if self.language == EVERY else self.language

    @property
    def summarised(self) -> bool:
        """Whether items have summaries: not where they are to be compact."""
        return self.summary and self.layout != "compact"

    @property
    def colours(self) -> Mapping[str, str]:
        """Those that were chosen, as CSS writes them."""
        chosen = {"text": self.text, "background": self.background, "accent": self.accent}
        return {name: f"#{value}" for name, value in chosen.items() if value}

    @property
    def query(self) -> str:
        """What stands behind the question mark of the shortest address with these choices, or nothing."""
        default = Options()
        named = ((one.name, getattr(self, one.name)) for one in fields(self))
        said = [(name, spell(value)) for name, value in named if value != getattr(default, name)]
        return f"?{urlencode(said)}" if said else ""


def spell(value: object) -> str:
    """Write a choice as addresses do."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


@dataclass(frozen=True, slots=True)
class Misread:
    """What was not understood: a sentence to be translated, and the values in it."""

    sentence: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence % self.values


class UnfitError(ValueError):
    """A value that an option cannot have: a sentence that says what to write, and values for it."""

    def __init__(self, sentence: str, **values: str) -> None:
        super().__init__(sentence)
        self.sentence, self.values = sentence, values


@dataclass(frozen=True, slots=True)
class Read:
    """What an address said: its choices, and what was not understood."""

    options: Options
    mistakes: tuple[Misread, ...]


def read(said: Iterable[tuple[str, str]], languages: Sequence[str], also: Sequence[str] = ()) -> Read:
    """Read the names and values of an address; the last of a name counts, an empty one says nothing.

    Names in `also` belong to whoever asks.
    """
    readers = {**READERS, "language": one_of((EVERY, *languages))}
    found, mistakes = dict[str, Any](), list[Misread]()
    for name, value in dict(said).items():
        if name in also or not value.strip():
            continue
        if name not in readers:
            mistakes.append(unknown(name, readers))
            continue
        try:
            found[name] = readers[name](value.strip())
        except UnfitError as error:
            written = {"name": name, "value": repeated(value), **error.values}
            mistakes.append(Misread(error.sentence, written))
    return Read(Options(**found), tuple(mistakes))


def repeated(value: str) -> str:
    """Repeat what somebody wrote, no more of it than is needed, on one line."""
    return UNFIT.sub("", value)[:40]


def unknown(name: str, known: Iterable[str]) -> Misread:
    """Say that there is no such option, and which was probably meant."""
    near = get_close_matches(name.lower(), list(known), 1)
    if near:
        sentence = N_("There is no option “%(name)s”: did you mean “%(near)s”?")
        return Misread(sentence, {"name": repeated(name), "near": near[0]})
    return Misread(N_("There is no option “%(name)s”: leave it out."), {"name": repeated(name)})


def number(least: int, most: int) -> Callable[[str], int]:
    """Make a reader of whole numbers within bounds."""

    def reader(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", value) or not least <= int(value) <= most:
            sentence = N_("“%(name)s” cannot be “%(value)s”: write a number from %(least)s to %(most)s.")
            raise UnfitError(sentence, least=str(least), most=str(most))
        return int(value)

    return reader


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """Make a reader of one of these words."""

    def reader(value: str) -> str:
        if value not in known:
            sentence = N_("“%(name)s” cannot be “%(value)s”: write one of these: %(known)s.")
            raise UnfitError(sentence, known=", ".join(known))
        return value

    return reader


def switch(value: str) -> bool:
    return SWITCH[one_of(tuple(SWITCH))(value)]


def level(value: str) -> int:
    return int(one_of(LEVELS)(value))


def colour(value: str) -> str:
    """Read a colour as CSS writes it in hexadecimal digits."""
    found = COLOUR.fullmatch(value)
    if not found:
        raise UnfitError(
            N_("“%(name)s” cannot be “%(value)s”: write a colour as six hexadecimal digits, such as 0b5566.")
        )
    digits = found[1].lower()
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def sentence(value: str) -> str:
    """Read words of the partner's own."""
    if len(value) > LONGEST:
        long = N_("“%(name)s” cannot be “%(value)s…”: write at most %(most)s characters.")
        raise UnfitError(long, most=str(LONGEST))
    return UNFIT.sub("", value)


READERS: Mapping[str, Callable[[str], object]] = {
    "count": number(1, MOST),
    "layout": one_of(LAYOUTS),
    "theme": one_of(THEMES),
    "columns": number(1, COLUMNS),
    "date": switch,
    "summary": switch,
    "image": switch,
    "source": switch,
    "heading": sentence,
    "level": level,
    "newtab": switch,
    "empty": sentence,
    "text": colour,
    "background": colour,
    "accent": colour,
}
