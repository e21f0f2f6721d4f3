"""A date as people write it in, the moment out: "6 août 2015", "2015 m. rugpjūčio 6 d.", "06.08.2015 14:30".

It is read only where it can be one day alone: one month, one year and one day are named, or numbers stand in an order
that the language fixes or that no other order could have. Other words around it are no matter; it never guesses.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime, tzinfo

from .exact import FIRST_YEAR, LAST_YEAR
from .months import joined, number

LONGEST = 200  # characters
DAY_FIRST = frozenset({"AU", "GB", "IE", "IN", "MT", "NZ", "ZA"})  # where people write English so

YEAR_LAST = re.compile(r"(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)", re.ASCII)
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)\.?", re.ASCII)
CLOCK = re.compile(
    r"(?<![\d.:])(\d{1,2})(?:\s?[:h]\s?|\.)([0-5]\d)(?::[0-5]\d)?(?![\d.:]*\d)(?:\s?([ap])\.?m\b)?"
    r"|(?<![\d.:])(\d{1,2})\s?(?:h|uhr|([ap])\.?m)\b",
    re.ASCII | re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]{3,}")
NUMBER = re.compile(r"(?<!\d)\d+(?!\d)", re.ASCII)

# A beginning of "March" in these languages that is also one of "Tuesday", printed before the day: "mar. 4 sept. 2018".
TUESDAY = frozenset({"mar"})

Day = tuple[int, int, int]


def parse(text: str, language: str | None, zone: tzinfo) -> datetime | None:
    """Read a date with its time if it has one; the time is that of `zone`, and midnight where none is printed.

    Raises `ValueError` for a day or an hour that does not exist.
    """
    line = unicodedata.normalize("NFC", " ".join(text.split()))
    if not line or len(line) > LONGEST:
        return None
    days = {*numeric(line, language)}
    rest = YEAR_FIRST.sub(" ", YEAR_LAST.sub(" ", line))
    hours = {*clock(rest)}
    days |= {*spelt(CLOCK.sub(" ", rest), language)}
    if len(days) != 1:
        return None
    hour, minute = hours.pop() if len(hours) == 1 else (0, 0)
    year, month, day = days.pop()
    return datetime(year, month, day, hour, minute, tzinfo=zone) if known(year) else None


def known(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def numeric(line: str, language: str | None) -> Iterator[Day]:
    """Give the days written in numbers; two for one that could be either."""
    for year, _, month, day in YEAR_FIRST.findall(line):
        yield int(year), int(month), int(day)
    for one, _, two, year in YEAR_LAST.findall(YEAR_FIRST.sub(" ", line)):
        first, second = int(one), int(two)
        if day_first(language) or first > 12:
            yield int(year), second, first
        elif second > 12:
            yield int(year), first, second
        else:
            yield int(year), second, first
            yield int(year), first, second


def day_first(language: str | None) -> bool:
    """Tell whether a language writes the day before the month: all of Europe's, and English where its region does."""
    if not language:
        return False
    first, _, rest = language.partition("-")
    return first != "en" or not DAY_FIRST.isdisjoint(rest.split("-"))


def clock(line: str) -> Iterator[tuple[int, int]]:
    """Give the times of day."""
    for hour, minute, half, full, other in CLOCK.findall(line):
        printed, half = int(hour or full), (half or other).lower()
        yield (printed % 12 + 12 * (half == "p") if half else printed), int(minute or 0)


def spelt(line: str, language: str | None) -> Iterator[Day]:
    """Give the day that is written with the month's name, if one month, one day and one year are there."""
    months = {month for word in months_in(line) if (month := number(word, language))}
    if len(months) > 1:
        months = {
            month
            for word in months_in(line)
            if word.lower() not in TUESDAY and (month := number(word, language))
        }
    printed = [int(digits) for digits in NUMBER.findall(line) if len(digits) <= 4]
    years, days = {n for n in printed if known(n)}, {n for n in printed if n <= 31}
    if len(months) == len(years) == len(days) == 1 and len(printed) == 2:
        yield years.pop(), months.pop(), days.pop()


def months_in(line: str) -> list[str]:
    """Give the words that could be a month."""
    return WORD.findall(joined(line))
