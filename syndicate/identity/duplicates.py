"""Items that look alike in, which of them are one story out: what one source printed, and another one too.

Pure: what each item shows, who is joined to whom, and by what. In doubt two items stay two: what recurs within one source
(a rubric, a notice below each text, an address that many share) tells nothing, and neither does a title that anybody
might have written. Which items are worth comparing is asked by their marks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import islice
from typing import Literal, get_args
from zlib import crc32

from ..model import Variant
from ..text import folded, plain
from .address import canonical
from .trace import shared_words

By = Literal["link", "title", "text"]

NEAR = timedelta(days=3)  # between two printings of one story
ROUND = timedelta(hours=1)  # in which sources that are asked together answer
SHINGLE = 4  # words that stand for a place in a text
BODY = 120  # words of a text that are compared, of which the first
LEAD = 30  # find what it is compared with: copies are cut, but begin alike
LEADING = 400  # characters in which so many words are mostly found
FEW = 12  # shingles, below which a text says too little
MANY = 40  # shingles of a text that is one under two titles
SOME, HALF, MOST = 0.2, 0.5, 0.85  # shares of the shorter text that stand in the other one
SIGNIFICANT, TELLING, LONG = 4, 4, 7  # letters of a word, such words of a title, and of one that stands alone
PATH = 8  # characters of a path that say more than "/news"
SKETCH = 4  # marks of a text
ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class Side:
    """What one text of an item shows."""

    link: str  # canonical
    title: str  # folded, as are the words
    language: str | None
    shingles: frozenset[int]
    marks: frozenset[int]  # by which it is found


@dataclass(frozen=True, slots=True)
class Face:
    """What an item shows, and how it stands."""

    id: int
    uid: str
    source: int
    published: datetime
    settled: bool  # in a feed, or stored in an earlier round: it joins nobody, others join it
    story: int | None
    sides: tuple[Side, ...]  # of each of its texts: another source may print that of one language alone
    marks: frozenset[int]


@dataclass(frozen=True, slots=True)
class Joint:
    """That an item belongs to a story, which has the id of its first item; None that it stands alone."""

    id: int
    story: int | None
    by: By | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands in the store."""

    id: int
    uid: str
    source: int
    published: datetime
    settled: bool = False
    story: int | None = None


def face(stands: Standing, *texts: Variant) -> Face:
    """Look at an item and its texts."""
    sides = tuple(map(side, texts))
    return Face(
        stands.id,
        stands.uid,
        stands.source,
        stands.published,
        stands.settled,
        stands.story,
        sides,
        frozenset().union(*(one.marks for one in sides)),
    )


def side(text: Variant) -> Side:
    """Look at one text."""
    link, title = where(text), list(folded(text.printed_title or text.title))
    body = list(islice(folded(plain(text.content) or text.summary), BODY))
    found = frozenset(marks(link, title, body))
    return Side(link, " ".join(title), text.language, frozenset(shingles(body)), found)


def marks_of(*texts: Variant) -> frozenset[int]:
    """Give by what an item is found, which is less than a look at all of its texts."""
    return frozenset(
        mark
        for text in texts
        for mark in marks(where(text), list(folded(text.printed_title or text.title)), lead(text))
    )


def where(text: Variant) -> str:
    return canonical(text.link) if text.link else ""


def lead(text: Variant) -> list[str]:
    """Give the words with which a text begins, for which mostly its beginning is enough."""
    body = plain(text.content) or text.summary
    beginning = list(islice(folded(body[:LEADING]), LEAD + 1))
    if len(beginning) > LEAD or len(body) <= LEADING:  # else the last one may be cut
        return beginning[:LEAD]
    return list(islice(folded(body), LEAD))


def marks(link: str, title: Sequence[str], body: Sequence[str]) -> Iterator[int]:
    """Give the numbers that two printings of a story are likely to share: of the link, the title, and the lead."""
    if len(link.partition("/")[2]) >= PATH:
        yield mark(f"link:{link}")
    if significant(title) >= TELLING:
        yield mark(f"title:{' '.join(title)}")
    begin = set(shingles(body[:LEAD]))
    if len(begin) >= FEW:
        for place, factor in enumerate(ODD[:SKETCH]):
            least = min((one * factor) % 2**64 for one in begin)
            yield mark(f"text:{place}:{least}")


def mark(text: str) -> int:
    """Make a number that fits a column."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


def shingles(body: Sequence[str]) -> Iterator[int]:
    """Give a number for each run of words."""
    for start in range(len(body) - SHINGLE + 1):
        yield crc32(" ".join(body[start : start + SHINGLE]).encode())


def significant(title: Iterable[str]) -> int:
    """Count the words of a title that not every title has; numbers are none."""
    return len({word for word in title if len(word) >= SIGNIFICANT and word.isalpha()})


def join(faces: Sequence[Face]) -> list[Joint]:
    """Say for each item that is not settled to which story it belongs, whatever the order in which they came.

    The first of a story is one that is settled, else the oldest. A source is in a story once.
    """
    recurring = recur(faces)
    firsts = sorted((one for one in faces if one.settled and one.story in (None, one.id)), key=age)
    members = {
        first.id: {one.source for one in faces if one.settled and one.story == first.id} for first in firsts
    }
    made: list[Joint] = []
    for one in sorted((one for one in faces if not one.settled), key=age):
        found = (
            (first, by)
            for first in firsts
            if one.source not in members[first.id] and (by := same(one, first, recurring))
        )
        first, by = next(found, (one, None))
        if first is one:
            firsts.append(one)
        members.setdefault(first.id, {first.source}).add(one.source)
        made.append(Joint(one.id, first.id if by else None, by))
    return made


def age(one: Face) -> tuple[datetime, str]:
    return one.published, one.uid


def recur(faces: Iterable[Face]) -> frozenset[int]:
    """The marks that several items of one source have."""
    times = Counter((one.source, mark) for one in faces for mark in one.marks)
    return frozenset(mark for (_, mark), number in times.items() if number > 1)


def same(one: Face, other: Face, recurring: frozenset[int]) -> By | None:
    """Tell by what two items are one story, if they are: by any of their texts."""
    if one.source == other.source or abs(one.published - other.published) > NEAR:
        return None
    found = {alike(mine, theirs, recurring) for mine in one.sides for theirs in other.sides}
    return next((by for by in get_args(By) if by in found), None)


def alike(one: Side, other: Side, recurring: frozenset[int]) -> By | None:
    """Tell by what two texts are one."""
    if figures(one.title) != figures(other.title) or foreign(one.language, other.language):
        return None
    shared = overlap(one, other)
    telling = (one.marks & other.marks) - recurring
    titles = shared_words(one.title, other.title)
    if one.link and mark(f"link:{one.link}") in telling and of_link(one, other, titles, shared):
        return "link"
    if mark(f"title:{one.title}") in telling and of_title(one.title, shared):
        return "title"
    return "text" if telling and of_text(one, other, titles, shared) else None


def of_link(one: Side, other: Side, titles: float, shared: float | None) -> bool:
    """Whether what stands at one address is one story: a page may hold several, one below the other."""
    if shared is not None:
        return shared >= HALF or (shared >= SOME and titles >= HALF)
    named = one.title == other.title and shared_words(one.title, slug(one.link)) >= HALF
    return named or (titles >= HALF and significant(one.title.split()) >= TELLING)


def slug(link: str) -> str:
    """The words of the end of an address, which often repeat the title."""
    return " ".join(folded(link.rpartition("/")[2]))


def of_title(title: str, shared: float | None) -> bool:
    """Whether what has one title is one story; without a text to compare the title must say much."""
    return significant(title.split()) >= LONG if shared is None else shared >= HALF


def of_text(one: Side, other: Side, titles: float, shared: float | None) -> bool:
    """Whether one text is one story: under one title, or, if it is long enough, under two that have a word in common."""
    if shared is None or shared < MOST:
        return False
    long = min(len(one.shingles), len(other.shingles)) >= MANY
    return one.title == other.title or (long and titles > 0)


def overlap(one: Side, other: Side) -> float | None:
    """The share of the shorter text that stands in the other one; None where one says too little."""
    shorter = min(len(one.shingles), len(other.shingles))
    return len(one.shingles & other.shingles) / shorter if shorter >= FEW else None


def figures(title: str) -> frozenset[str]:
    """The words of a title with a digit: of two that differ in them, one is next year's."""
    return frozenset(word for word in title.split() if not word.isalpha())


def foreign(one: str | None, other: str | None) -> bool:
    """Tell whether two texts may be in two languages; a text in another one is an edition, not a copy."""
    return (one or "").partition("-")[0] != (other or "").partition("-")[0]


__all__ = ["Face", "Joint", "Standing", "face", "join", "marks_of"]
