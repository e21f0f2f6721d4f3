"""Rows of documents: the stored bytes of every published address, and a number that tells whether any changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from ..model import Document
from .database import Transaction
from .tables import document_changes, documents


def find(tx: Transaction, path: str) -> tuple[Document, timedelta] | None:
    """The document at this path, and how long a reader may keep it."""
    row = tx.execute(select(documents).where(documents.c.path == path)).first()
    if row is None:
        return None
    document = Document(row.path, row.media_type, row.body, row.gzip, row.etag, row.last_modified, row.brotli)
    return document, timedelta(seconds=row.max_age)


def keep(tx: Transaction, rendered: Sequence[Document], max_age: timedelta, now: datetime) -> list[str]:
    """Store those whose bytes changed, as modified now; say which they are."""
    paths = [document.path for document in rendered]
    rows = tx.execute(select(documents.c.path, documents.c.etag).where(documents.c.path.in_(paths)))
    stored = {row.path: row.etag for row in rows}
    seconds = int(max_age.total_seconds())
    changed = [document for document in rendered if stored.get(document.path) != document.etag]
    other_age = documents.c.path.in_(paths) & (documents.c.max_age != seconds)
    aged = tx.execute(update(documents).where(other_age).values(max_age=seconds)).rowcount
    if changed or aged:
        count_change(tx)
    remove(tx, [document.path for document in changed])
    for document in changed:
        tx.execute(
            insert(documents).values(
                path=document.path,
                media_type=document.media_type,
                body=document.body,
                gzip=document.gzip,
                brotli=document.brotli,
                etag=document.etag,
                last_modified=now,
                max_age=seconds,
            )
        )
    return [document.path for document in changed]


def count_change(tx: Transaction) -> None:
    """Count that documents change with this transaction; others that change some wait until it is committed."""
    tx.execute(update(document_changes).values(number=document_changes.c.number + 1))


def changes(tx: Transaction) -> int:
    """How often documents changed until now."""
    number: int = tx.execute(select(document_changes.c.number)).scalar_one()
    return number


def versions(tx: Transaction, paths: Collection[str]) -> Mapping[str, tuple[str, datetime, timedelta]]:
    """What tells two versions of a document apart, for those of these paths that are there."""
    columns = (documents.c.path, documents.c.etag, documents.c.last_modified, documents.c.max_age)
    rows = tx.execute(select(*columns).where(documents.c.path.in_(paths)))
    return {row.path: (row.etag, row.last_modified, timedelta(seconds=row.max_age)) for row in rows}


def remove(tx: Transaction, paths: Iterable[str]) -> None:
    """Remove the documents at these paths."""
    gone = tx.execute(delete(documents).where(documents.c.path.in_(list(paths))))
    if gone.rowcount:
        count_change(tx)


def remove_feed(tx: Transaction, name: str) -> None:
    """Remove the documents of a feed, in every format, those of its archive too."""
    current = documents.c.path.like(f"feeds/{name}.%") & documents.c.path.not_like(f"feeds/{name}.%.%")
    own = (current & documents.c.path.not_like("%/archive/%")) | documents.c.path.like(
        f"feeds/{name}/archive/%"
    )
    if tx.execute(delete(documents).where(own)).rowcount:
        count_change(tx)


def paths(tx: Transaction) -> list[str]:
    """Every path there is."""
    return list(tx.execute(select(documents.c.path).order_by(documents.c.path)).scalars())
