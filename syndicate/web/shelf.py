"""The documents that are asked for, kept in memory by each process of the web: their answers, ready to be sent.

In: a store, and the path of a document. Out: its answers, or None where there is no document. Whether what is kept is
still what is published is asked at most once a second; while the database does not answer, what is kept is given. Why
there is no document is not known here.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from werkzeug.urls import iri_to_uri

from ..config.model import Config
from ..model import Document
from ..store import documents
from ..store.database import Database
from .current import Current
from .glance import Glance
from .respond import Prepared, Representation, prepare

ROOM = 64 << 20  # bytes kept in memory: some two hundred feeds with their archives

CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Date, ETag, Last-Modified, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; sandbox",
    "X-Content-Type-Options": "nosniff",
}

Version = tuple[str, datetime, timedelta]


@dataclass(frozen=True, slots=True)
class Kept:
    """A document in memory."""

    version: Version
    answers: Prepared
    size: int  # bytes


class Shelf:
    """One for each process, shared by its threads."""

    def __init__(self, store: Database, current: Current, glance: Glance) -> None:
        self.store, self.current, self.glance = store, current, glance
        self.room = ROOM
        self.held = 0  # bytes
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._number: int | None = None  # how often documents had changed at the last look
        self._changing = Lock()

    def find(self, path: str) -> Prepared | None:
        """Give the answers of the document at a path; raises `Unanswered` if only the database knows."""
        self.glance.take(self._compare)
        with self._changing:
            if kept := self._kept.get(path):
                self._kept.move_to_end(path)
                return kept.answers
        return self._fetch(path)

    def _compare(self) -> None:
        """Drop what is no longer what is published."""
        with self.store.read() as tx:
            number = documents.changes(tx)
            if number == self._number:
                return
            published = documents.versions(tx, list(self._kept))
        with self._changing:
            self._number = number
            for path in [path for path, kept in self._kept.items() if published.get(path) != kept.version]:
                self._drop(path)

    def _fetch(self, path: str) -> Prepared | None:
        config = self.current.config()
        with self.store.read() as tx:
            number, found = documents.changes(tx), documents.find(tx, path)
        if found is None:
            return None
        document, max_age = found
        answers = prepare(represent(document, max_age, config))
        size = len(document.body) + len(document.gzip) + len(document.brotli or b"")
        with self._changing:
            if number == self._number and config:  # else it may have been replaced since it was read
                self._keep(path, Kept((document.etag, document.last_modified, max_age), answers, size))
        return answers

    def _keep(self, path: str, kept: Kept) -> None:
        self._drop(path)
        self._kept[path] = kept
        self.held += kept.size
        while self.held > self.room:
            self._drop(next(iter(self._kept)))

    def _drop(self, path: str) -> None:
        if gone := self._kept.pop(path, None):
            self.held -= gone.size


def represent(document: Document, max_age: timedelta, config: Config | None) -> Representation:
    """Make of a stored document what HTTP says about it."""
    filename = document.path.rpartition("/")[2]
    seconds = int(max_age.total_seconds())
    headers = {"Content-Disposition": f'inline; filename="{filename}"', **POLICY}
    if config:
        headers["Link"] = f'<{iri_to_uri(f"{config.site.base}/{document.path}")}>; rel="self"'
    return Representation(
        media_type=document.media_type,
        body=document.body,
        etag=document.etag,
        cache=f"public, max-age={seconds}, stale-while-revalidate=3600, stale-if-error=86400",
        encoded={"gzip": document.gzip} | ({"br": document.brotli} if document.brotli else {}),
        modified=document.last_modified,
        headers=headers,
        always=CORS,
    )
