"""How a source stands: one word for each way, and silence by its own rhythm."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.condition import STATES, Condition, conditions, is_silent
from syndicate.config.load import load
from syndicate.store import due, hosts, pauses, sources
from syndicate.store.database import Database
from syndicate.store.sources import SourceState

from .cli.program import FEEDS
from .store.rows import follow, listed

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GOOD = SourceState(
    id=1, key="a", first_key="a", name="A", url="https://a.example/", republish="full", active=True,
    next_fetch=NOW + HOUR, etag=None, last_modified=None, asked=NOW - HOUR, succeeded=NOW - HOUR, changed=NOW - DAY,
    code="ok", detail="", failures=0, title="", link=None, feed_id=None, why="every",
)  # fmt: skip


def stands(
    paused: str = "", *, silent: bool = False, rest: datetime | None = None, **values: object
) -> Condition:
    return Condition(replace(GOOD, **values), NOW, rest, 1.0, paused, silent)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (stands(), "ok"),
        (stands(code="unchanged"), "ok"),
        (stands(asked=None, code=None, why="new"), "new"),
        (stands(code="timeout"), "failing"),
        (stands(code="not-a-feed"), "not-a-feed"),
        (stands(code="layout-changed"), "degraded"),
        (stands(address="https://b.example/"), "degraded"),
        (stands(address="https://b.example/", code="dns"), "failing"),
        (stands(code="gone", why="gone"), "gone"),
        (stands(code="gone", why="ended", next_fetch=NOW - 9 * DAY), "gone"),
        (stands(next_fetch=NOW - timedelta(minutes=14)), "ok"),
        (stands(next_fetch=NOW - timedelta(minutes=16)), "late"),
        (stands(next_fetch=NOW - timedelta(minutes=16), rest=NOW), "ok"),
        (stands(next_fetch=NOW - timedelta(minutes=16), asked=None), "late"),
        (stands(next_fetch=NOW - timedelta(minutes=16), code="dns"), "failing"),
        (stands(held=NOW - HOUR), "held"),
        (stands(silent=True), "silent"),
        (stands(silent=True, code="dns"), "failing"),
        (stands("feeds.yaml", code="dns"), "paused"),
        (stands("ann", next_fetch=NOW - DAY), "paused"),
    ],
)
def test_one_word(one: Condition, state: str) -> None:
    assert one.state == state
    assert state in STATES


@pytest.mark.parametrize(
    ("one", "at", "why"),
    [
        (stands(), NOW + HOUR, "every"),
        (stands(rest=NOW + 2 * HOUR), NOW + 2 * HOUR, "host"),
        (stands(rest=NOW + 2 * HOUR, ours=True), NOW + HOUR, "every"),
        (stands("feeds.yaml"), NOW + HOUR, "paused"),
        (stands("ann"), NOW + HOUR, "paused-here"),
    ],
)
def test_when_it_is_asked_next(one: Condition, at: datetime, why: str) -> None:
    assert one.next == (at, why)
    assert one.asked_again == (not one.paused)
    assert one.reason


@pytest.mark.parametrize(
    ("one", "at"),
    [
        (stands(), NOW),
        (stands(asked=NOW - timedelta(minutes=5)), NOW + timedelta(minutes=10)),
        (
            stands(asked=NOW - timedelta(minutes=5), next_fetch=NOW + timedelta(minutes=1)),
            NOW + timedelta(minutes=1),
        ),
        (stands(asked=NOW, ours=True), NOW),
        (stands(rest=NOW + timedelta(minutes=30)), NOW + timedelta(minutes=30)),
        (stands(why="retry-after"), NOW + HOUR),
        (stands(why="skip"), NOW + HOUR),
        (stands(why="back-off", code="timeout"), NOW),
        (stands(next_fetch=NOW - DAY), NOW - DAY),
    ],
)
def test_whoever_cannot_wait_is_still_polite(one: Condition, at: datetime) -> None:
    assert one.earliest == at


def days(*gaps: int, last: int) -> list[datetime]:
    """Days with news, so many days apart, the last one so long ago."""
    found = [NOW - last * DAY]
    for gap in reversed(gaps):
        found.append(found[-1] - gap * DAY)
    return found


@pytest.mark.parametrize(
    ("gaps", "last", "silent"),
    [
        ([1] * 20, 13, False),  # two weeks at least
        ([1] * 20, 15, True),
        ([7] * 20, 20, False),
        ([7] * 20, 22, True),  # three of its usual gaps
        ([1] * 10 + [30] + [1] * 10, 29, False),  # as quiet as it was once before
        ([1] * 10 + [30] + [1] * 10, 31, True),
        ([7] * 7, 400, False),  # too little to have a rhythm
        ([90] * 8, 200, False),
        ([90] * 8, 280, True),
        ([], 999, False),
    ],
)
def test_silence_is_judged_by_its_own_rhythm(gaps: list[int], last: int, silent: bool) -> None:
    moments = days(*gaps, last=last)
    assert is_silent(moments, moments[0], NOW) is silent


@given(st.lists(st.integers(1, 60), min_size=8, max_size=60), st.integers(1, 1000))
def test_who_is_silent_stays_so_until_news_comes(gaps: Sequence[int], last: int) -> None:
    moments = days(*gaps, last=last)
    if is_silent(moments, moments[0], NOW):
        assert last > 14
        assert is_silent(moments, moments[0], NOW + DAY)
        assert not is_silent([*moments, NOW], NOW, NOW + DAY)


def test_sources_of_a_store(store: Database) -> None:
    config = load(FEEDS)
    follow(store, listed("a"), listed("b"), listed("b~fr"))
    with store.write() as tx:
        pauses.begin(tx, "b", "ann", NOW)
        pauses.begin(tx, "b", "bob", NOW)
        hosts.put(
            tx, [{"name": "a", "asked": NOW, "not_before": NOW, "failed": False, "refusals": 0}], ["asked"]
        )
        found = {one.source.key: one.paused for one in conditions(tx, config, NOW)}
        assert found == {"a": "", "b": "ann", "b~fr": "ann"}
        assert [one.key for one in due.claim_sources(tx, NOW, 9)] == ["a"]
        pauses.end(tx, "b")
        assert {one.paused for one in conditions(tx, config, NOW, ["b", "b~fr"])} == {""}
        assert {one.key for one in due.claim_sources(tx, NOW, 9)} >= {"b"}


def test_a_source_that_is_being_asked_is_not_hastened(store: Database) -> None:
    follow(store, listed("a"))
    with store.write() as tx:
        [claimed] = due.claim_sources(tx, NOW, 9)
        sources.hasten(tx, claimed.id, NOW, NOW)
        assert sources.states(tx)[0].why == "interrupted"
        sources.record(tx, claimed, {"next_fetch": NOW + DAY, "why": "every"})
        sources.hasten(tx, claimed.id, NOW, NOW + HOUR)
        assert (sources.states(tx)[0].next_fetch, sources.states(tx)[0].why) == (NOW + HOUR, "wish")
        sources.hasten(tx, claimed.id, NOW, NOW + DAY)
        assert sources.states(tx)[0].next_fetch == NOW + HOUR
