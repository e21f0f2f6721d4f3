"""Which stored item each entry of an answer is, if any: by keys, then by looks, then by the looks of a whole answer.

In: the entries with their keys, the items known by these keys, the traces of the source's recent items. Out: an item
or none for each entry, and how many were known under other ids. An item is recognised once in an answer.

A source that changes its ids makes all its entries new at once (a storm). One of them that resembles a stored item
only a little is not recognised; but when most of an answer does so at the same time, it is not by chance.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..model import KnownItem
from .key import KeyedEntry
from .trace import Likeness, Trace, distinct, exact, likeness, seen, strangers

# Of two items that an entry's keys name, the one with more weight is it: a guid that was given to another entry
# weighs less than a link together with the title.
WEIGHTS = {"guid": 5, "link": 4, "text": 4}
TITLE, MOMENT = 3, 2

STORM = 5  # entries; fewer may be new all at once, and still resemble what was there


@dataclass(slots=True)
class Recognition:
    """The items that entries are, by the number of the entry, and how many are known by another id than they print."""

    apart: Collection[int] = ()  # entries that are not told by their looks
    items: dict[int, KnownItem] = field(default_factory=dict)
    taken: set[tuple[int, int | None]] = field(default_factory=set)  # texts
    rekeyed: int = 0

    def take(self, number: int, item: KnownItem) -> None:
        if number not in self.items and item.text not in self.taken:
            self.items[number] = item
            self.taken.add(item.text)


def recognise(
    entries: Sequence[KeyedEntry],
    known: Mapping[str, KnownItem],
    traces: Sequence[Trace],
    now: datetime,
    apart: Collection[int] = (),
) -> Recognition:
    """Say which item each entry is, the surest first; those that are `apart`, by number, are not told by their looks."""
    found = Recognition(apart)
    by_keys(found, entries, known, traces, now)
    if traces:
        by_looks(found, entries, distinct(traces))
    changed = (number for number, item in found.items.items() if known.get(entries[number].keys[0]) != item)
    found.rekeyed = sum(1 for _ in changed)
    return found


def is_storm(rekeyed: int, entries: int) -> bool:
    """Tell whether a source has changed its ids: most of its entries are known by others."""
    return rekeyed >= STORM and rekeyed * 2 > entries


def by_keys(
    found: Recognition,
    entries: Sequence[KeyedEntry],
    known: Mapping[str, KnownItem],
    traces: Sequence[Trace],
    now: datetime,
) -> None:
    stored = {one.item.text: one for one in traces}
    claims = [
        (-weight, number, item)
        for number, one in enumerate(entries)
        for weight, item in weighed(one, known, stored, now)
    ]
    for _, number, item in sorted(claims, key=lambda claim: claim[:2]):
        found.take(number, item)


def weighed(
    one: KeyedEntry,
    known: Mapping[str, KnownItem],
    stored: Mapping[tuple[int, int | None], Trace],
    now: datetime,
) -> Iterator[tuple[int, KnownItem]]:
    """The items that an entry's keys name, each with what speaks for it."""
    named: dict[tuple[int, int | None], list[str]] = {}
    for key in one.keys:
        if key in known:
            named.setdefault(known[key].text, []).append(key)
    for text, keys in named.items():
        weight = sum(WEIGHTS[key.partition(":")[0]] for key in keys)
        item = known[keys[0]]
        if there := stored.get(text):
            if disowned(one, keys, there, now):
                continue
            weight += TITLE * (seen(one.entry).title == there.looks.title) + MOMENT * (
                one.entry.published == item.published
            )
        yield weight, item


def disowned(one: KeyedEntry, keys: Sequence[str], stored: Trace, now: datetime) -> bool:
    """Tell whether a key was given to other news: the entry's other key, its title and its date all say so.

    Where there are no links, its text says so in place of the other key.
    """
    mine, theirs = seen(one.entry), stored.looks
    if not keys[0].startswith("guid:"):
        contradicted = len(one.keys) > len(keys)
    elif mine.link or theirs.link:
        contradicted = bool(mine.link and theirs.link) and mine.link != theirs.link
    else:
        contradicted = mine.body != theirs.body
    return contradicted and strangers(one.entry, stored, now)


def by_looks(found: Recognition, entries: Sequence[KeyedEntry], traces: Sequence[Trace]) -> None:
    """Recognise what the keys did not: one by one where enough agrees, else in a storm by the little that does."""
    unnamed = len(entries) - len(found.items)
    pair(found, entries, traces, sure(entries))
    left = len(entries) - len(found.items)
    if unnamed < STORM or unnamed * 2 <= len(entries):
        return
    storm = Recognition(found.apart, dict(found.items), set(found.taken))
    pair(storm, entries, traces, single(entries, traces))
    certain, probable = unnamed - left, len(storm.items) - len(found.items)
    if (certain + probable) * 2 > unnamed:
        found.items, found.taken = storm.items, storm.taken


def pair(
    found: Recognition,
    entries: Sequence[KeyedEntry],
    traces: Sequence[Trace],
    accept: Callable[[int, Trace, Likeness], bool],
) -> None:
    """Give each entry that is left the first item that is left and accepted."""
    for number, one in enumerate(entries):
        if number in found.items or number in found.apart:
            continue
        mine = seen(one.entry)
        for stored in traces:
            like = likeness(mine, one.entry.published, stored)
            if stored.item.text not in found.taken and accept(number, stored, like):
                found.take(number, stored.item)
                break


def sure(entries: Sequence[KeyedEntry]) -> Callable[[int, Trace, Likeness], bool]:
    """What is enough for one entry: two things that agree.

    One that has nothing but title and date is known by its title, if the dates are near: "three days ago" is another
    day when it is read after midnight. A notice that recurs daily has a text of its own each time.
    """

    def accept(number: int, stored: Trace, like: Likeness) -> bool:
        one = entries[number]
        bare = one.keys[0].startswith("text:") and one.entry.published is not None
        same = stored.looks.body == seen(one.entry).body
        return like.certain or (bare and like.title and like.near and same)

    return accept


def single(entries: Sequence[KeyedEntry], traces: Sequence[Trace]) -> Callable[[int, Trace, Likeness], bool]:
    """What is enough in a storm: the path, a moment of its own, the same words, or the title where there is no date."""
    told = Counter(one.entry.published for one in entries)
    kept = Counter(stored.item.published for stored in traces)

    def accept(number: int, stored: Trace, like: Likeness) -> bool:
        moment = stored.item.published
        alone = like.moment and exact(moment) and told[moment] == 1 and kept[moment] == 1
        undated = entries[number].entry.published is None
        return like.path or alone or (like.title and (like.body or undated))

    return accept
