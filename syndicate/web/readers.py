"""How many subscribers feed readers say they ask for, noted beside the documents that are served from memory.

In: the path of a document and the User-Agent that asked for it, such as "Feedly/1.0 (…; 12 subscribers)". Out: rows, a
batch at most each minute, written aside. Only the reader's name and its number are kept: of somebody who reads alone
nothing is, and of nobody an address.
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Lock, Thread

from ..store import readers
from ..store.database import Database
from ..store.pages import Unanswered
from .outage import Outage

PAUSE = timedelta(minutes=1)  # between two batches
ROOM = 500  # documents and readers of one batch
MOST = 10_000_000  # subscribers that are believed

COUNT = re.compile(r"\b([0-9]{1,8}) (?:subscribers?|readers?)\b")
NAME = re.compile(r"[A-Za-z][\w.+]{0,30}(?: [A-Za-z][\w.+]{0,30}(?=[ /;(]|$)){0,3}")
COMPATIBLE = re.compile(r"compatible; ?([A-Za-z][\w.+]{0,30})")


class Readers:
    """One for each process, shared by its threads."""

    def __init__(self, store: Database, clock: Callable[[], datetime], outage: Outage) -> None:
        self.store, self.clock, self.outage = store, clock, outage
        self._told: dict[tuple[str, str], int] = {}
        self._written = clock()
        self._writing = Lock()

    def note(self, path: str, agent: str) -> None:
        """Note what a reader says of its subscribers; most say nothing, and cost one look at the words."""
        if "subscriber" not in agent and "reader" not in agent:
            return
        if (found := heard(agent)) and (len(self._told) < ROOM or (path, found[0]) in self._told):
            self._told[path, found[0]] = max(found[1], self._told.get((path, found[0]), 0))
            if self.clock() - self._written >= PAUSE and self._writing.acquire(blocking=False):
                Thread(target=self._write, daemon=True).start()

    def _write(self) -> None:
        """Write the batch down; what cannot be written is lost, since readers say it again."""
        try:
            now, told = self.clock(), self._told
            self._written, self._told = now, {}
            with self.store.write() as tx:
                readers.note(tx, now.date(), told)
        except Unanswered as error:
            self.outage.begin(error)
        finally:
            self._writing.release()


@lru_cache(maxsize=1024)
def heard(agent: str) -> tuple[str, int] | None:
    """Read a reader's name and its number of subscribers; None where it says none."""
    count, name = COUNT.search(agent), NAME.match(agent)
    if count is None or name is None or int(count[1]) > MOST:
        return None
    inner = COMPATIBLE.search(agent) if name[0].startswith("Mozilla") else None
    return (inner[1] if inner else name[0]), int(count[1])
