"""Rows of sources: which there are, what they said of themselves, how the last asking went."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import chain, count
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update

from ..model import Republish
from .database import Transaction
from .tables import items, sources

# Of a source at another address nothing is known but its items.
UNASKED: dict[str, object] = {
    **dict.fromkeys(("etag", "last_modified", "code", "address", "moved", "moved_since", "failing")),
    **dict.fromkeys(("whole", "recipe", "digest")),
    **dict.fromkeys(("failures", "moved_seen", "conditional", "unchanged"), 0),
    "detail": "",
    "why": "new",
    "hints": {},
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as feeds.yaml lists it."""

    key: str
    name: str
    url: str
    host: str
    republish: str
    was: str | None = None
    ours: bool = False  # its server is the operator's own
    home: str | None = None  # the key of the source whose items this language edition prints
    edition: str | None = None
    images: bool = False  # whether its pictures may be printed


@dataclass(frozen=True, slots=True)
class SourceState:
    """A source and how it stands."""

    id: int
    key: str
    first_key: str
    name: str
    url: str
    republish: Republish
    active: bool
    next_fetch: datetime
    etag: str | None
    last_modified: str | None
    asked: datetime | None
    succeeded: datetime | None
    changed: datetime | None
    code: str | None
    detail: str
    failures: int
    title: str
    link: str | None
    feed_id: str | None
    rekeyed: datetime | None = None
    held: datetime | None = None
    ours: bool = False
    why: str = "new"
    hints: Mapping[str, Any] = field(default_factory=dict)
    host: str = ""
    address: str | None = None
    moved: str | None = None
    moved_since: datetime | None = None
    moved_seen: int = 0
    failing: datetime | None = None
    whole: datetime | None = None
    recipe: str | None = None
    digest: str | None = None
    conditional: int = 0
    unchanged: int = 0
    received: int = 0
    home: int | None = None
    edition: str | None = None
    images: bool = False

    @property
    def owner(self) -> int:
        """The source whose items its entries are: an edition has none of its own."""
        return self.home or self.id

    @property
    def listed(self) -> str:
        """The key in feeds.yaml: an edition has that of its home."""
        return self.key.partition("~")[0]


RECORD = update(sources).where(sources.c.id == bindparam("this"), sources.c.url == bindparam("there"))
CLAIMED = ("next_fetch", "why")  # stand otherwise in a row that is leased
COLUMNS = [sources.c[name] for name in SourceState.__dataclass_fields__]


def states(tx: Transaction, keys: Iterable[str] | None = None) -> list[SourceState]:
    """The sources of these keys, or all, the removed ones too."""
    query = select(*COLUMNS).order_by(sources.c.key)
    if keys is not None:
        query = query.where(sources.c.key.in_(list(keys)))
    return [SourceState(*row) for row in tx.execute(query)]


def follow(tx: Transaction, listed: Sequence[Listed], now: datetime) -> None:
    """Make the rows follow feeds.yaml: new sources are due at once, absent ones are asked no more.

    A source that is still there keeps its validators and its next time, unless its address changed.
    """
    known = {state.key: state for state in states(tx)}
    named = {name for source in listed for name in (source.key, source.was)}
    left = {state.first_key: state for state in known.values() if state.key not in named}
    for source in listed:
        if source.key in known:
            refollow(tx, known[source.key], source, now)
        elif source.was in known:
            refollow(tx, known[source.was], source, now)
        elif source.key in left:  # a rename was taken back: its items are still its own
            refollow(tx, left.pop(source.key), source, now)
        else:
            add(tx, source, now)
    renamed = {source.was for source in listed if source.key not in known}
    absent = known.keys() - {source.key for source in listed} - renamed
    tx.execute(update(sources).where(sources.c.key.in_(absent)).values(active=False))


def add(tx: Transaction, source: Listed, now: datetime) -> None:
    row = {**written(tx, source), "first_key": first_key(tx, source.key), "next_fetch": now}
    tx.execute(insert(sources).values(row))


def retire(tx: Transaction, key: str, now: datetime) -> None:
    """Ask a source no more; it counts as asked."""
    tx.execute(update(sources).where(sources.c.key == key).values(active=False, asked=now, succeeded=now))


def written(tx: Transaction, source: Listed) -> dict[str, object]:
    """What feeds.yaml says of a source, as its row has it; a home is listed before its editions."""
    row: dict[str, object] = {**asdict(source), "active": True}
    row["home"] = tx.execute(select(sources.c.id).where(sources.c.key == source.home)).scalar()
    del row["was"]
    return row


def first_key(tx: Transaction, key: str) -> str:
    """The key, made distinct if a source that was renamed had it first: its items keep their ids."""
    names = chain([key], (f"{key}~{number}" for number in count(2)))
    return next(name for name in names if not had(tx, name))


def had(tx: Transaction, name: str) -> bool:
    """Whether a source had this key first."""
    return tx.execute(select(sources.c.id).where(sources.c.first_key == name)).first() is not None


def refollow(tx: Transaction, state: SourceState, source: Listed, now: datetime) -> None:
    row = written(tx, source)
    if state.url != source.url:
        row |= {**UNASKED, "next_fetch": now}
    elif state.address:
        del row["host"], row["ours"]  # those of where it moved
    if state.why == "ended" and not state.active:  # the operator has put it back in: he knows better
        row |= {"next_fetch": now, "why": "new"}
    tx.execute(update(sources).where(sources.c.id == state.id).values(row))


def record(tx: Transaction, state: SourceState, values: Mapping[str, object]) -> None:
    """Write down how one asking went."""
    record_all(tx, [(state, values)])


def record_all(tx: Transaction, told: Sequence[tuple[SourceState, Mapping[str, object]]]) -> None:
    """Write down how askings went, and give the sources free for the next one.

    What an address said is of no use if feeds.yaml named another one meanwhile: that one is due at once. Of most sources
    hardly anything has changed, and to write a value costs more than to see that it is there.
    """
    alike: dict[tuple[str, ...], list[dict[str, object]]] = {}
    for state, values in told:
        row: dict[str, object] = {"this": state.id, "there": state.url, "leased_until": None}
        row |= {name: values[name] for name in CLAIMED if name in values}
        row |= {name: value for name, value in values.items() if getattr(state, name) != value}
        alike.setdefault(tuple(row), []).append(row)
    written = sum(tx.execute(RECORD, rows).rowcount for rows in alike.values())
    if written != len(told):
        free(tx, [state.id for state, _ in told])


def free(tx: Transaction, ids: Sequence[int]) -> None:
    """Give sources free, also those that have another address now."""
    leased = sources.c.id.in_(ids) & sources.c.leased_until.is_not(None)
    tx.execute(update(sources).where(leased).values(leased_until=None))


def brought(tx: Transaction, since: datetime) -> dict[int, int]:
    """How many items each source has brought since then."""
    query = select(items.c.source_id, func.count()).where(items.c.first_seen >= since)
    rows = tx.execute(query.group_by(items.c.source_id)).all()
    return {row[0]: row[1] for row in rows}


def news_days(tx: Transaction, ids: Sequence[int], since: datetime) -> dict[int, list[datetime]]:
    """The days on which what these sources printed since then was published."""
    found: dict[int, set[datetime]] = {}
    query = select(items.c.source_id, items.c.published)
    for row in tx.execute(query.where(items.c.source_id.in_(ids), items.c.published >= since)):
        day = row.published.replace(hour=0, minute=0, second=0, microsecond=0)
        found.setdefault(row.source_id, set()).add(day)
    return {number: sorted(days) for number, days in found.items()}


def hasten(tx: Transaction, source_id: int, now: datetime, at: datetime) -> None:
    """Let a source be asked sooner than it would be, unless it is being asked."""
    free = or_(sources.c.leased_until.is_(None), sources.c.leased_until < now)
    later = (sources.c.id == source_id) & (sources.c.next_fetch > at) & free
    tx.execute(update(sources).where(later).values(next_fetch=at, why="wish"))


def unhold(tx: Transaction, source_id: int) -> None:
    """Write down that nothing of a source is held any longer."""
    tx.execute(update(sources).where(sources.c.id == source_id).values(held=None))


def unasked(tx: Transaction) -> bool:
    """Tell whether a source of feeds.yaml has not been asked yet."""
    waiting = select(sources.c.id).where(sources.c.active, sources.c.asked.is_(None)).limit(1)
    return tx.execute(waiting).first() is not None
