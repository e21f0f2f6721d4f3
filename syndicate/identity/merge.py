"""What a source says now, against what we keep of it: which items are new, which changed, which keys are new.

Pure: the entries with their keys, the known items by key, and the time. What is absent is never mentioned:
absence deletes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ..model import CleanEntry, KnownItem
from .key import KeyedEntry, digest, uid


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An entry that is an item from now on."""

    uid: str
    entry: CleanEntry
    keys: tuple[str, ...]
    digest: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry whose text differs from its item's."""

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


def merge(
    entries: Sequence[KeyedEntry], known: Mapping[str, KnownItem], first_key: str, now: datetime
) -> Changes:
    """Compare the entries of one answer with the items known by their keys."""
    changes = Changes()
    taken: set[int] = set()
    for one in sorted(entries, key=lambda one: one.keys[0] not in known):  # the surest recognitions first
        item = recognise(one, known, taken)
        free = tuple(key for key in one.keys if key not in known)
        if item is None:
            # Without a key of its own it is a second copy of an item that was recognised already.
            changes.new.extend([newcomer(one.entry, free, first_key, now)] if free else [])
            continue
        taken.add(item.id)
        changes.learned.extend((item.id, key) for key in free)
        if (fresh := text_digest(one.entry)) != item.digest:
            changes.edited.append(Edit(item, one.entry, fresh, edited_at(one.entry, item, now)))
    return changes


def recognise(one: KeyedEntry, known: Mapping[str, KnownItem], taken: set[int]) -> KnownItem | None:
    """The item that an entry is, by its strongest key that is known; an item is recognised once in an answer."""
    return next((known[key] for key in one.keys if key in known and known[key].id not in taken), None)


def newcomer(entry: CleanEntry, keys: tuple[str, ...], first_key: str, now: datetime) -> Newcomer:
    """Date an entry as its source does, but never in the future, and undated ones by when they were first seen."""
    published = min(entry.published or entry.updated or now, now)
    updated = min(max(entry.updated or published, published), now)
    return Newcomer(uid(first_key, keys[0]), entry, keys, text_digest(entry), published, updated)


def edited_at(entry: CleanEntry, item: KnownItem, now: datetime) -> datetime:
    """When an edit was made: as the source says, if that is after what we knew and not in the future; else now."""
    said = entry.updated
    return said if said and item.updated < said <= now else now


def text_digest(entry: CleanEntry) -> str:
    """The digest of all that a reader of the item would see change; dates and guids are not of it."""
    seen = [
        entry.title,
        entry.summary,
        entry.content,
        entry.link,
        entry.author,
        entry.language,
        *entry.labels,
    ]
    return digest("\0".join(part or "" for part in seen))
