"""`syndicate sources`: how each source stands, when it is asked next and why. Rows in, words or JSON out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..clean.text import printable
from ..config.load import load
from ..errors import SENTENCES, sentence
from ..fetch.pace import REASONS
from ..store import configs, hosts, sources
from ..store.configs import StoredConfig
from ..store.database import Database
from ..store.sources import SourceState

ENOUGH, RARELY = 50, 0.2  # questions with conditions, and the share of 304s that is suspiciously small
NEVER = ("ended", "paused")  # for these reasons a source is not asked at all
MONTH, WEEKS = timedelta(days=28), 4


@dataclass(frozen=True, slots=True)
class Listing:
    """One source as it stands now."""

    source: SourceState
    rest: datetime | None  # until when its host is left in peace
    weekly: float  # items
    paused: bool = False

    @property
    def failing(self) -> bool:
        return self.source.code in SENTENCES and not self.paused

    @property
    def state(self) -> str:
        """One word for it; it is asked no more if it has `ended`."""
        if self.paused:
            return "paused"
        if self.source.asked is None:
            return "new"
        if self.source.why in ("gone", "gone-again", "ended"):
            return "gone"
        return "failing" if self.failing else "ok"

    @property
    def next(self) -> tuple[datetime, str]:
        """When it is asked next, and what decided that."""
        if self.paused:
            return self.source.next_fetch, "paused"
        if self.rest and self.rest > self.source.next_fetch and not self.source.ours:
            return self.rest, "host"
        return self.source.next_fetch, self.source.why

    @property
    def share(self) -> float | None:
        """How many of the questions with conditions were answered by a 304, of late."""
        return round(self.source.unchanged / self.source.conditional, 2) if self.source.conditional else None

    @property
    def wasteful(self) -> bool:
        """Whether its server hardly ever says that nothing changed, although it is asked so."""
        return self.source.conditional >= ENOUGH and (self.share or 0) < RARELY


def listings(store: Database, now: datetime) -> list[Listing]:
    """The sources of the config in force, by key."""
    with store.read() as tx:
        rests = hosts.rests(tx, now)
        counts = sources.brought(tx, now - MONTH)
        stored = configs.in_force(tx)
        paused = keys_paused(stored) if stored else set()
        states = [state for state in sources.states(tx) if state.active or state.key in paused]
    return [
        Listing(one, rests.get(one.host), counts.get(one.id, 0) / WEEKS, one.key in paused) for one in states
    ]


def keys_paused(stored: StoredConfig) -> set[str]:
    """The sources that the config in force says are not to be asked for the time being."""
    config = load(stored.text, stored.name, beside=stored.files)
    return {key for key, source in config.sources.items() if source.paused}


def as_json(found: Sequence[Listing]) -> dict[str, Any]:
    failing = sum(one.failing for one in found)
    return {"sources": [told(one) for one in found], "count": len(found), "failing": failing}


def told(one: Listing) -> dict[str, Any]:
    source, (at, why) = one.source, one.next
    code = source.code or "new"
    return {
        "key": source.key,
        "name": source.name,
        "state": one.state,
        "code": code,
        "sentence": sentence(code, source.detail) if one.failing else "",
        "failures": source.failures,
        "url": source.url,
        "asked_at": source.address or source.url,
        "says_it_is": source.hints.get("address"),
        "last_asked": moment(source.asked),
        "last_success": moment(source.succeeded),
        "next": None if why in NEVER else moment(at),
        "why": why,
        "reason": REASONS[why],
        "etag": source.etag,
        "last_modified": source.last_modified,
        "share_of_304": one.share,
        "wasteful": one.wasteful,
        "bytes": source.received,
        "items_a_week": round(one.weekly, 1),
    }


def moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def as_text(found: Sequence[Listing], now: datetime) -> str:
    """Give a few lines for each source, the failing ones first; no control character of an outsider's among them."""
    ordered = sorted(found, key=lambda one: not one.failing)
    lines = [line for one in ordered for line in said(one, now)]
    failing = sum(one.failing for one in found)
    return printable("\n".join([*lines, f"{len(found)} sources, {failing} failing"]))


def said(one: Listing, now: datetime) -> Iterator[str]:
    source, (at, why) = one.source, one.next
    share = "no 304s yet" if one.share is None else f"{one.share:.0%} answered by 304"
    yield f"{source.key}: {one.state}; {round(one.weekly, 1)} items a week, {share}"
    if one.failing:
        yield f"  {sentence(source.code or '', source.detail)}"
    if source.asked:
        yield f"  last success {ago(source.succeeded, now)}, last asked {ago(source.asked, now)}"
    if source.address:
        yield f"  moved for good: asked at {source.address}; write that in feeds.yaml"
    if one.wasteful:
        yield "  its server hardly ever answers 304: each time the whole document is sent"
    if len(source.hints.get("skip_hours", ())) == 24 or len(source.hints.get("skip_days", ())) == 7:
        yield "  it says that nobody may ever come (skipHours, skipDays), which is ignored"
    yield f"  next: {REASONS[why]}" if why in NEVER else f"  next {ahead(at, now)}: {REASONS[why]}"


def ago(at: datetime | None, now: datetime) -> str:
    return f"{words(now - at)} ago" if at else "never"


def ahead(at: datetime, now: datetime) -> str:
    return f"in {words(at - now)}" if at > now else "now"


UNITS: Mapping[str, timedelta] = {
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "s": timedelta(seconds=1),
}


def words(length: timedelta) -> str:
    """Say a length of time as feeds.yaml writes one, in the largest unit of which there are two."""
    for letter, unit in UNITS.items():
        if length >= 2 * unit:
            return f"{length // unit}{letter}"
    return "1s"
