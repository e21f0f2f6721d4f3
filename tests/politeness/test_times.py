"""Good manners in when somebody is asked (F10 to F16, F19 to F22, F29, F31, F35, F40)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from syndicate.cli.listing import as_text, listings
from syndicate.jobs.refresh import refresh
from syndicate.store import due, hosts, sources

from .town import DAY, FEED, HOUR, START, Town, path, rss

HERE = path(FEED)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
OTHER = "https://a.example/other"


def gaps(town: Town, address: str = FEED) -> list[timedelta]:
    return [later - earlier for earlier, later in pairwise(town.times(address))]


@pytest.mark.parametrize(("every", "least"), [("1m", 15 * MINUTE), ("20m", 20 * MINUTE), (None, HOUR)])
def test_f10_an_hour_unless_said_and_never_less_than_a_quarter(
    town: Town, every: str | None, least: timedelta
) -> None:
    town.add(**({"every": every} if every else {}))
    town.edit()
    town.live(6 * HOUR)
    assert all(least <= gap < 2 * least for gap in gaps(town))
    assert len(gaps(town)) >= 4


def test_f10_the_operators_own_server_is_asked_as_he_likes(town: Town) -> None:
    town.add(every="1m", allow=["a.example:443"])
    town.edit()
    town.live(HOUR)
    assert len(town.times()) > 50


@pytest.mark.parametrize(
    ("head", "headers", "hours", "why"),
    [
        ("", {"Cache-Control": "max-age=10800"}, 3, "max-age"),
        ("", {"Cache-Control": "s-maxage=10800"}, 1, "every"),
        ("", {"Cache-Control": "max-age=99999999"}, 24, "max-age"),
        ("", {"Expires": "Mon, 01 Jun 2026 15:00:00 GMT", "Date": "Mon, 01 Jun 2026 10:00:00 GMT"}, 5, "expires"),
        ("<ttl>120</ttl>", {}, 2, "ttl"),
        ("<ttl>99999</ttl>", {}, 24, "ttl"),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", {}, 4, "updates"),
        ("<ttl>120</ttl>", {"Cache-Control": "max-age=10800"}, 3, "max-age"),
    ],
)  # fmt: skip
def test_f11_the_latest_of_all_hints(
    town: Town, head: str, headers: dict[str, str], hours: float, why: str
) -> None:
    town.web.page(HERE, rss("A town", head=head), headers=headers)
    town.next()
    town.next()
    assert (town.delay() // (hours * HOUR), town.state().why) == (1, why)
    assert town.delay() <= 1.1 * hours * HOUR


def test_f11_a_source_that_seldom_brings_something_is_asked_seldom(town: Town) -> None:
    for number in range(9):
        town.web.page(HERE, rss(*(f"Town {n}" for n in range(number + 1))), etag=f'"{number}"')
        town.live(2 * DAY)
    assert town.state().why == "rhythm"
    assert DAY <= gaps(town)[-1] <= 1.1 * DAY
    for number in range(9, 80):
        town.web.page(HERE, rss(*(f"Town {n}" for n in range(number + 1))), etag=f'"{number}"')
        town.live(3 * HOUR)
    assert gaps(town)[-1] < 3 * HOUR


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "no-cache"},
        {"Cache-Control": "no-store"},
        {"Cache-Control": "max-age=0"},
        {"Expires": "0"},
        {"Expires": "-1"},
        {"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ],
)
def test_f12_do_not_cache_is_no_wish_to_be_asked_more(town: Town, headers: dict[str, str]) -> None:
    town.web.page(HERE, rss("A town"), etag='"a"', headers=headers)
    town.live(5 * HOUR)
    assert all(gap >= HOUR for gap in gaps(town))
    assert town.state().why == "every"
    assert town.asked()[-1].headers["if-none-match"] == '"a"'


@pytest.mark.parametrize(
    ("head", "forbidden"),
    [
        ("<skipHours>" + "".join(f"<hour>{n}</hour>" for n in (24, 1, 2, 3)) + "</skipHours>", {0, 1, 2, 3}),
        (
            "<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(6, 24)) + "</skipHours>",
            set(range(6, 24)),
        ),
        ("<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(25)) + "</skipHours>", set()),
    ],
    ids=["at night", "at day", "always"],
)
def test_f13_hours_that_are_skipped(town: Town, head: str, forbidden: set[int]) -> None:
    """In GMT; a feed that lets nobody in at any time has made a mistake."""
    town.web.page(HERE, rss("A town", head=head), etag='"a"')
    town.live(3 * DAY)
    later = town.times()[1:]
    assert len(later) > 15
    shown = as_text(listings(town.store, town.now), town.now)
    assert ("which is ignored" in shown) == (not forbidden)
    assert not forbidden & {at.hour for at in later}


def test_f13_days_that_are_skipped_but_never_more_than_two(town: Town) -> None:
    names = ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    days = "".join(f"<day>{name}</day>" for name in names)
    town.web.page(HERE, rss("A town", head=f"<skipDays>{days}</skipDays>"), etag='"a"')
    town.live(6 * DAY)
    assert 47 * HOUR < max(gaps(town)) < 51 * HOUR


RETRIES = {
    "seconds": ("7200", 2 * HOUR),
    "date": (format_datetime(START + 26 * HOUR, usegmt=True), 2 * HOUR),
    "negative": ("-5", None),
    "words": ("soon", None),
    "year 9999": ("Fri, 31 Dec 9999 23:59:59 GMT", 31 * DAY),
    "a great number": ("99999999999", 31 * DAY),
}


@pytest.mark.parametrize("status", [429, 503, 403])
@pytest.mark.parametrize(("value", "wait"), RETRIES.values(), ids=RETRIES)
def test_f14_a_host_that_asks_for_patience(
    town: Town, status: int, value: str, wait: timedelta | None
) -> None:
    """All that it has waits; a date is on its own clock, which here is a day ahead."""
    date = format_datetime(START + DAY, usegmt=True)
    town.web.page(HERE, b"", status=status, headers={"Retry-After": value, "Date": date})
    town.web.page(path(OTHER), rss("Another town"))
    town.add("z", OTHER)
    town.edit()
    town.live(wait or HOUR)
    if wait:
        assert town.times(OTHER) == [START + wait]
        assert gaps(town)[:1] in ([], [wait + 2 * SECOND])
    else:
        assert not gaps(town)
        assert town.state().why in ("back-off", "host")


def test_f14_a_limiter_that_counts(town: Town) -> None:
    headers = {"X-RateLimit-Remaining": "0.0", "X-RateLimit-Reset": "10000"}
    town.web.page(HERE, b"", status=403, headers=headers)
    town.beat()
    assert town.state().why == "retry-after"
    with town.store.read() as tx:
        assert hosts.rests(tx, town.now) == {"a.example": town.now + timedelta(seconds=10000)}


def test_f14_a_host_that_does_not_say_how_long(town: Town) -> None:
    """Refused again and again, we come to the whole host ever more rarely."""
    for n in range(6):
        town.add(f"s{n}", f"https://a.example/{n}")
        town.web.page(path(f"https://a.example/{n}"), b"", status=429)
    town.web.page(HERE, b"", status=429)
    town.edit()
    town.live(2 * DAY)
    asked = [at for at, _ in town.streets.asked]
    waits = [later - earlier for earlier, later in pairwise(asked)]
    assert [round(wait / HOUR) for wait in waits] == [1, 2, 4, 8, 16]


def test_f15_failures_wait_twice_as_long_but_never_for_ever(town: Town) -> None:
    town.web.page(HERE, b"", status=500)
    town.live(60 * DAY)
    waits = gaps(town)
    assert all(2**n * HOUR <= wait < (2**n + 1) * HOUR for n, wait in enumerate(waits[:4]))
    assert {round(wait / HOUR) for wait in waits[6:30]} == {24}
    assert waits[-1] == 72 * HOUR
    state = town.state()
    assert (state.code, state.why) == ("server-error", "back-off")
    town.web.page(HERE, rss("A town"))
    assert town.next() == "ok"
    assert (town.state().failures, town.state().failing) == (0, None)


def test_f16_what_has_ended_is_probed_twice_and_left_alone(town: Town) -> None:
    town.beat()
    town.web.page(HERE, b"", status=410)
    town.live(400 * DAY)
    _, week, month = gaps(town)
    assert 7 * DAY <= week <= 8 * DAY
    assert 30 * DAY <= month <= 34 * DAY
    assert town.state().why == "ended"
    town.add("b", "https://b.example/feed")
    del town.listed["a"]
    town.edit()
    town.add("a")
    town.edit()  # whoever lists it anew wants it asked anew
    assert town.beat()["a"] == "gone"


def test_f16_one_that_comes_back_is_asked_as_ever(town: Town) -> None:
    town.beat()
    town.web.page(HERE, b"", status=410)
    town.web.then(HERE, rss("A town"))
    town.live(20 * DAY)
    assert town.state().code == "ok"


@pytest.mark.parametrize("status", [401, 402, 403, 404, 451])
def test_f16_refusals_are_repeated_at_most_daily(town: Town, status: int) -> None:
    town.web.page(HERE, b"", status=status)
    town.live(10 * DAY)
    assert gaps(town) == sorted(gaps(town))
    assert gaps(town)[-1] == DAY


def test_f19_two_seconds_between_two_questions_to_one_host(town: Town) -> None:
    """However many sources it has; another host does not wait for it."""
    for n in range(60):
        town.add(f"s{n}", f"https://a.example/{n}")
    town.add("other", "https://b.example/")
    town.edit()
    town.live(5 * MINUTE)
    asked = sorted(at for at, url in town.streets.asked if "a.example" in url)
    assert len(asked) == 61
    assert min(later - earlier for earlier, later in pairwise(asked)) == 2 * SECOND
    assert town.times("https://b.example/") == [START]
    assert town.web.most_at_once <= 2


def test_f20_a_restart_asks_nobody_again(town: Town) -> None:
    town.beat()
    for _ in range(20):
        town.wait(2 * MINUTE)
        town.start()
        town.beat()
    assert len(town.asked()) == 1


def test_f20_a_worker_that_dies_while_asking_asks_nobody_again(town: Town) -> None:
    for _ in range(20):
        with town.store.write() as tx:
            due.claim_sources(tx, town.now, 9)
        town.wait(MINUTE)
        town.start()
        assert town.beat() == {}
    town.wait(HOUR)
    assert town.beat() == {"a": "ok"}


def test_f20_those_that_come_together_drift_apart(town: Town) -> None:
    """Each is asked at once; the second questions are spread over the interval."""
    for n in range(100):
        town.add(f"s{n}", f"https://h{n}.example/feed")
        town.web.page(path(f"https://h{n}.example/feed"), rss("A town"), etag='"a"')
    town.edit()
    assert len(town.beat()) == 101
    seconds = [town.delay(f"s{n}") for n in range(100)]
    assert all(HOUR <= one < 2 * HOUR for one in seconds)
    quarters = [sum((one - HOUR) // (15 * MINUTE) == n for one in seconds) for n in range(4)]
    assert all(count > 10 for count in quarters)


def test_f21_adding_a_source_is_one_question(town: Town) -> None:
    town.live(30 * MINUTE)
    assert [one.path for one in town.web.requests] == [HERE]


def test_f22_a_source_of_two_categories_is_asked_once(town: Town) -> None:
    town.add(categories=["development", "culture"])
    town.edit()
    town.live(30 * MINUTE)
    assert len(town.asked()) == 1


@contextmanager
def fault_at(number: int) -> Iterator[list[str]]:
    """Let the n-th call of a function of ours raise."""
    calls: list[str] = []

    def count(frame: FrameType, event: str, _: Any) -> None:
        name = frame.f_globals.get("__name__", "")
        if event != "call" or not name.startswith("syndicate.") or frame.f_code.co_name.startswith("<"):
            return
        calls.append(f"{name}.{frame.f_code.co_name}")
        if len(calls) == number:
            raise ZeroDivisionError("a fault of ours")

    sys.settrace(count)
    try:
        yield calls
    finally:
        sys.settrace(None)


@pytest.mark.parametrize("status", [200, 500, 304])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_f29_whatever_breaks_sets_the_next_time(
    town: Town, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault is put in at each call of a function of ours in turn, until none is left."""
    if status == 304:
        town.next()
    elif status != 200:
        town.web.page(HERE, b"", status=status)
    number = 0
    while True:
        number += 1
        town.now = max(town.now + HOUR, town.state().next_fetch)
        with town.store.write() as tx:
            claimed = due.claim_sources(tx, town.now, 9)
        assert claimed, "it is due when its time has come"
        with fault_at(number) as calls, suppress(Exception):
            list(refresh(town.worker.runtime, claimed))
        assert town.delay() >= HOUR, calls[-1]
        if len(calls) < number:
            break
        if status == 200:
            with town.store.write() as tx:  # so that each round reads the answer anew
                sources.record(tx, claimed[0], {"digest": None, "etag": None, "last_modified": None})
    assert number > 50


def test_f31_our_own_network_is_down(town: Town) -> None:
    """Then no source is to blame: none waits longer, and all are asked as usual when it is back."""
    for n in range(8):
        town.add(f"s{n}", f"https://h{n}.example/feed")
        town.web.page(path(f"https://h{n}.example/feed"), rss("A town"), etag='"a"')
    town.edit()
    town.live(3 * HOUR)
    town.streets.down = {"*"}
    town.live(12 * HOUR)
    for key in town.listed:
        assert (town.state(key).code, town.state(key).why) == ("dns", "offline")
        assert town.state(key).failures <= 1
        assert town.delay(key) <= 1.1 * HOUR
    town.streets.down = set()
    town.live(2 * HOUR)
    assert {town.state(key).code for key in town.listed} == {"unchanged"}


def test_f31_a_host_that_is_down_is_not_our_network(town: Town) -> None:
    for n in range(8):
        town.add(f"s{n}", f"https://h{n}.example/feed")
        town.web.page(path(f"https://h{n}.example/feed"), rss("A town"), etag='"a"')
    town.edit()
    town.streets.down = {"a.example", "h1.example"}
    town.live(12 * HOUR)
    assert town.state("a").failures == town.state("s1").failures == 4
    assert (town.state("a").code, town.state("a").why) == ("dns", "back-off")


@pytest.mark.parametrize("jump", [-DAY, DAY])
def test_f35_the_clock_jumps(town: Town, jump: timedelta) -> None:
    """Forth and back, or back and forth: nothing is forgotten, and nothing asked in a circle."""
    town.live(5 * HOUR)
    for step in (jump, -jump):
        before = len(town.times())
        town.now += step
        town.worker.live()
        town.live(5 * HOUR)
        assert 1 <= len(town.times()) - before <= 5
        assert town.delay() < 2 * HOUR


def test_f40_two_weeks_with_the_strictest(town: Town) -> None:
    """At most one question an hour, and one for the whole document a day, as some sites' testers demand."""
    town.web.page(HERE, rss("A town"), etag='"0"', last_modified="then")
    for number in range(1, 14):
        town.live(DAY)
        town.start()
        town.web.page(HERE, rss(f"Town {number}"), etag=f'"{number}"', last_modified="then")
    bare = [
        at
        for at, one in zip(town.times(), town.asked(), strict=True)
        if not one.headers.keys() & {"if-none-match", "if-modified-since"}
    ]
    assert bare == [START]
    assert min(gaps(town)) >= HOUR
    assert {len(one.headers) for one in town.asked()[1:]} == {7}
