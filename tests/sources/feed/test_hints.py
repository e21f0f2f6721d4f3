"""What a feed says to those who ask it, however it says it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.model import Notice
from syndicate.sources.feed.hints import notice

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def feed(head: str, items: str = "<item><ttl>5</ttl></item>") -> bytes:
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{items}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("", Notice()),
        ("<ttl>90</ttl>", Notice(ttl=90 * MINUTE)),
        ("<TTL> 90\n</TTL>", Notice(ttl=90 * MINUTE)),
        ("<ttl>0</ttl>", Notice()),
        ("<ttl>-5</ttl>", Notice()),
        ("<ttl>soon</ttl>", Notice()),
        ("<ttl>9999999999</ttl>", Notice()),
        ("<!-- <ttl>90</ttl> -->", Notice()),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", Notice(updates=HOUR)),
        (
            "<sy:updatePeriod>\n daily </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
            Notice(updates=12 * HOUR),
        ),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
            Notice(),
        ),
        ("<sy:updatePeriod>often</sy:updatePeriod>", Notice()),
        ("<sy:updateFrequency>2</sy:updateFrequency>", Notice()),
        (
            "<skipHours><hour>0</hour><hour>5</hour><hour>24</hour><hour>25</hour></skipHours>",
            Notice(skip_hours=frozenset({0, 5})),
        ),
        ("<hour>5</hour>", Notice()),
        (
            "<skipDays><day>Saturday</day><day>sunday</day><day>Sonntag</day></skipDays>",
            Notice(skip_days=frozenset({5, 6})),
        ),
        ("<skipDays><day>Monday</day></skipDays><day>Sunday</day>", Notice(skip_days=frozenset({0}))),
        (
            '<atom:link href="https://a.example/f?a=1&amp;b" rel="self"/>',
            Notice(address="https://a.example/f?a=1&b"),
        ),
        ("<atom:link rel='self' type='x' href='/f'/>", Notice(address="/f")),
        ('<atom:link rel="hub" href="https://hub.example/"/>', Notice()),
    ],
)
def test_what_a_feed_says(head: str, said: Notice) -> None:
    assert notice(feed(head)) == said


def test_entries_say_nothing_for_the_feed() -> None:
    atom = b"<feed><entry><link rel='self' href='/1'/></entry></feed>"
    assert notice(atom) == notice(feed("", "<item><ttl>9</ttl></item><ttl>9</ttl>")) == Notice()


def test_wide_characters() -> None:
    assert notice(feed("<ttl>90</ttl>").decode().encode("utf-16")).ttl == 90 * MINUTE


@given(st.binary(max_size=500))
def test_nothing_breaks_it(body: bytes) -> None:
    notice(b"<rss><channel><ttl>" + body)


@pytest.mark.parametrize("piece", ["<link ", "<skipHours>", "<!--", "<ttl>" + " " * 50, "<a:link a='"])
def test_much_of_the_same_costs_little(piece: str) -> None:
    assert notice(feed(piece * (60_000 // len(piece)), "")).ttl is None
