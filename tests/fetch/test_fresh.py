"""How long an answer is good."""

from datetime import timedelta

import pytest

from syndicate.fetch.fresh import expires, max_age

DATE = "Sun, 22 Nov 2026 12:00:00 GMT"
LATER = "Sun, 22 Nov 2026 14:00:00 GMT"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("max-age=3600", 3600),
        ("public, Max-Age = 60", 60),
        ('max-age="60"', 60),
        ("s-maxage=99", None),
        ("s-maxage=99, max-age=7", 7),
        ("max-age=0", None),
        ("max-age=-1", None),
        ("max-age=soon", None),
        ("max-age=１２", None),
        ("max-age=9999999999", 365 * 86400),
        ("max-age=99999999999999999999", None),
        ("no-cache, max-age=3600", None),
        ("max-age=3600, NO-STORE", None),
        ('no-cache="Set-Cookie", max-age=60', None),
        ("private, must-revalidate", None),
    ],
)
def test_max_age(value: str | None, seconds: int | None) -> None:
    assert max_age(value) == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("value", "date", "cache_control", "hours"),
    [
        (LATER, DATE, None, 2),
        (LATER, DATE, "public", 2),
        (LATER, DATE, "max-age=0", None),
        (LATER, DATE, "max-age=60", None),
        (LATER, DATE, "no-cache", None),
        (LATER, None, None, None),
        (DATE, DATE, None, None),
        (DATE, LATER, None, None),
        ("0", DATE, None, None),
        ("-1", DATE, None, None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", DATE, None, None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DATE, None, 365 * 24),
        ("tomorrow", DATE, None, None),
    ],
)
def test_expires(value: str, date: str | None, cache_control: str | None, hours: int | None) -> None:
    """On the server's own clock, however wrong that is."""
    assert expires(value, date, cache_control) == (None if hours is None else timedelta(hours=hours))
