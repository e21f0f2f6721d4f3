"""Rows of feeds.yaml: every version that was looked at, the newest without mistakes being in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from ..errors import Mistake
from .database import Transaction, queue
from .tables import configs, site

CHANGING = 7236544  # the advisory lock of PostgreSQL for putting a config in force


@dataclass(frozen=True, slots=True)
class StoredConfig:
    """One version of feeds.yaml and the files beside it, with the mistakes that kept it out of force."""

    number: int
    seen: datetime
    digest: str
    files: dict[str, str]
    mistakes: tuple[Mistake, ...]

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


def number_in_force(tx: Transaction) -> int | None:
    """The number of that version, without its texts."""
    rows = tx.execute(select(configs.c.number, configs.c.mistakes).order_by(configs.c.number.desc()))
    return next((row.number for row in rows if not row.mistakes), None)


def one(tx: Transaction, *, faultless: bool) -> StoredConfig | None:
    rows = tx.execute(select(configs).order_by(configs.c.number.desc()))
    for row in rows:
        if not (faultless and row.mistakes):
            mistakes = tuple(Mistake(*mistake) for mistake in row.mistakes)
            return StoredConfig(row.number, row.seen, row.digest, row.files, mistakes)
    return None


def keep(
    tx: Transaction, now: datetime, digest: str, files: Mapping[str, str], mistakes: tuple[Mistake, ...]
) -> None:
    """Keep a version that was looked at; of older ones only the newest without mistakes stays."""
    good = in_force(tx)
    spared = good.number if good and mistakes else -1
    tx.execute(delete(configs).where(configs.c.number != spared))
    rows = [[m.file, m.line, m.column, m.message] for m in mistakes]
    number = (good.number if good else 0) + 1
    tx.execute(
        insert(configs).values(number=number, seen=now, digest=digest, files=dict(files), mistakes=rows)
    )


def site_id(tx: Transaction, wanted: str, now: datetime) -> str:
    """The site's id, written down the first time; every permanent id is made from it."""
    stored: str | None = tx.execute(select(site.c.id)).scalar()
    if stored is None:
        tx.execute(insert(site).values(number=1, id=wanted, founded=now))
    return stored or wanted
