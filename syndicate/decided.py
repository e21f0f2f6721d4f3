"""The frozen values of what editors decide of items, and what the decisions of one item come to.

A decision is never changed or deleted: it may be undone, which is kept beside it. Every `datetime` is in UTC and aware.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

Kind = Literal["hide", "pin", "put", "take", "title", "contact", "withdraw", "add"]
KINDS: tuple[Kind, ...] = get_args(Kind)

DESK = "@"  # what the keys of sources begin with of which editors add items: no feeds.yaml can say so
TITLE, SENTENCE = 1_000, 2_000  # characters at most of a title, and of a reason


@dataclass(frozen=True, slots=True)
class Undone:
    """That a decision holds no more."""

    by: str
    moment: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided of one item; it goes with the item's keys, by which it finds it in another database."""

    uid: str
    source: str  # the first key of the item's source
    keys: tuple[str, ...]  # by which the item is known there
    kind: Kind
    about: str  # the category of `put` and `take`, the language of `title`
    value: str  # the title, the moment until which it is pinned, the reason that is published, what an added page said
    note: str  # why
    who: str
    moment: datetime
    undone: Undone | None = None

    @property
    def ref(self) -> str:
        """Its permanent name: who sends a form twice has decided once."""
        said = (self.uid, self.kind, self.about, self.value, self.note, self.who, self.moment.isoformat())
        return hashlib.blake2b("\0".join(said).encode(), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the decisions of an item that stand come to."""

    hidden: bool = False
    withdrawn: str | None = None  # the reason that is published
    pinned: datetime | None = None
    places: Mapping[str, Decision] = field(default_factory=dict)  # by category, what was decided last
    titles: Mapping[str, str] = field(default_factory=dict)  # by the language of the text


NONE = Wishes()


def wishes(decisions: Iterable[Decision]) -> Wishes:
    """Say what decisions come to: of two about the same thing the later one holds, and what is undone never was."""
    ordered = sorted(decisions, key=lambda one: (one.moment, one.ref))
    standing = [one for one in ordered if one.undone is None]
    last = {one.kind: one.value for one in standing}
    added, kept = (any(one.kind == "add" for one in some) for some in (ordered, standing))
    return Wishes(
        hidden="hide" in last or (added and not kept),
        withdrawn=last.get("withdraw"),
        pinned=datetime.fromisoformat(last["pin"]) if "pin" in last else None,
        places={one.about: one for one in standing if one.kind in ("put", "take")},
        titles={one.about: one.value for one in standing if one.kind == "title"},
    )


def flaw(decision: Decision) -> str | None:
    """Say in a sentence what is wrong with a decision; None if it can be kept."""
    if decision.kind == "add":
        return unmakeable(decision.value)
    longest = TITLE if decision.kind == "title" else SENTENCE
    if decision.kind in ("title", "withdraw") and not decision.value.strip():
        return "a title and the reason of a withdrawal cannot be empty"
    if decision.kind in ("title", "withdraw") and len(decision.value) > longest:
        return f"it is longer than {longest} characters"
    if decision.kind in ("put", "take") and not decision.about:
        return "it names no category"
    if len(decision.note) > SENTENCE or not decision.who.strip():
        return "its reason is too long, or nobody has decided it"
    return unreadable(decision)


def unreadable(decision: Decision) -> str | None:
    """Say what cannot be read as a moment."""
    try:
        until = datetime.fromisoformat(decision.value) if decision.kind == "pin" else decision.moment
    except ValueError:
        return f"'{decision.value}' is no moment: write it as 2026-12-31T00:00:00+00:00"
    return None if until.tzinfo else "a moment must say its time zone, as in 2026-12-31T00:00:00+00:00"


def unmakeable(value: str) -> str | None:
    """Say what is wrong with an added page."""
    try:
        page = json.loads(value)
    except ValueError:
        return "what was added is not JSON"
    if not isinstance(page, dict):
        return "what was added is no object"
    if not all(isinstance(page.get(name), str) and page[name] for name in ("link", "title", "site", "host")):
        return "what was added lacks a link, a title, a site or a host"
    if not page["link"].startswith(("http://", "https://")):
        return "what was added has no web address"
    try:
        day = datetime.fromisoformat(page["published"]) if page.get("published") else None
    except (TypeError, ValueError):
        return "the date of what was added cannot be read"
    return None if day is None or day.tzinfo else "the date of what was added does not say its time zone"
