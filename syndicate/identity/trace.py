"""What a stored item looks like from outside: by it an entry is recognised whose keys say nothing, or the wrong thing.

In: the texts of stored items, and an entry. Out: in what the two agree. Whether that is enough, `recognise` decides.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from ..model import CleanEntry, KnownItem
from ..text import words
from .address import canonical

NEAR = timedelta(
    days=2
)  # dates that differ by less may be one: another zone, an hour corrected, a flapping date
ALIKE = 0.25  # the share of words in common from which one title may be the other, rewritten
SMALL = 3  # letters of a word that stands in any title
LINE = 30  # characters of a summary that say more than "Read more", or whose rights they are
TELLING = 8  # characters of a path that say more than "/news" or "/1"


@dataclass(frozen=True, slots=True)
class Looks:
    """Title, summary and link as they are compared; empty where there is none."""

    title: str
    body: str
    link: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A stored item and how it looks."""

    item: KnownItem
    looks: Looks


@dataclass(frozen=True, slots=True)
class Likeness:
    """In what an entry and a stored item agree."""

    title: bool
    body: bool
    moment: bool
    path: bool
    near: bool  # their dates do not speak against it

    @property
    def certain(self) -> bool:
        """Two things agree that hardly agree by chance; the same words at another time may be a notice that recurs."""
        text = self.title or self.body
        return (
            (self.path and (text or self.moment))
            or (self.moment and text)
            or (self.title and self.body and self.near)
        )


def trace(item: KnownItem, title: str, summary: str, link: str | None) -> Trace:
    return Trace(item, looks(title, summary, link))


def looks(title: str, summary: str, link: str | None) -> Looks:
    return Looks(folded(title), folded(summary), canonical(link) if link else "")


def seen(entry: CleanEntry) -> Looks:
    """How an entry looks."""
    return looks(entry.title, entry.summary, entry.link)


def folded(text: str) -> str:
    """The words of a text, whatever its case and punctuation."""
    return " ".join(words(text.casefold()))


def moved(link: str, other: str) -> bool:
    """Tell whether two canonical addresses are one path at two hosts; an equal address is a key, or tells nothing."""
    path = link.partition("/")[2]
    return len(path) >= TELLING and link != other and path == other.partition("/")[2]


def distinct(traces: Sequence[Trace]) -> list[Trace]:
    """Leave out titles and summaries that recur: "Weather" and "Read more" are said of many items."""
    titles = Counter(one.looks.title for one in traces)
    bodies = Counter(one.looks.body for one in traces)
    return [
        replace(
            one,
            looks=replace(
                one.looks,
                title=one.looks.title if titles[one.looks.title] == 1 else "",
                body=one.looks.body if bodies[one.looks.body] == 1 else "",
            ),
        )
        for one in traces
    ]


def likeness(mine: Looks, dated: datetime | None, stored: Trace) -> Likeness:
    """Compare how an entry looks with a stored item; `dated` is the entry's own date."""
    theirs = stored.looks
    return Likeness(
        title=bool(mine.title) and mine.title == theirs.title,
        body=len(mine.body) >= LINE and mine.body == theirs.body,
        moment=dated == stored.item.published,
        path=moved(mine.link, theirs.link),
        near=dated is None or abs(dated - stored.item.published) <= NEAR,
    )


def strangers(entry: CleanEntry, stored: Trace, now: datetime) -> bool:
    """Tell whether nothing that can be read makes the two one: other words in the title, and another date."""
    if entry.published is None or entry.published > now:  # no date, or one that is never kept, tells nothing
        return False
    apart = abs(entry.published - stored.item.published) > NEAR
    return apart and shared_words(folded(entry.title), stored.looks.title) < ALIKE


def shared_words(one: str, other: str) -> float:
    """How much two titles have in common, from 0 to 1."""
    ours, theirs = ({word for word in title.split() if len(word) > SMALL} for title in (one, other))
    return len(ours & theirs) / max(len(ours | theirs), 1)


def exact(moment: datetime | None) -> bool:
    """Tell whether a date has a time of day: midnight is how a date without one is read."""
    return moment is not None and moment.time() != time()
