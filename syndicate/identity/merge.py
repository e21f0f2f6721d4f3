"""What a source says now, against what we keep of it: which items are new, which changed, which keys are new.

Pure: the entries with their keys, the known items by key, the traces of recent ones, and the time. What is absent is
never mentioned: absence deletes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..model import CleanEntry, KnownItem
from .editions import apart, naming, paired
from .key import VISIBLE, KeyedEntry, uid
from .recognise import is_storm, recognise
from .trace import Trace


@dataclass(frozen=True, slots=True)
class Edition:
    """A further text of a new item: what another entry says of it in another language."""

    entry: CleanEntry
    keys: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An entry that is an item from now on."""

    uid: str
    entry: CleanEntry
    keys: tuple[str, ...]
    digest: str  # of the entry as it was listed
    published: datetime
    updated: datetime
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry whose text differs from its item's, or is one more; `updated` is moved only if a reader would see it."""

    item: KnownItem
    entry: CleanEntry
    digest: str
    updated: datetime
    keys: tuple[str, ...] = ()  # by which this text is known from now on


@dataclass(slots=True)
class Changes:
    """What must be stored, in the order of the source."""

    new: list[Newcomer] = field(default_factory=list)
    edited: list[Edit] = field(default_factory=list)
    learned: list[tuple[int, str, int]] = field(
        default_factory=list
    )  # further keys of known texts: item, key, text
    rekeyed: int = 0  # entries under other ids than before, if that are most of them

    @property
    def fresh(self) -> list[CleanEntry]:
        """The entries that are new or changed."""
        editions = [text.entry for one in self.new for text in one.editions]
        return [*(one.entry for one in self.new), *(one.entry for one in self.edited), *editions]


def untouched(entries: Sequence[KeyedEntry], known: Mapping[str, KnownItem]) -> bool:
    """Tell whether an answer says nothing new: every key is known, and every text is as it was."""
    for one in entries:
        named = {known[key].text if key in known else None for key in one.keys}
        if len(named) > 1 or None in named or one.digest != known[one.keys[0]].digest:
            return False
        if any(key not in known for key in naming(one)):
            return False
    return True


def merge(
    entries: Sequence[KeyedEntry],
    known: Mapping[str, KnownItem],
    first_key: str,
    now: datetime,
    traces: Sequence[Trace] = (),
) -> Changes:
    """Compare the entries of one answer with the items known by their keys, or else by their looks."""
    found = recognise(entries, known, traces, now, apart(entries, known))
    homes = paired(entries, known, found.items)
    changes = Changes(rekeyed=found.rekeyed if is_storm(found.rekeyed, len(entries)) else 0)
    used = {*known, *(key for one in entries for key in one.keys)}
    places: dict[int, int] = {}  # of new items, by the numbers of their entries
    for number, one in enumerate(entries):
        item, home = found.items.get(number), homes.get(number)
        free = tuple(key for key in one.keys if key not in known)
        names = tuple(key for key in naming(one) if key not in used)
        used.update(names)
        if item:
            changes.learned.extend((item.id, key, item.number or 0) for key in (*free, *names))
            if one.digest != item.digest:
                changes.edited.append(Edit(item, one.kept, one.digest, edited_at(one, item, now)))
        elif isinstance(home, KnownItem):
            changes.edited.append(late(one, home, (*free, *names), now))
        elif home in places:
            first = changes.new[places[home]]
            text = Edition(one.kept, (*free, *names), one.digest)
            changes.new[places[home]] = replace(first, editions=(*first.editions, text))
        elif keys := free or disowned(one, used, known, found.taken):
            used.update(keys)
            places[number] = len(changes.new)
            changes.new.append(newcomer(one, (*keys, *names), first_key, now))
    return changes


def late(one: KeyedEntry, home: KnownItem, keys: tuple[str, ...], now: datetime) -> Edit:
    """One more text of an item that is stored."""
    item = replace(home, digest="", number=None)
    return Edit(item, one.kept, one.digest, edited_at(one, item, now), keys)


def disowned(
    one: KeyedEntry,
    used: Collection[str],
    known: Mapping[str, KnownItem],
    taken: Collection[tuple[int, int | None]],
) -> tuple[str, ...]:
    """The key of an entry whose only ids belong to other news: its text. None if it is a second copy of that news."""
    copied = any(known[key].text in taken for key in one.keys)
    return () if copied or one.text in used else (one.text,)


def newcomer(one: KeyedEntry, keys: tuple[str, ...], first_key: str, now: datetime) -> Newcomer:
    """Date an entry as its source does, but never in the future, and undated ones by when they were first seen."""
    entry = one.kept
    published = min(entry.published or entry.updated or now, now)
    updated = min(max(entry.updated or published, published), now)
    return Newcomer(uid(first_key, keys[0]), entry, keys, one.digest, published, updated)


def edited_at(one: KeyedEntry, item: KnownItem, now: datetime) -> datetime:
    """When an edit was made: as the source says, if that is after what we knew and not in the future; else now.

    A link that moved, or markup around the same words, is no news to a reader: the date stays.
    """
    if one.digest[:VISIBLE] == item.digest[:VISIBLE]:
        return item.updated
    said = one.entry.updated
    return said if said and item.updated < said <= now else now
