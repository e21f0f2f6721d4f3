"""When a process of the web looks at the store for what it keeps in memory: at most once a second, one thread at a time.

In: what to look for. Out: nothing; after a look that the database did not answer the next one comes later, for each
may take as long as the database lets us wait.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

from ..store.pages import Unanswered
from .outage import Outage

PAUSE = timedelta(seconds=1)  # between two looks
LONGER = timedelta(seconds=10)  # after one that was not answered
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Glance:
    """The looks of one process for one thing, shared by its threads."""

    def __init__(self, clock: Callable[[], datetime], outage: Outage) -> None:
        self.clock, self.outage = clock, outage
        self._looked, self._next = LONG_AGO, LONG_AGO  # between the two, what is known is fresh
        self._looking = Lock()

    def take(self, look: Callable[[], None], *, wait: bool = False) -> None:
        """Look, if it is time; while another thread does, go on with what is known, or `wait`."""
        if self._fresh(self.clock()) or not self._looking.acquire(blocking=wait):
            return
        try:
            now = self.clock()
            if not self._fresh(now):
                self._looked, self._next = now, now + PAUSE
                self._next = now + self._look(look)
        finally:
            self._looking.release()

    def _look(self, look: Callable[[], None]) -> timedelta:
        """Look, and say when to do so again."""
        try:
            look()
        except Unanswered as error:
            self.outage.begin(error)
            return LONGER
        self.outage.end()
        return PAUSE

    def _fresh(self, now: datetime) -> bool:
        return self._looked <= now < self._next
