"""Stories of claims: what is due is had by one worker, and comes back when that worker dies."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from syndicate.fetch.pace import NEVER
from syndicate.store import due, feeds, hosts, sources
from syndicate.store.database import Database
from syndicate.store.due import BETWEEN, INTERRUPTED, LEASE
from syndicate.store.hosts import Rest

from .rows import HOUR, NOW, follow, listed, states, want
from .rows import claim as feed

KEYS = [f"s{number}" for number in range(40)]


def claim(
    store: Database, keys: list[str], now: object = NOW, *, most: int = 9, force: bool = False
) -> list[str]:
    with store.write() as tx:
        assert isinstance(now, type(NOW))
        return sorted(state.key for state in due.claim_sources(tx, now, most, keys, force=force))


def free(store: Database, key: str) -> None:
    with store.write() as tx:
        sources.record(tx, states(store)[key], {"next_fetch": NOW + HOUR})


def test_one_of_each_host(store: Database) -> None:
    follow(store, *(listed(key, host="shared.example") for key in "ab"), listed("c"))
    assert claim(store, ["a", "b", "c"]) == ["a", "c"]
    assert claim(store, ["a", "b", "c"]) == []
    free(store, "a")
    assert claim(store, ["a", "b", "c"], NOW + BETWEEN / 2) == []
    assert claim(store, ["a", "b", "c"], NOW + BETWEEN) == ["b"]


def test_the_longest_due_first_and_no_more_than_wanted(store: Database) -> None:
    for number in range(3):
        follow(store, *(listed(other) for other in "cab"[: number + 1]), now=NOW + number * HOUR)
    assert claim(store, ["a", "b", "c"], NOW + 3 * HOUR, most=2) == ["a", "c"]


def test_only_what_is_due_and_listed(store: Database) -> None:
    follow(store, listed("a"), listed("b"), listed("c"))
    free(store, "b")
    follow(store, listed("a"), listed("b"))
    assert claim(store, ["b", "c"]) == []
    assert claim(store, ["b", "c"], force=True) == ["b"]
    with store.read() as tx:
        assert due.count(tx, NOW, ["a", "b", "c"]) == 1
        assert due.count(tx, NOW, ["a", "b", "c"], force=True) == 2


def test_one_whose_worker_died_is_not_asked_again_at_once(store: Database) -> None:
    follow(store, listed("a"), replace(listed("own"), ours=True))
    assert claim(store, ["a", "own"]) == ["a", "own"]
    assert claim(store, ["a", "own"], NOW + LEASE) == []
    assert claim(store, ["a", "own"], NOW + 2 * LEASE) == ["own"]
    assert states(store)["a"].why == "interrupted"
    assert claim(store, ["a"], NOW + INTERRUPTED) == ["a"]


def test_a_claim_that_is_given_back(store: Database) -> None:
    follow(store, listed("a"))
    with store.write() as tx:
        due.give_back(tx, due.claim_sources(tx, NOW, 9))
    assert claim(store, ["a"], NOW + BETWEEN) == ["a"]


def test_a_host_that_rests(store: Database) -> None:
    """All that it has waits; the operator's own servers need no rest."""
    shared = [replace(listed(key, host="shared.example"), ours=key == "own") for key in ("a", "b", "own")]
    follow(store, *shared, listed("c"))
    with store.write() as tx:
        hosts.settle(tx, [Rest("shared.example", NOW, NOW + HOUR)])
        hosts.settle(tx, [Rest("shared.example", NOW, NOW + BETWEEN)])
        assert hosts.rests(tx, NOW) == {"shared.example": NOW + HOUR}
        assert due.opening(tx, NOW) is None
        assert due.opening(tx, NOW + HOUR - BETWEEN) == NOW + HOUR
    assert claim(store, ["a", "b", "c", "own"]) == ["c", "own"]
    free(store, "own")
    assert claim(store, ["a", "b"], NOW + HOUR) == ["a"]


def test_a_clock_that_is_put_back(store: Database) -> None:
    """What was asked a day ahead waits from now on as long as it was to wait; doing it twice changes nothing."""
    ahead = NOW + 24 * HOUR
    follow(store, listed("asked"), listed("leased"), listed("ended"), listed("waiting"), now=ahead)
    with store.write() as tx:
        told = {"asked": ahead, "next_fetch": ahead + HOUR, "why": "every"}
        sources.record(tx, states(store)["asked"], told)
        sources.record(tx, states(store)["ended"], told | {"next_fetch": NEVER, "why": "ended"})
        patient = {"asked": NOW - HOUR, "next_fetch": NOW + 20 * 24 * HOUR, "why": "retry-after"}
        sources.record(tx, states(store)["waiting"], patient)
        hosts.begin(tx, ["asked.example"], ahead, ahead + BETWEEN)
    assert claim(store, ["leased"], ahead) == ["leased"]
    with store.write() as tx:
        due.mend(tx, NOW)
        due.mend(tx, NOW)
        assert hosts.rests(tx, NOW) == {"asked.example": NOW + BETWEEN, "leased.example": NOW + BETWEEN}
    found = {key: (one.next_fetch, one.why) for key, one in states(store).items()}
    assert found == {
        "asked": (NOW + HOUR, "clock"),
        "leased": (NOW, "new"),
        "ended": (NEVER, "ended"),
        "waiting": (NOW + 20 * 24 * HOUR, "retry-after"),
    }


def test_feeds_of_a_clock_that_is_put_back(store: Database) -> None:
    """What was rendered, changed or claimed a day ahead does not wait for that day."""
    ahead, names = NOW + 24 * HOUR, ("rendered", "changed", "claimed", "quiet")
    want(store, *((name, None) for name in names))
    with store.write() as tx:
        for name in ("rendered", "quiet"):
            feeds.finish(tx, feed(name), ahead, None)
        feeds.mark_stale(tx, "rendered", None, NOW, ahead + HOUR)
        feeds.mark_stale(tx, "changed", None, ahead, ahead)
        feeds.mark_stale(tx, "claimed", None, NOW, NOW)
        assert due.claim_feed(tx, ahead, ["claimed"])
        due.mend(tx, NOW)
        found = [due.claim_feed(tx, NOW, names) for _ in names]
        assert {one.category for one in found if one} == {"rendered", "changed", "claimed"}
        assert {one.rendered for one in feeds.states(tx)} == {NOW, None}


def test_workers_never_claim_the_same_source(store: Database, url: str) -> None:
    follow(store, *map(listed, KEYS))
    start = Barrier(6)

    def work(_: int) -> list[str]:
        own, mine = Database(url), list[str]()
        start.wait()
        while claimed := claim(own, KEYS, most=3):
            mine += claimed
        own.close()
        return mine

    with ThreadPoolExecutor(6) as pool:
        claimed = Counter(key for keys in pool.map(work, range(6)) for key in keys)
    assert claimed == Counter(KEYS)


def test_workers_never_claim_the_same_feed(store: Database, url: str) -> None:
    names = [("development", language) for language in ("de", "en", "es", "fr", "it", "pt")]
    want(store, *names)
    with store.write() as tx:
        for category, language in names:
            feeds.mark_stale(tx, category, language, NOW, NOW)
    start = Barrier(4)

    def work(_: int) -> list[str | None]:
        own, mine = Database(url), list[str | None]()
        start.wait()
        while claimed := claim_feed(own):
            mine.append(claimed.language)
        own.close()
        return mine

    with ThreadPoolExecutor(4) as pool:
        claimed = sorted(str(one) for mine in pool.map(work, range(4)) for one in mine)
    assert claimed == ["de", "en", "es", "fr", "it", "pt"]


def claim_feed(store: Database, now: object = NOW) -> due.FeedClaim | None:
    with store.write() as tx:
        assert isinstance(now, type(NOW))
        return due.claim_feed(tx, now, ["development"])


def test_a_feed_is_claimed_when_it_is_due(store: Database) -> None:
    want(store, ("development", None), ("culture", None))
    assert claim_feed(store) is None
    with store.write() as tx:
        feeds.mark_stale(tx, "culture", None, NOW, NOW)
        feeds.mark_stale(tx, "development", None, NOW, NOW + HOUR)
        assert not due.any_stale(tx, NOW, ["development"])
        assert due.any_stale(tx, NOW + HOUR, ["development"])
    assert claim_feed(store) is None
    claimed = claim_feed(store, NOW + HOUR)
    assert claimed == due.FeedClaim("development", None, NOW, None, 1, first="development")
    assert claim_feed(store, NOW + HOUR) is None
    assert claim_feed(store, NOW + HOUR + 2 * LEASE) == claimed
