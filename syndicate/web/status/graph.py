"""Numbers of days → the bars of a small graph, and the sentence that says the same to who does not see it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .. import words

DAYS = 30
WIDTH, HEIGHT, GAP = 4, 24, 1  # of one bar


@dataclass(frozen=True, slots=True)
class Bar:
    """One day."""

    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The last 30 days."""

    bars: tuple[Bar, ...]
    said: str
    width: int = DAYS * (WIDTH + GAP)
    height: int = HEIGHT


def draw(counts: Mapping[date, int], now: datetime) -> Graph:
    """Draw the items of each of the last days, today's at the end."""
    days = [now - timedelta(days=back) for back in reversed(range(DAYS))]
    numbers = [counts.get(day.date(), 0) for day in days]
    most = max(numbers)
    bars = [bar(place, number, most) for place, number in enumerate(numbers) if number]
    return Graph(tuple(bars), say(sum(numbers), most, days[-1 - numbers[::-1].index(most)]))


def bar(place: int, number: int, most: int) -> Bar:
    height = max(2, round(HEIGHT * number / most))  # one item among many is still to be seen
    return Bar(place * (WIDTH + GAP), HEIGHT - height, height)


def say(total: int, most: int, day: datetime) -> str:
    """Say what the graph shows."""
    if not total:
        return words.gettext("No item in the last 30 days")
    told = words.ngettext("%(num)s item in the last 30 days", "%(num)s items in the last 30 days", total)
    peak = words.gettext("most on %(day)s: %(count)s", day=words.date(day), count=words.number(most))
    return f"{told}, {peak}"
