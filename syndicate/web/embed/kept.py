"""The answers that embeds were given lately, kept in memory by each process of the web.

In: what was asked for, and how to make the answer. Out: the answer, made at most so long ago as nobody notices. While
the database does not answer, the last one is given, however old.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from ...store.pages import Unanswered
from ..outage import Outage
from ..respond import Prepared

FRESH = timedelta(seconds=10)
ROOM = 500  # answers of at most some 30 KB


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, and when it was made."""

    moment: datetime
    answers: Prepared


class Memory:
    """One for each process, shared by its threads."""

    def __init__(self, outage: Outage) -> None:
        self.outage = outage
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._changing = Lock()

    def find(self, key: Hashable, now: datetime, make: Callable[[], Prepared]) -> Prepared:
        """Give an answer that was made a moment ago, else make it."""
        with self._changing:
            known = self._kept.get(key)
        if known and timedelta(0) <= now - known.moment < FRESH:
            return known.answers
        try:
            answers = make()
        except Unanswered as error:
            self.outage.begin(error)
            if known is None:
                raise
            answers = (
                known.answers
            )  # for another while: each question may take as long as the database lets us wait
        with self._changing:
            self._kept[key] = Kept(now, answers)
            self._kept.move_to_end(key)
            if len(self._kept) > ROOM:
                self._kept.popitem(last=False)
        return answers
