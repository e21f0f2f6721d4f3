"""What other rules do to items: how many enter, leave and stay in each category, the newest of them, and why.

In: one item after the other, with the matches that it has and those that it would have. Out: a tally for each
category, of a size that does not grow with the number of items. Nothing is judged here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappush, heappushpop

from ..model import Item, Reason


@dataclass(frozen=True, slots=True)
class Move:
    """An item that enters or leaves a category, and why."""

    uid: str
    title: str
    language: str | None
    link: str | None
    source: str
    published: datetime
    reasons: tuple[Reason, ...]  # what puts it in, or what did so until now
    against: tuple[Reason, ...] = ()  # what of `none` keeps it out


def move(item: Item, reasons: Iterable[Reason], against: Iterable[Reason] = ()) -> Move:
    """Tell an item by its primary text."""
    text = item.variants[0]
    return Move(
        item.uid,
        text.title,
        text.language,
        text.link,
        item.source,
        item.published,
        tuple(reasons),
        tuple(against),
    )


@dataclass(slots=True)
class Side:
    """The items that enter a category, or those that leave it."""

    most: int  # of them that are listed
    count: int = 0
    terms: Counter[tuple[str, str]] = field(
        default_factory=Counter
    )  # (rule, term) → in how many items it decided
    kept: list[tuple[datetime, str, Move]] = field(default_factory=list)  # a heap, the oldest first

    def add(self, one: Move) -> None:
        self.count += 1
        self.terms.update({(reason.rule, reason.term) for reason in one.against or one.reasons})
        entry = (one.published, one.uid, one)
        if len(self.kept) < self.most:
            heappush(self.kept, entry)
        elif self.most:
            heappushpop(self.kept, entry)

    @property
    def newest(self) -> list[Move]:
        return [one for _, _, one in sorted(self.kept, reverse=True)]


@dataclass(slots=True)
class Effect:
    """What becomes of one category."""

    enter: Side
    leave: Side
    stay: int = 0

    def __bool__(self) -> bool:
        return bool(self.enter.count or self.leave.count)


def effect(most: int) -> Effect:
    """Begin a tally that lists at most so many items on each side."""
    return Effect(Side(most), Side(most))
