"""`syndicate sources`: how each source stands, when it is asked next and why. Rows in, words or JSON out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from ..clean.text import printable
from ..condition import STATES, Condition, conditions
from ..config.load import recall
from ..errors import sentence
from ..store import configs
from ..store.database import Database
from ..store.drifts import Drift


def listings(store: Database, now: datetime) -> list[Condition]:
    """The sources of the config in force, by key."""
    with store.read() as tx:
        stored = configs.in_force(tx)
        return conditions(tx, recall(stored), now) if stored else []


def as_json(found: Sequence[Condition]) -> dict[str, Any]:
    failing = sum(one.failing for one in found)
    return {"sources": [told(one) for one in found], "count": len(found), "failing": failing}


def told(one: Condition) -> dict[str, Any]:
    source, (at, why) = one.source, one.next
    code = source.code or "new"
    return {
        "key": source.key,
        "name": source.name,
        "state": one.state,
        "code": code,
        "sentence": sentence(code, source.detail) if one.failing else "",
        "failures": source.failures,
        "doubt": {"reason": one.doubt.reason, "block": one.doubt.block} if one.doubt else None,
        "url": source.url,
        "asked_at": source.address or source.url,
        "says_it_is": source.hints.get("address"),
        "last_asked": moment(source.asked),
        "last_success": moment(source.succeeded),
        "next": moment(at) if one.asked_again else None,
        "why": why,
        "reason": one.reason,
        "etag": source.etag,
        "last_modified": source.last_modified,
        "share_of_304": one.share,
        "wasteful": one.wasteful,
        "bytes": source.received,
        "items_a_week": round(one.weekly, 1),
    }


def moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None


def as_text(found: Sequence[Condition], now: datetime) -> str:
    """Give a few lines for each source, what needs somebody first; no control character of an outsider's among them."""
    ordered = sorted(found, key=lambda one: STATES.index(one.state))
    lines = [line for one in ordered for line in said(one, now)]
    failing = sum(one.failing for one in found)
    return printable("\n".join([*lines, f"{len(found)} sources, {failing} failing"]))


def said(one: Condition, now: datetime) -> Iterator[str]:
    source = one.source
    share = "no 304s yet" if one.share is None else f"{one.share:.0%} answered by 304"
    yield f"{source.key}: {one.state}; {round(one.weekly, 1)} items a week, {share}"
    if one.failing:
        yield f"  {sentence(source.code or '', source.detail)}"
    if one.doubt:
        yield from doubted(one.doubt, source.detail if one.failing else "")
    if source.asked:
        yield f"  last success {ago(source.succeeded, now)}, last asked {ago(source.asked, now)}"
    if source.address:
        yield f"  moved for good: asked at {source.address}; write that in feeds.yaml"
    if one.wasteful:
        yield "  its server hardly ever answers 304: each time the whole document is sent"
    if len(source.hints.get("skip_hours", ())) == 24 or len(source.hints.get("skip_days", ())) == 7:
        yield "  it says that nobody may ever come (skipHours, skipDays), which is ignored"
    yield f"  next {ahead(one.next[0], now)}: {one.reason}" if one.asked_again else f"  next: {one.reason}"


def doubted(doubt: Drift, known: str | None) -> Iterator[str]:
    """Say why a listing is doubted, where its fault has not said so, and what would read it now."""
    if doubt.reason != known:
        yield f"  {doubt.reason}"
    if doubt.block:
        yield "  these keys would read it now: compare them with the page, and write them in feeds.yaml in place of the old ones:"
        yield from (f"  {line}" for line in doubt.block.splitlines())


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
