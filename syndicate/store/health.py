"""A database in, what is wrong with it out: faults of its version, damage, how far its clock is from ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from .database import Database, old_sqlite

OLDEST = 140_000  # PostgreSQL, as it numbers itself: older ones get no corrections any more
# Versions that could damage indexes while they were made.
DAMAGING = range(140_000, 140_004)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at a database found: its name and version, and a sentence for each fault."""

    version: str
    faults: tuple[str, ...]
    folder: Path | None = None  # where it is written to, if that is on this machine


def examine(database: Database, now: datetime) -> Examined:
    """Look at a database; reads it once as a whole if it is SQLite."""
    if database.url.get_backend_name() == "sqlite":
        return of_sqlite(database)
    with database.read() as tx:
        number = int(tx.execute(text("SHOW server_version_num")).scalar_one())
        version = str(tx.execute(text("SHOW server_version")).scalar_one())
        there: datetime = tx.execute(text("SELECT clock_timestamp()")).scalar_one()
    return Examined(f"PostgreSQL {version}", tuple(of_postgresql(number, version, there, now)))


def of_postgresql(number: int, version: str, there: datetime, now: datetime) -> Iterator[str]:
    if number < OLDEST:
        yield f"PostgreSQL {version} gets no corrections any more: move to a newer one"
    if number in DAMAGING:
        yield f"PostgreSQL {version} can damage indexes: install 14.4 or newer, and run REINDEX"
    if abs((there.astimezone(UTC) - now).total_seconds()) > 60:
        yield f"the clock of the database server says {there.astimezone(UTC):%H:%M:%S}, ours {now:%H:%M:%S}: set both by NTP"


def of_sqlite(database: Database) -> Examined:
    faults = []
    with database.read() as tx:
        version = str(tx.execute(text("SELECT sqlite_version()")).scalar_one())
        damage = [str(row[0]) for row in tx.execute(text("PRAGMA quick_check(5)"))]
    if old_sqlite():
        faults.append(f"SQLite {version} can lose data when two processes write: use 3.51.3 or newer")
    if damage != ["ok"]:
        faults.append(f"the file is damaged ({damage[0]}): restore a backup")
    path = Path(database.url.database or "")
    return Examined(f"SQLite {version}", tuple(faults), path.resolve().parent)
