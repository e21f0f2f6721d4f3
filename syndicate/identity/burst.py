"""Whether what a source brings at once is far beyond its rhythm, and until when that is held.

In: when its items came, and how many are new now. Out: yes or no. What is held is kept with its keys like any item,
but is in no category; it is released by itself after a day, when somebody has had the time to look, or by hand.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

FEW = 5  # new items at once are never a burst
LEAST = 20  # items a day; so many may be the report of one conference, and flood nobody
TIMES = 3  # as many as on the busiest day of the last weeks
WATCHED = timedelta(days=7)  # before that the rhythm of a source is not known
RHYTHM = timedelta(days=30)  # that is looked back on
HOLD = timedelta(days=1)
DAY = timedelta(days=1)


def is_burst(fresh: int, arrivals: Sequence[datetime], heard: datetime | None, now: datetime) -> bool:
    """Tell whether `fresh` new items are too many for a source.

    `arrivals` are the moments of its items since `now - RHYTHM` that did not come in bulk, `heard` is when it
    answered last: after days of silence, what has gathered meanwhile may come at once.
    """
    today = sum(1 for moment in arrivals if now - moment < DAY)
    before = Counter((now - moment) // DAY for moment in arrivals if now - moment >= DAY)
    busiest = max(before.values(), default=0)
    silent = max((now - heard) // DAY, 1) if heard else 1
    return fresh + today > max(LEAST, TIMES * busiest * silent)


def watched(since: datetime | None, now: datetime) -> bool:
    """Tell whether a source has been known long enough to have a rhythm."""
    return since is not None and now - since >= WATCHED
