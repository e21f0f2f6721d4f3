"""What a stored item looks like from outside: by it an entry is recognised whose keys say nothing, or the wrong thing.

In: the texts of stored items, and an entry. Out: in what the two agree. Whether that is enough, `recognise` decides.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ..model import CleanEntry, KnownItem
from ..text import words
from .address import canonical

NEAR = timedelta(
    days=2
)  # dates that differ by less may be one: another zone, an hour corrected, a flapping date
ALIKE = 0.2  # the share of words in common from which one title may be the other, rewritten
TELLING = 8  # characters of a path that say more than "/news" or "/1"


@dataclass(frozen=True, slots=True)
class Trace:
    """A stored item, its texts as they are compared."""

    item: KnownItem
    title: str
    body: str
    link: str  # canonical; empty if there is none


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
    return Trace(item, folded(title), folded(summary), canonical(link) if link else "")


def folded(text: str) -> str:
    """The words of a text, whatever its case and punctuation."""
    return " ".join(words(text.casefold()))


def path_of(link: str) -> str:
    """What of a canonical address stays when its host moves; nothing where it is too short to tell."""
    path = link.partition("/")[2]
    return path if len(path) >= TELLING else ""


def likeness(entry: Trace, dated: datetime | None, stored: Trace) -> Likeness:
    """Compare an entry, traced like an item, with a stored one; `dated` is the entry's own date."""
    return Likeness(
        title=bool(entry.title) and entry.title == stored.title,
        body=bool(entry.body) and entry.body == stored.body,
        moment=dated == stored.item.published,
        path=bool(path_of(entry.link)) and path_of(entry.link) == path_of(stored.link),
        near=dated is None or abs(dated - stored.item.published) <= NEAR,
    )


def strangers(entry: CleanEntry, stored: Trace, now: datetime) -> bool:
    """Tell whether nothing that can be read makes the two one: other words in the title, and another date."""
    if entry.published is None or entry.published > now:  # no date, or one that is never kept, tells nothing
        return False
    apart = abs(entry.published - stored.item.published) > NEAR
    return apart and shared_words(folded(entry.title), stored.title) < ALIKE


def shared_words(one: str, other: str) -> float:
    """How much two titles have in common, from 0 to 1."""
    ours, theirs = set(one.split()), set(other.split())
    return len(ours & theirs) / max(len(ours | theirs), 1)


def exact(moment: datetime | None) -> bool:
    """Tell whether a date has a time of day: midnight is how a date without one is read."""
    return moment is not None and moment.time() != time()
