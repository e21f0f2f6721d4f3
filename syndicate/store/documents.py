"""Rows of documents: the stored bytes of every published address."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from ..model import Document
from .database import Transaction
from .tables import documents


def find(tx: Transaction, path: str) -> tuple[Document, timedelta] | None:
    """The document at this path, and how long a reader may keep it."""
    row = tx.execute(select(documents).where(documents.c.path == path)).first()
    if row is None:
        return None
    document = Document(row.path, row.media_type, row.body, row.gzip, row.etag, row.last_modified)
    return document, timedelta(seconds=row.max_age)


def keep(tx: Transaction, rendered: Sequence[Document], max_age: timedelta, now: datetime) -> list[str]:
    """Store those whose bytes changed, as modified now; say which they are."""
    paths = [document.path for document in rendered]
    rows = tx.execute(select(documents.c.path, documents.c.etag).where(documents.c.path.in_(paths)))
    stored = {row.path: row.etag for row in rows}
    seconds = int(max_age.total_seconds())
    changed = [document for document in rendered if stored.get(document.path) != document.etag]
    other_age = documents.c.path.in_(paths) & (documents.c.max_age != seconds)
    tx.execute(update(documents).where(other_age).values(max_age=seconds))
    remove(tx, [document.path for document in changed])
    for document in changed:
        tx.execute(
            insert(documents).values(
                path=document.path,
                media_type=document.media_type,
                body=document.body,
                gzip=document.gzip,
                etag=document.etag,
                last_modified=now,
                max_age=seconds,
            )
        )
    return [document.path for document in changed]


def remove(tx: Transaction, paths: Iterable[str]) -> None:
    tx.execute(delete(documents).where(documents.c.path.in_(list(paths))))


def remove_feed(tx: Transaction, name: str) -> None:
    """Remove the documents of a feed, in every format."""
    own = documents.c.path.like(f"feeds/{name}.%") & documents.c.path.not_like(f"feeds/{name}.%.%")
    tx.execute(delete(documents).where(own))


def paths(tx: Transaction) -> list[str]:
    """Every path there is."""
    return list(tx.execute(select(documents.c.path).order_by(documents.c.path)).scalars())
