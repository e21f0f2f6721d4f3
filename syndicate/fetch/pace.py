"""When a source is asked again: all that bears on it in, the time of the next question and what decided it out. Pure.

The latest of all wins. What others say is capped, so that no slip of theirs silences a source for good. Jitter is a
digest of the source's key and only ever delays.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median_high

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FLOOR = timedelta(minutes=15)  # whatever feeds.yaml says, unless the server is the operator's own
LONGEST_HINT = DAY  # of what a feed or its server says, and of what was learned
LONGEST_SKIP = timedelta(hours=48)
LONGEST_BACK_OFF, LONGEST_LATER = DAY, timedelta(hours=72)
LATER = timedelta(days=30)  # of failing, after which the longer limit holds
GONE = {"gone": timedelta(days=7), "gone-again": timedelta(days=30)}  # until the first and the last probe
NEVER = datetime(9999, 1, 1, tzinfo=UTC)
SILENCES = ((timedelta(days=30), 24.0), (timedelta(days=14), 3.0), (timedelta(days=7), 1.5))
NEAR = timedelta(minutes=15)  # within which two askings are one visit
SOON = timedelta(minutes=1)
FEW = 3  # gaps from which a rhythm can be heard
SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """How often we would ask a source, and whether its server is the operator's own, who needs no protection."""

    key: str
    every: timedelta
    ours: bool = False

    @property
    def base(self) -> timedelta:
        return self.every if self.ours else max(self.every, FLOOR)


@dataclass(frozen=True, slots=True)
class Hints:
    """What was heard of how often a source may be asked; kept from one asking to the next."""

    max_age: timedelta | None = None
    expires: timedelta | None = None
    ttl: timedelta | None = None
    updates: timedelta | None = None
    rhythm: timedelta | None = None  # learned from the times of its items
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NextFetch:
    """When a source is asked again, and what decided it: one of the words that `REASONS` explains."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """How a source fails: how often in a row, since how long, and what its server says about it."""

    failures: int
    lasting: timedelta = timedelta(0)
    retry_after: timedelta | None = None


# Stable words: stored, shown, and given by --json.
REASONS = {
    "new": "it was added, and is asked at once",
    "every": "as often as feeds.yaml says",
    "floor": "feeds.yaml says more often than is polite: once in 15 minutes",
    "rhythm": "it seldom brings something new",
    "max-age": "its server says how long an answer is good (Cache-Control)",
    "expires": "its server says until when an answer is good (Expires)",
    "ttl": "the feed says how long to wait (ttl)",
    "updates": "the feed says how often it changes (sy:updatePeriod)",
    "skip": "the feed says when not to come (skipHours, skipDays)",
    "retry-after": "its server asks us to wait (Retry-After)",
    "host": "its server asks us to wait, for all that it has",
    "back-off": "it failed, and is asked less often",
    "offline": "our own network is down, most servers fail",
    "whole": "a whole document is asked for at most once a day",
    "gone": "it has ended; a week later we look once more",
    "gone-again": "it has ended; a month later we look a last time",
    "ended": "it has ended, and is asked no more",
    "paused": "it is paused in feeds.yaml, and asked no more till then: 'syndicate resume' lets it be asked again",
    "paused-here": "an operator paused it on the dashboard, where it is resumed",
    "home": "it is asked after the source whose texts it prints in another language",
    "wish": "an operator asked for it",
    "clock": "our clock was put back",
    "interrupted": "it is being asked, or we were interrupted while asking it",
}


def after_answer(
    now: datetime, plan: Plan, hints: Hints, *, silent: timedelta = timedelta(0), first: bool = False
) -> NextFetch:
    """Choose the time after a success; `silent` is how long nothing new has come.

    The second question of a source is put off by up to an interval, so that those added together drift apart.
    """
    why, delay = max(waits(plan, hints, silent), key=lambda one: one[1])
    offset = plan.base if first and not plan.ours else SPREAD * delay
    return skip(NextFetch(now + delay + offset * spread(plan.key), why), hints)


def patience(asked: datetime | None, why: str) -> timedelta:
    """How long a language edition that was asked before may wait for its home: a day, within which every home that is well is asked.

    One that was never asked, or has waited already, waits only for a home that is about to be asked.
    """
    return DAY if asked and why != "home" else NEAR


def after_home(
    due: datetime, longest: timedelta, asked: datetime | None, following: datetime, now: datetime
) -> datetime | None:
    """Until when a language edition that is due waits for its home, asked then and again at `following`; None if it need not.

    What is new in both is known by the home's ids first: else it would be two items, when the ids have changed as well
    or when others print it meanwhile. A home that is seldom asked is not waited for.
    """
    if (asked and asked >= due - NEAR) or following > now + longest:
        return None
    return max(following, now + SOON)


def waits(plan: Plan, hints: Hints, silent: timedelta) -> list[tuple[str, timedelta]]:
    """List what asks us to wait and for how long; of equal ones the first counts."""
    said = [
        (name, getattr(hints, name.replace("-", "_"))) for name in ("max-age", "expires", "ttl", "updates")
    ]
    capped = [(name, min(delay, LONGEST_HINT)) for name, delay in said if delay]
    own = ("floor" if plan.base > plan.every else "every", plan.base)
    # What its operator sets up beside us is asked as often as he says, however quiet it is.
    return [own, *capped] if plan.ours else [own, *capped, ("rhythm", slowed(plan, hints, silent))]


def slowed(plan: Plan, hints: Hints, silent: timedelta) -> timedelta:
    """Make the interval longer where little comes, and longer still the longer nothing has come."""
    usual = max(plan.base, hints.rhythm or plan.base)
    factor = next((factor for since, factor in SILENCES if silent >= since), 1.0)
    return min(usual * factor, max(LONGEST_HINT, plan.base))


def rhythm(arrivals: Sequence[datetime]) -> timedelta | None:
    """Hear how often news comes: half the median gap between arrivals; None while there are too few."""
    moments = sorted(arrivals)
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    return min(median_high(gaps) / 2, LONGEST_HINT) if len(gaps) >= FEW else None


def after_failure(now: datetime, plan: Plan, hints: Hints, trouble: Trouble) -> NextFetch:
    """Choose the time after the n-th failure in a row: twice as long each time, but never for ever."""
    limit = LONGEST_LATER if trouble.lasting >= LATER else LONGEST_BACK_OFF
    jitter = spread(f"{plan.key} {trouble.failures}")
    delay = plan.base * (2 ** min(max(trouble.failures - 1, 0), 16) + jitter)
    chosen = NextFetch(now + min(delay, max(limit, plan.base)), "back-off")
    if trouble.retry_after and now + trouble.retry_after > chosen.at:
        chosen = NextFetch(now + trouble.retry_after, "retry-after")
    return skip(chosen, hints)


def after_gone(now: datetime, plan: Plan, before: str) -> NextFetch:
    """Choose the time after a 410: two late probes and no more; `before` is what decided the time of this one."""
    why = {"gone": "gone-again", "gone-again": "ended", "ended": "ended"}.get(before, "gone")
    return NextFetch(now + GONE[why] * (1 + SPREAD * spread(plan.key)) if why in GONE else NEVER, why)


def offline(now: datetime, plan: Plan) -> NextFetch:
    """Choose the time after a failure that is our own network's."""
    return NextFetch(now + plan.base * (1 + SPREAD * spread(plan.key)), "offline")


def host_rest(refusals: int, retry_after: timedelta | None) -> timedelta:
    """Choose how long a host rests after its n-th refusal in a row: as long as it says, else twice as long each time."""
    return retry_after or min(HOUR * 2 ** min(max(refusals - 1, 0), 16), LONGEST_BACK_OFF)


def skip(chosen: NextFetch, hints: Hints) -> NextFetch:
    """Put a time off until the feed lets us come; a feed that never does has made a mistake."""
    hours = hints.skip_hours if len(hints.skip_hours) < 24 else frozenset()
    days = hints.skip_days if len(hints.skip_days) < 7 else frozenset()
    at = chosen.at
    while (at.hour in hours or at.weekday() in days) and at - chosen.at < LONGEST_SKIP:
        at += HOUR
    return chosen if at == chosen.at else NextFetch(at, "skip")


def spread(key: str) -> float:
    """Give each key a number of its own in [0, 1), always the same."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) / 2**32
