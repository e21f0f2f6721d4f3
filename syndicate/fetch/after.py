"""What an asking leaves behind: how a source stood, what was asked and what came back in, its columns from now on out. Pure.

When it is asked next is `pace`'s business, what its items are the jobs'.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

from ..model import Answer, Failure, Notice, Request
from . import fresh
from .guard import allowed, host, parse
from .moving import LOST, Trail, believed, observe
from .pace import (
    DAY,
    LONGEST_SKIP,
    Hints,
    NextFetch,
    Plan,
    Trouble,
    after_answer,
    after_failure,
    after_gone,
    offline,
    skip,
    spread,
)

Row = dict[str, object]

STUCK = timedelta(
    days=30
)  # after so long a source is asked for the whole document, should its 304s be frozen
RECENT = 100  # askings over which the share of 304s is counted
REFUSING = frozenset({403, 429, 503})  # where a Retry-After holds for all that the host has
UNHEARD = frozenset({"dns", "refused", "unreachable", "tls"})  # no server has heard the question
UNREACHED = UNHEARD | {"timeout", "disconnected"}
DURATIONS = ("max_age", "expires", "ttl", "updates", "rhythm")
SETS = ("skip_hours", "skip_days")


class Standing(Protocol):
    """What must be known of a source: how it stood before."""

    @property
    def url(self) -> str: ...
    @property
    def address(self) -> str | None: ...
    @property
    def asked(self) -> datetime | None: ...
    @property
    def changed(self) -> datetime | None: ...
    @property
    def why(self) -> str: ...
    @property
    def failures(self) -> int: ...
    @property
    def failing(self) -> datetime | None: ...
    @property
    def hints(self) -> Mapping[str, Any]: ...
    @property
    def moved(self) -> str | None: ...
    @property
    def moved_since(self) -> datetime | None: ...
    @property
    def moved_seen(self) -> int: ...
    @property
    def whole(self) -> datetime | None: ...
    @property
    def recipe(self) -> str | None: ...
    @property
    def conditional(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def received(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """What a good answer told beside its items; nothing, where it was not read because it said nothing new."""

    notice: Notice | None = None
    rhythm: timedelta | None = None
    fresh: bool = False  # something new came


# Before an asking


def conditions(state: Standing, plan: Plan, recipe: str, now: datetime) -> bool:
    """Tell whether to send the validators: a whole document is wanted when it would be read otherwise, and rarely else."""
    if state.whole is None:
        return True
    changed = state.recipe is not None and state.recipe != recipe
    rare = timedelta(0) if plan.ours else DAY
    return now - state.whole < (rare if changed else STUCK * (1 + 0.1 * spread(plan.key)))


def shut(state: Standing, now: datetime) -> datetime | None:
    """Until when a feed lets nobody in, where it is asked later than was planned; None when it may be asked now."""
    if state.asked is None or now - state.asked >= LONGEST_SKIP:
        return None
    at = skip(NextFetch(now, "skip"), recall(state.hints)).at
    return at if at > now else None


def bare(request: Request) -> bool:
    """Tell whether a question is one for the whole document."""
    return not (request.etag or request.last_modified)


# After an answer


def answered(state: Standing, request: Request, answer: Answer, now: datetime) -> Row:
    """Give what every good answer leaves, whether it brought anything or not."""
    told = {"asked": now, "succeeded": now, "detail": "", "failures": 0, "failing": None}
    told |= {"code": "unchanged" if answer.unchanged else "ok"}
    told |= {"etag": answer.etag, "last_modified": answer.last_modified}
    told |= {"received": state.received + len(answer.body)}
    return (
        told
        | counted(state, request, now, unchanged=answer.unchanged)
        | followed(state, request, answer, now)
    )


def counted(state: Standing, request: Request, now: datetime, *, unchanged: bool) -> Row:
    """Count how often a question with conditions was answered by a 304, of late."""
    if bare(request):
        return {"whole": now}
    asked, met = state.conditional, state.unchanged
    if asked >= RECENT:
        asked, met = asked // 2, met // 2
    return {"conditional": asked + 1, "unchanged": met + unchanged, "whole": state.whole or now}


def followed(state: Standing, request: Request, answer: Answer, now: datetime) -> Row:
    """Take note of a permanent redirect, and believe it when it lasts."""
    found = observe(trail(state), answer.moved, now)
    if found and believed(found, request.url, now):
        return resettled(state, request, found.target)
    return noted(found)


def trail(state: Standing) -> Trail | None:
    if state.moved is None or state.moved_since is None:
        return None
    return Trail(state.moved, state.moved_since, state.moved_seen)


def noted(found: Trail | None) -> Row:
    if found is None:
        return {"moved": None, "moved_since": None, "moved_seen": 0}
    return {"moved": found.target, "moved_since": found.since, "moved_seen": found.seen}


def resettled(state: Standing, request: Request, address: str) -> Row:
    """Ask another address from now on; the one in feeds.yaml stays what the source is known by."""
    there = {"host": host(address), "ours": allowed(parse(address), request.allow)}
    return {"address": None if address == state.url else address, **there, **noted(None)}


def planned(state: Standing, plan: Plan, answer: Answer, heard: Heard, now: datetime) -> Row:
    """Choose the next time, by all that was heard now or before."""
    hints = hear(recall(state.hints), answer, heard)
    silent = now - state.changed if state.changed and not heard.fresh else timedelta(0)
    chosen = after_answer(now, plan, hints, silent=silent, first=state.asked is None)
    own = heard.notice.address if heard.notice else state.hints.get("address")
    apart = {"address": own, "skew": fresh.skew(answer.date, now)}
    return timed(chosen) | {"hints": remember(hints) | {name: told for name, told in apart.items() if told}}


def timed(chosen: NextFetch) -> Row:
    return {"next_fetch": chosen.at, "why": chosen.why}


def hear(before: Hints, answer: Answer, heard: Heard) -> Hints:
    """Put together what is known now: a 304 that says nothing leaves what was said (RFC 9111, 4.3.4)."""
    hints = before
    if not answer.unchanged or answer.cache_control or answer.expires:
        until = fresh.expires(answer.expires, answer.date, answer.cache_control)
        hints = replace(hints, max_age=fresh.max_age(answer.cache_control), expires=until)
    if notice := heard.notice:
        hints = replace(
            hints,
            ttl=notice.ttl,
            updates=notice.updates,
            skip_hours=notice.skip_hours,
            skip_days=notice.skip_days,
        )
    return replace(hints, rhythm=heard.rhythm) if heard.fresh else hints


def remember(hints: Hints) -> dict[str, Any]:
    """Write hints as a row keeps them: seconds and lists, and only what there is."""
    told = {name: int(value.total_seconds()) for name in DURATIONS if (value := getattr(hints, name))}
    return told | {name: sorted(value) for name in SETS if (value := getattr(hints, name))}


def recall(row: Mapping[str, Any]) -> Hints:
    """Read hints from a row."""
    told: dict[str, Any] = {name: timedelta(seconds=row[name]) for name in DURATIONS if name in row}
    told |= {name: frozenset(row[name]) for name in SETS if name in row}
    return Hints(**told)


# After a failure


def refused(outcome: Answer | Failure) -> bool:
    """Tell whether a server has had enough of us, whichever of its addresses was asked."""
    if not isinstance(outcome, Failure):
        return False
    return outcome.code == "rate-limited" or (outcome.status in REFUSING and outcome.retry_after is not None)


def cut_off(failure: Failure, plan: Plan, now: datetime) -> Row:
    """Give what a failure leaves that is our own network's: nothing is counted against the source."""
    return said(failure, now) | timed(offline(now, plan))


def said(failure: Failure, now: datetime) -> Row:
    return {"asked": now, "code": failure.code, "detail": failure.detail[:500]}


def failed(state: Standing, request: Request, failure: Failure, plan: Plan, now: datetime) -> Row:
    """Give what a failure leaves."""
    told = said(failure, now)
    if bare(request) and failure.code not in UNHEARD:
        told["whole"] = now
    since = state.failing or now
    told |= {"failures": state.failures + 1, "failing": since}
    led = astray(state, request, failure)
    if failure.code == "gone" and not led:
        return told | timed(after_gone(now, plan, state.why))
    trouble = Trouble(state.failures + 1, now - since, failure.retry_after)
    chosen = after_failure(now, plan, recall(state.hints), trouble)
    strict = bare(request) and state.why == "whole"
    return told | led | timed(rarely(chosen, now) if strict else chosen)


def astray(state: Standing, request: Request, failure: Failure) -> Row:
    """Where an address is lost: ask the one that it has led to, or go back to the one in feeds.yaml."""
    if failure.code not in LOST or failure.url != str(parse(request.url)):
        return {}
    if state.address:
        return resettled(state, request, state.url)
    return resettled(state, request, state.moved) if state.moved else {}


def unread(row: Row, answer: Answer, request: Request, plan: Plan, now: datetime) -> Row:
    """Put off the next question for a whole document that could not be read, where its server knows conditions."""
    if plan.ours or not bare(request) or not (answer.etag or answer.last_modified):
        return row
    chosen = NextFetch(cast("datetime", row["next_fetch"]), cast("str", row["why"]))
    return row | timed(rarely(chosen, now))


def rarely(chosen: NextFetch, now: datetime) -> NextFetch:
    """Ask for a whole document at most once a day."""
    return chosen if chosen.at >= now + DAY else NextFetch(now + DAY, "whole")
