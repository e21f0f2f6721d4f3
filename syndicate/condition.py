"""How each source stands, in one word and with what decided it: the one judgement that commands, pages and metrics show.

In: rows of sources, of the news they brought, and the config in force. Out: a `Condition` of each source that is asked
or paused. Nothing is asked and nothing is changed here.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_high
from typing import Literal

from .config.model import Config
from .errors import SENTENCES
from .fetch.pace import FLOOR, REASONS
from .store import drifts, hosts, pauses, sources
from .store.database import Transaction
from .store.drifts import Drift
from .store.sources import SourceState

State = Literal[
    "not-a-feed", "failing", "gone", "late", "degraded", "silent", "held", "new", "paused", "ok"
]  # what needs somebody first
STATES: tuple[State, ...] = (
    "not-a-feed", "failing", "gone", "late", "degraded", "silent", "held", "new", "paused", "ok",
)  # fmt: skip

FOUND: tuple[State, ...] = ("gone", "not-a-feed", "degraded", "failing", "late", "new", "held", "silent")
FILE = "feeds.yaml"

LATE = timedelta(minutes=15)  # after its time, when a worker that lives would long have asked
DEGRADED = frozenset(
    {"layout-changed", "no-items-in-html"}
)  # what we have of it stays, and nothing new comes
NEVER = ("ended", "paused", "paused-here")  # for these reasons a source is not asked at all
ENDED = ("gone", "gone-again", "ended")
WAITING = ("retry-after", "skip")  # what a server or a feed says outright is kept, whoever is in a hurry
ENOUGH, RARELY = 50, 0.2  # questions with conditions, and the share of 304s that is suspiciously small
MONTH, WEEKS = timedelta(days=28), 4

QUIET = timedelta(days=14)  # after which a source may count as silent
HEARD = timedelta(days=730)  # of news by which a rhythm is learned
FEW = 8  # gaps that are too few to learn from
USUAL = 3  # times the median gap
NEARLY_ALL = 0.99  # of its gaps


@dataclass(frozen=True, slots=True)
class Condition:
    """One source as it stands now."""

    source: SourceState
    now: datetime
    rest: datetime | None = None  # until when its host is left in peace
    weekly: float = 0.0  # items
    paused: str = ""  # by what: feeds.yaml, or the name of an operator
    silent: bool = False
    doubt: Drift | None = None  # of a listing that does not look as it did

    @property
    def failing(self) -> bool:
        return self.source.code in SENTENCES and not self.paused

    @property
    def state(self) -> State:
        """One word for it; of several that would do the one that needs somebody most."""
        if self.paused:
            return "paused"
        found = {
            "gone": self.source.why in ENDED,
            "not-a-feed": self.source.code == "not-a-feed",
            "degraded": self.source.code in DEGRADED or self.doubt is not None,
            "failing": self.failing,
            "late": self.late,
            "new": self.source.asked is None,
            "held": self.source.held is not None,
            "silent": self.silent,
        }
        moved: State = "degraded" if self.source.address else "ok"
        return next((word for word in FOUND if found[word]), moved)

    @property
    def late(self) -> bool:
        """Whether it should have been asked by now."""
        at, why = self.next
        return why not in ENDED and at + LATE < self.now

    @property
    def next(self) -> tuple[datetime, str]:
        """When it is asked next, and what decided that."""
        if self.paused:
            return self.source.next_fetch, "paused" if self.paused == FILE else "paused-here"
        if self.rest and self.rest > self.source.next_fetch and not self.source.ours:
            return self.rest, "host"
        return self.source.next_fetch, self.source.why

    @property
    def asked_again(self) -> bool:
        """Whether it is asked at all."""
        return self.next[1] not in NEVER

    @property
    def reason(self) -> str:
        """What decided when it is asked next, in words."""
        return REASONS[self.next[1]]

    @property
    def share(self) -> float | None:
        """How many of the questions with conditions were answered by a 304, of late."""
        return round(self.source.unchanged / self.source.conditional, 2) if self.source.conditional else None

    @property
    def wasteful(self) -> bool:
        """Whether its server hardly ever says that nothing changed, although it is asked so."""
        return self.source.conditional >= ENOUGH and (self.share or 0) < RARELY

    @property
    def earliest(self) -> datetime:
        """When it may be asked if somebody cannot wait: politeness does not hang on who is in a hurry."""
        own = self.source.next_fetch
        if self.source.ours or self.source.asked is None:
            return min(own, self.now)
        if self.source.why in WAITING:
            return own
        return min(own, max(self.now, self.source.asked + FLOOR, self.rest or self.now))


def conditions(
    tx: Transaction, config: Config, now: datetime, keys: Sequence[str] | None = None
) -> list[Condition]:
    """The sources of the config in force, or those of them with these keys, by key."""
    rests, counts = hosts.rests(tx, now), sources.brought(tx, now - MONTH)
    in_file = {key for key, source in config.sources.items() if source.paused}
    stopped = pauses.by_whom(tx) | dict.fromkeys(in_file, FILE)
    states = [one for one in sources.states(tx, keys) if one.active or one.key in stopped]
    quiet, doubts = silent_of(tx, states, now), drifts.doubtful(tx)
    return [
        Condition(
            one,
            now,
            rests.get(one.host),
            counts.get(one.id, 0) / WEEKS,
            pause_of(one, stopped),
            one.id in quiet,
            doubts.get(one.key),
        )
        for one in states
    ]


def pause_of(state: SourceState, stopped: Mapping[str, str]) -> str:
    """By what a source is paused; a language edition is paused with its home."""
    return stopped.get(state.key) or stopped.get(state.listed, "")


def silent_of(tx: Transaction, states: Sequence[SourceState], now: datetime) -> set[int]:
    """The sources from which nothing new comes although it should by now: only quiet ones are looked at closely."""
    quiet = {one.id: one.changed for one in states if one.changed and now - one.changed > QUIET}
    news = sources.news_days(tx, list(quiet), now - HEARD)
    return {number for number, last in quiet.items() if is_silent(news.get(number, ()), last, now)}


def is_silent(days: Sequence[datetime], last: datetime, now: datetime) -> bool:
    """Judge by a source's own rhythm, the gaps between days with news, whether it is quiet for far too long.

    Longer than three of its usual gaps, and than nearly all that there were: a holiday that it has every year is no
    silence. One that printed too little to have a rhythm is never silent.
    """
    gaps = [later - earlier for earlier, later in pairwise(sorted(set(days)))]
    if len(gaps) < FEW:
        return False
    nearly_all = sorted(gaps)[math.ceil(NEARLY_ALL * len(gaps)) - 1]
    return now - last > max(QUIET, USUAL * median_high(gaps), nearly_all)
