"""The entries of a listing in, whether its layout seems to have changed out, with what to write of it instead.

What is usual is learned from each listing's own answers. Nothing that came is thrown away for it: far fewer entries
than usual are taken as they are, and doubted. What is proposed comes from the very answer that was doubtful.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median_low
from typing import TYPE_CHECKING

from .config.sources import Source
from .confine import Elsewhere, confined
from .errors import SourceError
from .model import Answer
from .store.drifts import Drift

if TYPE_CHECKING:
    from .trial.anew import offer
else:  # loaded where it is computed
    offer = Elsewhere("syndicate.trial.anew", "offer")

LEARNED, FEWEST = 5, 3  # answers by which the usual count is known: at most, and at least
MANY = 8  # entries that are usual; of a shorter list a few are no sign
FAR = 0.25  # of the usual count: fewer are doubtful
ACCEPTED = timedelta(days=7)  # after so long what was doubtful is usual

# What an answer could not be read for, when its layout may have changed.
CODES = frozenset({"layout-changed", "no-items-in-html"})


def learned(known: Drift, count: int, now: datetime) -> Drift:
    """Judge how many entries an answer had, and learn from it."""
    usual = median_low(known.counts) if len(known.counts) >= FEWEST else 0
    if usual >= MANY and count < FAR * usual and (known.since is None or now - known.since < ACCEPTED):
        said = f"only {count} of the usual {usual} items came: its layout may have changed"
        return replace(known, since=known.since or now, reason=said)
    counts = () if known.since and count < FAR * usual else known.counts
    return Drift((*counts, count)[-LEARNED:])


def failed(known: Drift, error: SourceError, now: datetime) -> Drift:
    """Keep why an answer could not be read, if that is a matter of its layout."""
    if error.code not in CODES:
        return known
    return replace(known, since=known.since or now, reason=error.detail or error.code)


def offered(drift: Drift, answer: Answer, source: Source, key: str) -> Drift:
    """Add what to write in feeds.yaml, made of the answer in the process with limits; nothing where nothing suits."""
    try:
        written = confined(offer, answer, source.model_copy(update={"headers": {}}), key)
    except SourceError:
        written = ""
    return replace(drift, block=written)
