"""Rows of feeds.yaml: every version that was looked at, the newest without mistakes being in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from ..errors import Mistake
from .database import Transaction, queue
from .tables import configs, site

CHANGING = 7236544  # the advisory lock of PostgreSQL for putting a config in force


Version = tuple[int, str]  # its number and its digest: a database may be another than it was


@dataclass(frozen=True, slots=True)
class StoredConfig:
    """One version of feeds.yaml and the files beside it, with the mistakes that kept it out of force."""

    number: int
    seen: datetime
    digest: str
    files: dict[str, str]
    mistakes: tuple[Mistake, ...]
    said: Any  # what it says, as plain data; None where it has mistakes, or was put in force by an older version of ours

    @property
    def version(self) -> Version:
        return self.number, self.digest

    @property
    def name(self) -> str:
        """What feeds.yaml is called; the files beside it come after it."""
        return next(iter(self.files))

    @property
    def text(self) -> str:
        return self.files[self.name]


def lock(tx: Transaction) -> None:
    """Let one process at a time put a config in force: on a new database several begin with the same rows."""
    queue(tx, CHANGING)


def newest(tx: Transaction) -> StoredConfig | None:
    """The version looked at last: the one on disk."""
    return one(tx, faultless=False)


def in_force(tx: Transaction) -> StoredConfig | None:
    """The newest version without mistakes."""
    return one(tx, faultless=True)


def version_in_force(tx: Transaction) -> Version | None:
    """Which version that is, without its texts."""
    columns = (configs.c.number, configs.c.digest, configs.c.mistakes)
    rows = tx.execute(select(*columns).order_by(configs.c.number.desc()))
    return next(((row.number, row.digest) for row in rows if not row.mistakes), None)


def one(tx: Transaction, *, faultless: bool) -> StoredConfig | None:
    rows = tx.execute(select(configs).order_by(configs.c.number.desc()))
    for row in rows:
        if not (faultless and row.mistakes):
            mistakes = tuple(Mistake(*mistake) for mistake in row.mistakes)
            return StoredConfig(row.number, row.seen, row.digest, row.files, mistakes, row.said)
    return None


def keep(
    tx: Transaction, now: datetime, digest: str, files: Mapping[str, str], mistakes: tuple[Mistake, ...]
) -> int:
    """Keep a version that was looked at, and give its number; of older ones only the newest without mistakes stays."""
    good = in_force(tx)
    spared = good.number if good and mistakes else -1
    tx.execute(delete(configs).where(configs.c.number != spared))
    rows = [[m.file, m.line, m.column, m.message] for m in mistakes]
    number = (good.number if good else 0) + 1
    tx.execute(
        insert(configs).values(number=number, seen=now, digest=digest, files=dict(files), mistakes=rows)
    )
    return number


def say(tx: Transaction, number: int, said: Any) -> None:
    """Keep what a version without mistakes says, as plain data."""
    tx.execute(update(configs).where(configs.c.number == number).values(said=said))


def site_id(tx: Transaction, wanted: str, now: datetime) -> str:
    """The site's id, written down the first time; every permanent id is made from it."""
    stored: str | None = tx.execute(select(site.c.id)).scalar()
    if stored is None:
        tx.execute(insert(site).values(number=1, id=wanted, founded=now))
    return stored or wanted
