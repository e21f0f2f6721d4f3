"""Stories of items entering feeds: once, in order, without gaps, and never twice."""

from collections.abc import Iterable

import pytest
from sqlalchemy import select

from syndicate.model import Match
from syndicate.store import archives, due, feeds, items, showing
from syndicate.store.database import Database
from syndicate.store.due import FeedClaim
from syndicate.store.feeds import FeedState
from syndicate.store.tables import entered

from .rows import HOUR, NOW, claim, follow, listed, put, want

FR = claim(language="fr")


@pytest.fixture(autouse=True)
def source(store: Database) -> None:
    follow(store, listed("a"))
    want(store, ("development", None), ("development", "fr"))


def enter(store: Database, own: FeedClaim, *, strict: bool = False) -> int:
    with store.write() as tx:
        return feeds.enter(tx, own, NOW, strict=strict)


def numbers(store: Database, own: FeedClaim) -> list[tuple[int, int]]:
    """The running number and the item of each row of a feed."""
    with store.read() as tx:
        rows = tx.execute(
            select(entered.c.number, entered.c.item_id)
            .where(entered.c.category == own.category, entered.c.language == (own.language or ""))
            .order_by(entered.c.number)
        )
        return [(row.number, row.item_id) for row in rows]


def newest(store: Database, own: FeedClaim, most: int = 50, *, strict: bool = False) -> list[int]:
    with store.read() as tx:
        return showing.newest(tx, own, most, strict=strict)


def judge(store: Database, item: int, categories: Iterable[str]) -> None:
    with store.write() as tx:
        items.judge(tx, item, NOW, [Match(name, ()) for name in categories], "rules")


def test_each_item_enters_once_in_the_order_of_dates(store: Database) -> None:
    late, early, middle = (put(store, f"i{hours}", published=NOW - hours * HOUR) for hours in (1, 3, 2))
    assert enter(store, claim()) == 3
    assert enter(store, claim()) == 0
    older = put(store, "older", published=NOW - 9 * HOUR)
    assert enter(store, claim()) == 1
    assert numbers(store, claim()) == [(1, early), (2, middle), (3, late), (4, older)]
    assert newest(store, claim()) == [older, late, middle, early]
    with store.write() as tx:
        archives.close(tx, claim(), [[1, 2]], NOW)
    assert newest(store, claim(), 1) == [older, late]  # what is in no closed page yet, in any case
    assert newest(store, claim(), 3) == [older, late, middle]


def test_who_looks_once_a_day_misses_nothing_of_a_rush(store: Database) -> None:
    """Not of what was there when the feed began, nor of what came a day before the last."""

    def come(name: str, hours: int) -> int:
        number = put(store, name, published=NOW + hours * HOUR)
        with store.write() as tx:
            feeds.enter(tx, claim(), NOW + hours * HOUR, strict=False)
        return number

    founding = [put(store, f"first {number}") for number in range(2)]
    enter(store, claim())
    came = [come(f"late {hours}", hours) for hours in (1, 5, 20, 29)]
    with store.write() as tx:
        archives.close(tx, claim(), [[1, 2, 3, 4, 5, 6]], NOW)
    assert newest(store, claim(), 1) == came[:1:-1] == [came[3], came[2]]
    assert newest(store, claim(), 5) == [*came[::-1], founding[1]]
    with store.read() as tx:
        assert showing.newest(tx, claim(), 1, strict=False, share=1) == came[3:], "a cap on a source is a cap"


def test_feeds_number_for_themselves(store: Database) -> None:
    one = put(store, "one", categories=["development", "culture"])
    two = put(store, "two", categories=["culture"])
    for own in (claim(), FR, claim("culture")):
        enter(store, own)
    assert numbers(store, claim()) == numbers(store, FR) == [(1, one)]
    assert numbers(store, claim("culture")) == [(1, one), (2, two)]


@pytest.mark.parametrize(("strict", "held"), [(True, ["fr", "fr-BE"]), (False, ["en", "fr", "fr-BE", None])])
def test_strictness(store: Database, strict: bool, held: list[str | None]) -> None:
    rows = {
        language: put(store, f"in {language}", language=language) for language in ("en", "fr", "fr-BE", None)
    }
    wanted = [rows[language] for language in held]
    unpublished = FeedClaim("development", "fr", NOW, None, 0)
    assert newest(store, unpublished, strict=strict) == wanted[::-1]
    assert enter(store, FR, strict=strict) == len(wanted)
    assert newest(store, FR, strict=strict) == wanted[::-1]


def test_all_languages_are_never_strict(store: Database) -> None:
    one = put(store, "one", language=None)
    enter(store, claim(), strict=True)
    assert newest(store, claim(), strict=True) == [one]


def test_a_feed_that_becomes_strict_hides_the_others(store: Database) -> None:
    one, two = put(store, "one", language="fr"), put(store, "two", language="en")
    enter(store, FR)
    assert newest(store, FR, strict=True) == [one]
    assert newest(store, FR) == [two, one]


def test_what_matches_no_longer_is_hidden_and_never_enters_twice(store: Database) -> None:
    one, two = put(store, "one"), put(store, "two")
    enter(store, claim())
    judge(store, one, ["culture"])
    assert newest(store, claim()) == [two]
    assert numbers(store, claim()) == [(1, one), (2, two)]
    judge(store, one, ["development"])
    assert enter(store, claim()) == 0
    assert newest(store, claim()) == [two, one]


def test_before_a_feed_counts_as_published_the_newest_stand_in(store: Database) -> None:
    first, second = put(store, "one"), put(store, "two", published=NOW - HOUR)
    unpublished = FeedClaim("development", None, NOW, None, 0)
    assert newest(store, unpublished) == [first, second]
    assert newest(store, unpublished, 1) == [first]
    assert numbers(store, unpublished) == []
    with store.write() as tx:
        feeds.begin(tx, unpublished, NOW)
        assert {state.language: state.published for state in feeds.states(tx)} == {None: NOW, "fr": None}


def test_feeds_follow_feeds_yaml(store: Database) -> None:
    assert want(store, ("development", None), ("culture", None)) == [("development", "fr")]
    with store.read() as tx:
        states = feeds.states(tx)
    assert states == [FeedState(name, None, None, None, None, None) for name in ("culture", "development")]
    assert want(store, ("development", "fr")) == [("development", None), ("culture", None)]
    assert want(store, ("development", "fr")) == []


def test_a_feed_that_comes_back_goes_on(store: Database) -> None:
    put(store, "one")
    enter(store, claim())
    want(store)
    want(store, ("development", None))
    assert enter(store, claim()) == 0


def stale(store: Database, due: object = NOW, now: object = NOW) -> FeedState:
    assert isinstance(due, type(NOW))
    assert isinstance(now, type(NOW))
    with store.write() as tx:
        feeds.mark_stale(tx, "development", None, now, due)
        return feeds.states(tx)[0]


def test_a_feed_is_stale_since_the_first_change_and_due_as_soon_as_any_says(store: Database) -> None:
    assert stale(store, NOW + 2 * HOUR).due == NOW + 2 * HOUR
    assert stale(store, NOW + 9 * HOUR, NOW + HOUR).due == NOW + 2 * HOUR
    state = stale(store, NOW + HOUR, NOW + HOUR)
    assert (state.stale_since, state.due) == (NOW, NOW + HOUR)


@pytest.mark.parametrize("changed_meanwhile", [False, True])
def test_what_changes_during_a_rendering_is_rendered_again(store: Database, changed_meanwhile: bool) -> None:
    stale(store)
    with store.write() as tx:
        claimed = due.claim_feed(tx, NOW, ["development"])
    assert claimed
    if changed_meanwhile:
        stale(store, NOW + HOUR)
    with store.write() as tx:
        feeds.finish(tx, claimed, NOW, None)
        state = feeds.states(tx)[0]
    assert state.rendered == NOW
    assert (state.due, state.stale_since) == ((NOW, NOW) if changed_meanwhile else (None, None))
    with store.write() as tx:
        assert bool(due.claim_feed(tx, NOW, ["development"])) is changed_meanwhile
