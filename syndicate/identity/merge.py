"""What a source says now, against what we keep of it: which items are new, which changed, which keys are new.

Pure: the entries with their keys, the known items by key, the traces of recent ones, and the time. What is absent is
never mentioned: absence deletes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..model import CleanEntry, KnownItem
from ..text import plain
from .key import KeyedEntry, digest, fingerprint, uid
from .recognise import is_storm, recognise
from .trace import Trace

VISIBLE = (
    32  # characters of a text's digest that stand for what a reader reads; the rest is for links and markup
)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An entry that is an item from now on."""

    uid: str
    entry: CleanEntry
    keys: tuple[str, ...]
    digest: str  # of the entry as it was listed
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry whose text differs from its item's; `updated` is moved only if a reader would see it."""

    item: KnownItem
    entry: CleanEntry
    digest: str
    updated: datetime


@dataclass(slots=True)
class Changes:
    """What must be stored, in the order of the source."""

    new: list[Newcomer] = field(default_factory=list)
    edited: list[Edit] = field(default_factory=list)
    learned: list[tuple[int, str]] = field(default_factory=list)  # further keys of known items
    rekeyed: int = 0  # entries under other ids than before, if that are most of them


def untouched(entries: Sequence[KeyedEntry], known: Mapping[str, KnownItem]) -> bool:
    """Tell whether an answer says nothing new: every key is known, and every text is as it was."""
    for one in entries:
        named = {known[key].id if key in known else None for key in one.keys}
        if len(named) > 1 or None in named or text_digest(one.entry) != known[one.keys[0]].digest:
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
    found = recognise(entries, known, traces, now)
    changes = Changes(rekeyed=found.rekeyed if is_storm(found.rekeyed, len(entries)) else 0)
    used = {*known, *(key for one in entries for key in one.keys)}
    for number, one in enumerate(entries):
        item = found.items.get(number)
        free = tuple(key for key in one.keys if key not in known)
        if item is None:
            keys = free or disowned(one, used, known, found.taken)
            used.update(keys)
            changes.new.extend([newcomer(one, keys, first_key, now)] if keys else [])
            continue
        changes.learned.extend((item.id, key) for key in free)
        if (fresh := text_digest(one.entry)) != item.digest:
            changes.edited.append(Edit(item, one.kept, fresh, edited_at(one.entry, item, fresh, now)))
    return changes


def disowned(
    one: KeyedEntry, used: Collection[str], known: Mapping[str, KnownItem], taken: Collection[int]
) -> tuple[str, ...]:
    """The key of an entry whose only ids belong to other news: its text. None if it is a second copy of that news."""
    copied = any(known[key].id in taken for key in one.keys)
    text = fingerprint(one.entry)
    return () if copied or text in used else (text,)


def newcomer(one: KeyedEntry, keys: tuple[str, ...], first_key: str, now: datetime) -> Newcomer:
    """Date an entry as its source does, but never in the future, and undated ones by when they were first seen."""
    entry = one.kept
    published = min(entry.published or entry.updated or now, now)
    updated = min(max(entry.updated or published, published), now)
    return Newcomer(uid(first_key, keys[0]), entry, keys, text_digest(one.entry), published, updated)


def edited_at(entry: CleanEntry, item: KnownItem, fresh: str, now: datetime) -> datetime:
    """When an edit was made: as the source says, if that is after what we knew and not in the future; else now.

    A link that moved, or markup around the same words, is no news to a reader: the date stays.
    """
    if fresh[:VISIBLE] == item.digest[:VISIBLE]:
        return item.updated
    said = entry.updated
    return said if said and item.updated < said <= now else now


def text_digest(entry: CleanEntry) -> str:
    """The digest of all that an item prints, what is read before what is not; dates and guids are not of it."""
    read = [
        entry.title,
        entry.summary,
        plain(entry.content),
        entry.author,
        None if entry.told_by == "text" else entry.language,
        *entry.labels,
    ]
    around = [entry.link, entry.content, entry.image, entry.contact]
    around += [part for one in entry.enclosures for part in (one.url, one.type, str(one.length))]
    return joined(read) + joined(around)


def joined(parts: Sequence[str | None]) -> str:
    return digest("\0".join(part or "" for part in parts))
