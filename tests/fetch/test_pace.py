"""When a source is asked again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.fetch.pace import next_fetch

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("every", "failures", "retry_after", "jitter", "delay"),
    [
        (HOUR, 0, None, 0.0, HOUR),
        (HOUR, 0, None, 1.0, 66 * MINUTE),
        (HOUR, 0, None, -1.0, 54 * MINUTE),
        (HOUR, 1, None, 0.0, HOUR),
        (HOUR, 2, None, 0.0, 2 * HOUR),
        (HOUR, 3, None, 0.0, 4 * HOUR),
        (HOUR, 6, None, 0.0, DAY),
        (HOUR, 10**6, None, 0.0, DAY),
        (MINUTE, 10**6, None, 0.0, DAY),
        (7 * DAY, 0, None, 0.0, 7 * DAY),
        (7 * DAY, 5, None, 0.0, 7 * DAY),
        (HOUR, 1, 3 * HOUR, -1.0, 3 * HOUR),
        (HOUR, 1, 31 * DAY, 1.0, 31 * DAY),
        (HOUR, 3, 10 * MINUTE, 0.0, 4 * HOUR),
    ],
)
def test_delay(
    every: timedelta, failures: int, retry_after: timedelta | None, jitter: float, delay: timedelta
) -> None:
    assert next_fetch(NOW, every, failures=failures, retry_after=retry_after, jitter=jitter) == NOW + delay


@given(
    every=st.timedeltas(min_value=MINUTE, max_value=30 * DAY),
    failures=st.integers(0, 10**9),
    retry_after=st.none() | st.timedeltas(min_value=timedelta(0), max_value=31 * DAY),
    jitter=st.floats(-1, 1),
)
def test_no_source_is_due_at_once_or_forgotten(
    every: timedelta, failures: int, retry_after: timedelta | None, jitter: float
) -> None:
    delay = next_fetch(NOW, every, failures=failures, retry_after=retry_after, jitter=jitter) - NOW
    assert delay >= max(every * 0.9 - timedelta(seconds=1), retry_after or timedelta(0))
    assert delay <= max(max(every, DAY) * 1.1 + timedelta(seconds=1), retry_after or timedelta(0))
