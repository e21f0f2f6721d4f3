"""When a source is asked again: how it went in, the time of the next question out. Pure; it asks nobody."""

import hashlib
from datetime import datetime, timedelta

LONGEST = timedelta(hours=24)
SPREAD = 0.1


def next_fetch(
    now: datetime,
    every: timedelta,
    *,
    failures: int = 0,
    retry_after: timedelta | None = None,
    jitter: float = 0.0,
) -> datetime:
    """Choose the time of the next question after a success, or after the n-th failure in a row.

    The first failure waits as long as a success does, each further one twice as long as the one before, up to a day
    (or `every`, where that is longer). `jitter`, in [-1, 1], moves the time by up to 10 %, never before `retry_after`.
    """
    delay = every if failures < 2 else min(every * 2 ** min(failures - 1, 16), max(every, LONGEST))
    return now + max(delay * (1 + SPREAD * jitter), retry_after or timedelta(0))


def spread(key: str) -> float:
    """Give each source a jitter of its own, in [0, 1): sources of one interval drift apart, and none comes early."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) / 2**32
