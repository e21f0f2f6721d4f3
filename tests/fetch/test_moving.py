"""Permanent redirects are believed when they last."""

from datetime import UTC, datetime, timedelta

import pytest

from syndicate.fetch.moving import Trail, believed, encrypted, observe

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HERE, THERE = "http://a.example/feed", "https://b.example/feed"


def test_a_trail_is_lost_when_it_leads_elsewhere() -> None:
    trail = observe(None, THERE, NOW)
    again = observe(trail, THERE, NOW + timedelta(days=1))
    assert again == Trail(THERE, NOW, 2)
    assert observe(again, "https://c.example/", NOW) == Trail("https://c.example/", NOW)
    assert observe(again, None, NOW) is None


@pytest.mark.parametrize(
    ("days", "seen", "yes"), [(7, 10, True), (6.9, 100, False), (100, 9, False), (0, 1, False)]
)
def test_days_of_constancy(days: float, seen: int, yes: bool) -> None:
    assert believed(Trail(THERE, NOW - timedelta(days=days), seen), HERE, NOW) == yes


@pytest.mark.parametrize(
    ("here", "there", "yes"),
    [
        (HERE, "https://a.example/feed", True),
        ("http://a.example:80/feed?a=b", "https://a.example/feed?a=b", True),
        (HERE, "https://a.example/feed/", False),
        (HERE, "https://www.a.example/feed", False),
        ("http://a.example:8080/feed", "https://a.example/feed", False),
        ("https://a.example/feed", "https://a.example/feed", False),
    ],
)
def test_the_same_place_encrypted_is_believed_at_once(here: str, there: str, yes: bool) -> None:
    assert (encrypted(here) == there) == yes
    assert believed(Trail(there, NOW), here, NOW) == yes
