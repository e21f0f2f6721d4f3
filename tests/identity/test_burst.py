"""When new items are too many at once."""

from datetime import datetime, timedelta

import pytest

from syndicate.identity.burst import is_burst, watched

from .entries import NOW

DAY = timedelta(days=1)


def daily(*counts: int) -> list[datetime]:
    """So many items today, yesterday, the day before …"""
    return [NOW - days * DAY - DAY / 2 for days, count in enumerate(counts) for _ in range(count)]


@pytest.mark.parametrize(
    ("fresh", "arrivals", "heard", "expected"),
    [
        (20, [], NOW, False),
        (21, [], NOW, True),
        (16, daily(5), NOW, True),  # with those of today
        (30, daily(0, 10), NOW, False),
        (31, daily(0, 10), NOW, True),
        (31, daily(0, 1, 10, 2), NOW, True),
        (90, daily(0, 10), NOW - 3 * DAY, False),  # what has gathered while it was down
        (91, daily(0, 10), NOW - 3 * DAY, True),
        (21, [], None, True),
    ],
)
def test_bursts(fresh: int, arrivals: list[datetime], heard: datetime | None, expected: bool) -> None:
    assert is_burst(fresh, arrivals, heard, NOW) is expected


@pytest.mark.parametrize(
    ("since", "expected"), [(None, False), (NOW - 6 * DAY, False), (NOW - 7 * DAY, True)]
)
def test_a_rhythm_needs_a_week(since: datetime | None, expected: bool) -> None:
    assert watched(since, NOW) is expected
