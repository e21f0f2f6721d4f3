"""An element of a page in, the date that it shows and how it is written out; which moment it is, `clean` decides."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .named import own
from .select import XPATH

LONGEST = 200  # characters of a text in which a date is looked for

NUMBERS = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d\d)\b")
YEAR_FIRST = re.compile(r"\b(?:19|20)\d\d([./-])\d{1,2}\1\d{1,2}\b")
WORDS = re.compile(
    r"\b\d{1,2}(?:\.|st|nd|rd|th|er|º)?(?: de| of)? [^\W\d_]{3,}\.?,?(?: de)? (?:19|20)\d\d\b"
    r"|\b[^\W\d_]{3,}\.? \d{1,2}(?:st|nd|rd|th)?, (?:19|20)\d\d\b"
)
BARE = f"{XPATH} text()"
SEPARATOR = re.compile(r"\s+[-–—|·•/]\s+|,\s|:\s")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as an element shows it, within the smallest element around it."""

    element: Any
    text: str  # all that this element says
    date: str
    moment: bool = False  # a `time` with the moment for machines
    bare: bool = False  # a text between elements, such as the link beside it

    @property
    def place(self) -> str:
        """The selector of the element, or of the text in what is looked through."""
        return BARE if self.bare else own(self.element)


def printed(element: Any) -> Printed | None:
    """Find the first date in an element."""
    for part in element.iter("time"):
        if part.get("datetime"):
            return Printed(part, "", part.get("datetime"), moment=True)
    for part in element.iter():
        texts = [part.text or "", *(child.tail or "" for child in part)]
        if isinstance(part.tag, str) and (found := search(" ".join(texts)[:LONGEST])):
            if part is element and next(filter(None, map(str.strip, texts))) == found:
                return Printed(part, found, found, bare=True)
            return Printed(part, " ".join("".join(part.itertext()).split()), found)
    return None


def search(text: str) -> str:
    """Find a date in a line of text."""
    line = " ".join(text.split())
    found = NUMBERS.search(line) or YEAR_FIRST.search(line) or WORDS.search(line)
    return found[0] if found else ""


def layout(place: str, found: Sequence[Printed]) -> dict[str, Any]:
    """Write where dates stand: alone, or behind a label and a separator, which is then the last one."""
    style = format_of([one.date for one in found])
    if all(one.text == one.date for one in found):
        return {"date": {"select": place, **style} if style else place}
    before = [one.text[: -len(one.date)] for one in found if one.text.endswith(one.date)]
    marks = {marks[-1] if (marks := SEPARATOR.findall(text)) else "" for text in before}
    if len(before) < len(found) or len(marks) != 1 or "" in marks:
        return {}
    (mark,) = marks
    return {
        "label": {"select": place, "before": mark},
        "date": {"select": place, "after": mark, **style},
    }


def format_of(dates: Iterable[str]) -> dict[str, str]:
    """Give the format of dates in numbers, if it is the same for all: day first unless a number tells otherwise."""
    parts = [found for date in dates if (found := NUMBERS.fullmatch(date))]
    if not parts or len({(part[2], len(part[4])) for part in parts}) != 1:
        return {}
    sign, year = parts[0][2], "%Y" if len(parts[0][4]) == 4 else "%y"
    months_first = any(int(part[3]) > 12 for part in parts)
    order = ("%m", "%d", year) if months_first else ("%d", "%m", year)
    return {"format": sign.join(order)}


def ambiguous(date: str) -> bool:
    """Tell whether a date in numbers could be two different days."""
    found = NUMBERS.search(date)
    return bool(found and 0 < int(found[1]) <= 12 and 0 < int(found[3]) <= 12 and found[1] != found[3])


def decided(date: str) -> bool:
    """Tell whether a date in numbers says itself which of them is the day."""
    found = NUMBERS.search(date)
    return bool(found and max(int(found[1]), int(found[3])) > 12)
