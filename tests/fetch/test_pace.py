"""When a source is asked again, and what decided it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.fetch.pace import (
    FLOOR,
    LONGEST_SKIP,
    NEVER,
    REASONS,
    Hints,
    NextFetch,
    Plan,
    Trouble,
    after_answer,
    after_failure,
    after_gone,
    after_home,
    host_rest,
    offline,
    patience,
    rhythm,
    spread,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)
PLAN = Plan("a", HOUR)

durations = st.none() | st.timedeltas(min_value=SECOND, max_value=4000 * DAY)
hours = st.frozensets(st.integers(0, 23))
days = st.frozensets(st.integers(0, 6))
hints = st.builds(Hints, durations, durations, durations, durations, durations, hours, days)
plans = st.builds(Plan, st.text(), st.timedeltas(min_value=SECOND, max_value=30 * DAY), st.booleans())


def wait(chosen: NextFetch, plan: Plan = PLAN) -> timedelta:
    """The delay without its jitter."""
    return (chosen.at - NOW) / (1 + 0.1 * spread(plan.key))


@pytest.mark.parametrize(
    ("told", "delay", "why"),
    [
        ({}, HOUR, "every"),
        ({"max_age": 2 * HOUR}, 2 * HOUR, "max-age"),
        ({"max_age": MINUTE}, HOUR, "every"),
        ({"max_age": HOUR}, HOUR, "every"),
        ({"max_age": 365 * DAY}, DAY, "max-age"),
        ({"expires": 3 * HOUR}, 3 * HOUR, "expires"),
        ({"ttl": 4 * HOUR}, 4 * HOUR, "ttl"),
        ({"ttl": 30 * DAY}, DAY, "ttl"),
        ({"updates": 5 * HOUR}, 5 * HOUR, "updates"),
        ({"rhythm": 6 * HOUR}, 6 * HOUR, "rhythm"),
        ({"rhythm": MINUTE}, HOUR, "every"),
        ({"max_age": 2 * HOUR, "expires": 3 * HOUR, "ttl": 4 * HOUR, "rhythm": HOUR}, 4 * HOUR, "ttl"),
        ({"max_age": 5 * HOUR, "ttl": 4 * HOUR, "rhythm": 6 * HOUR}, 6 * HOUR, "rhythm"),
    ],
)
def test_the_latest_of_all_wins(told: dict[str, Any], delay: timedelta, why: str) -> None:
    chosen = after_answer(NOW, PLAN, Hints(**told))
    assert (wait(chosen), chosen.why) == (delay, why)


@pytest.mark.parametrize(
    ("every", "ours", "delay", "why"),
    [
        (MINUTE, False, FLOOR, "floor"),
        (MINUTE, True, MINUTE, "every"),
        (FLOOR, False, FLOOR, "every"),
        (7 * DAY, False, 7 * DAY, "every"),
    ],
)
def test_no_stranger_is_asked_more_often_than_the_floor(
    every: timedelta, ours: bool, delay: timedelta, why: str
) -> None:
    plan = Plan("a", every, ours)
    chosen = after_answer(NOW, plan, Hints())
    assert (wait(chosen, plan), chosen.why) == (delay, why)


def test_the_operators_own_server_is_asked_as_often_as_he_says_unless_it_says_otherwise() -> None:
    plan = Plan("a", MINUTE, ours=True)
    quiet = Hints(rhythm=DAY)
    assert wait(after_answer(NOW, plan, quiet, silent=99 * DAY), plan) == MINUTE
    assert after_answer(NOW, plan, Hints(max_age=HOUR)).why == "max-age"


@pytest.mark.parametrize(
    ("silent", "usual", "delay"),
    [
        (6 * DAY, 2 * HOUR, 2 * HOUR),
        (7 * DAY, 2 * HOUR, 3 * HOUR),
        (14 * DAY, 2 * HOUR, 6 * HOUR),
        (14 * DAY, 20 * HOUR, DAY),
        (30 * DAY, None, DAY),
    ],
)
def test_silence_makes_the_interval_longer(
    silent: timedelta, usual: timedelta | None, delay: timedelta
) -> None:
    chosen = after_answer(NOW, PLAN, Hints(rhythm=usual), silent=silent)
    assert (wait(chosen), chosen.why) == (delay, "rhythm")


@pytest.mark.parametrize(
    ("gaps", "heard"),
    [([], None), ([4, 4], None), ([4, 4, 4], 2), ([1, 2, 30], 1), ([0, 0, 0, 0], 0), ([400, 400, 400], 24)],
)
def test_rhythm_is_half_the_usual_gap(gaps: list[int], heard: int | None) -> None:
    moments = [NOW]
    for gap in gaps:
        moments.append(moments[-1] + gap * HOUR)
    assert rhythm(moments[::-1]) == (None if heard is None else heard * HOUR)
    assert rhythm([]) is None


@pytest.mark.parametrize(
    ("failures", "lasting", "delay"),
    [
        (1, MINUTE, HOUR),
        (2, HOUR, 2 * HOUR),
        (3, HOUR, 4 * HOUR),
        (5, DAY, 16 * HOUR),
        (6, DAY, DAY),
        (10**6, 29 * DAY, DAY),
        (10**6, 30 * DAY, 3 * DAY),
    ],
)
def test_failures_wait_twice_as_long_each_time(failures: int, lasting: timedelta, delay: timedelta) -> None:
    chosen = after_failure(NOW, PLAN, Hints(), Trouble(failures, lasting))
    assert chosen.why == "back-off"
    assert delay <= chosen.at - NOW <= min(delay + HOUR, max(delay, 3 * DAY))


def test_retry_after_is_the_least() -> None:
    assert after_failure(NOW, PLAN, Hints(), Trouble(1, retry_after=31 * DAY)) == NextFetch(
        NOW + 31 * DAY, "retry-after"
    )
    assert after_failure(NOW, PLAN, Hints(), Trouble(4, retry_after=MINUTE)).why == "back-off"


def test_what_has_ended_is_probed_twice() -> None:
    first = after_gone(NOW, PLAN, "every")
    second = after_gone(NOW, PLAN, first.why)
    third = after_gone(NOW, PLAN, second.why)
    assert (wait(first), wait(second), third) == (7 * DAY, 30 * DAY, NextFetch(NEVER, "ended"))
    assert after_gone(NOW, PLAN, "ended") == third


def test_hosts_rest_as_long_as_they_say_or_longer_each_time() -> None:
    assert [host_rest(n, None) for n in (1, 2, 3, 6, 10**6)] == [HOUR, 2 * HOUR, 4 * HOUR, DAY, DAY]
    assert host_rest(9, MINUTE) == MINUTE


def test_without_a_network_of_our_own_nothing_waits_longer() -> None:
    assert (wait(offline(NOW, PLAN)), offline(NOW, PLAN).why) == (HOUR, "offline")


@pytest.mark.parametrize(
    ("skipped", "at"),
    [
        ({"skip_hours": frozenset({13, 14})}, 15),
        ({"skip_hours": frozenset({14})}, 13),
        ({"skip_hours": frozenset(range(24))}, 13),
        ({"skip_days": frozenset({6})}, 24),
        ({"skip_days": frozenset({6, 0})}, 48),
        ({"skip_days": frozenset({6, 0, 1, 2})}, 13 + 48),
        ({"skip_days": frozenset(range(7))}, 13),
        ({"skip_days": frozenset({6}), "skip_hours": frozenset({0, 1})}, 26),
    ],
)
def test_hours_and_days_are_skipped(skipped: dict[str, Any], at: int) -> None:
    chosen = after_answer(NOW, PLAN, Hints(**skipped))
    assert (chosen.at - NOW.replace(hour=0)) // HOUR == at
    assert chosen.why == ("every" if at == 13 else "skip")


def test_those_added_together_drift_apart() -> None:
    """The second question is put off by up to an interval, evenly."""
    seconds = [after_answer(NOW, Plan(f"source-{n}", HOUR), Hints(), first=True).at - NOW for n in range(500)]
    assert HOUR <= min(seconds) < max(seconds) < 2 * HOUR
    tenths = [sum(1 for one in seconds if (one - HOUR) // (6 * MINUTE) == n) for n in range(10)]
    assert all(25 < count < 80 for count in tenths)


@given(plan=plans, told=hints, silent=st.timedeltas(timedelta(0), 999 * DAY), first=st.booleans())
def test_after_an_answer_nothing_is_due_at_once_or_forgotten(
    plan: Plan, told: Hints, silent: timedelta, first: bool
) -> None:
    chosen = after_answer(NOW, plan, told, silent=silent, first=first)
    assert chosen.why in REASONS
    assert chosen.at - NOW >= plan.every
    assert plan.ours or chosen.at - NOW >= FLOOR
    assert chosen.at - NOW <= max(2 * plan.base, DAY * 1.1 + plan.base) + LONGEST_SKIP + HOUR


@given(plan=plans, told=hints, failures=st.integers(0, 10**9), lasting=st.timedeltas(timedelta(0), 999 * DAY))
def test_after_a_failure_nothing_is_due_at_once_or_forgotten(
    plan: Plan, told: Hints, failures: int, lasting: timedelta
) -> None:
    chosen = after_failure(NOW, plan, told, Trouble(failures, lasting))
    assert chosen.why in REASONS
    assert plan.base <= chosen.at - NOW <= max(plan.base, 3 * DAY) + LONGEST_SKIP + HOUR


@given(plan=plans, told=hints)
def test_a_304_never_shortens(plan: Plan, told: Hints) -> None:
    """The longer nothing comes, the longer is the wait."""
    quiet = Hints(rhythm=told.rhythm)
    ats = [after_answer(NOW, plan, quiet, silent=n * DAY).at for n in range(40)]
    assert ats == sorted(ats)


moments = st.timedeltas(-300 * DAY, 300 * DAY).map(NOW.__add__)


@given(moments, st.none() | moments, st.none() | moments, moments, st.sampled_from(["every", "home"]))
def test_an_edition_waits_for_its_home_a_day_at_most(
    due: datetime, own: datetime | None, asked: datetime | None, following: datetime, why: str
) -> None:
    longest = patience(own, why)
    until = after_home(due, longest, asked, following, NOW)
    assert until is None or NOW < until <= NOW + longest <= NOW + DAY
    if asked and asked >= due:
        assert until is None, "its home was asked since"
