"""Open a database, run transactions in it, bring its schema up to date. SQLite by default, PostgreSQL by URL."""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from ..errors import StoreError

try:
    from pysqlite3 import dbapi2 as bundled
except ImportError:  # no wheel for this platform: Python's own, whose version `old_sqlite` judges
    bundled = None

Transaction = Connection

INSERTS: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

BUSY = 30  # seconds to wait for another writer
MIGRATIONS = Path(__file__).parent / "migrations"
MIGRATING = 7236542  # the advisory lock of PostgreSQL that lets one process migrate at a time


class Database:
    """A database of ours: `read()` and `write()` give transactions."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        # Writers of one process wait for each other here: SQLite lets them sleep, and look again now and then.
        self.turn: AbstractContextManager[object] = nullcontext()
        if self.url.get_backend_name() == "sqlite":
            self.engine = self.reader = sqlite_engine(self.url)
            self.turn = Lock()
        else:
            self.engine = create_engine(self.url, pool_pre_ping=True)
            self.reader = self.engine.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A view of the rows that does not change while it is open."""
        with self.reader.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A transaction that is committed at the end; on SQLite it takes the write lock at its start.

        A plain BEGIN that reads first and writes later fails as soon as another process has written in between.
        """
        # Its turn first: who waits needs no connection, each of which has a memory of its own.
        with (
            self.turn,
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def rebuild(self) -> Iterator[Transaction]:
        """A writing transaction in which a table may be replaced by another.

        SQLite changes a column so. With foreign keys in force, dropping the old table takes along what points to it, or
        fails; and they can only be switched off before a transaction begins.
        """
        writing = self.engine.connect().execution_options(writes=True)
        with writing as connection, self.turn:
            tied(connection, "OFF")
            try:
                with connection.begin():
                    yield connection
            finally:
                tied(connection, "ON")

    def close(self) -> None:
        self.engine.dispose()


def tied(connection: Connection, state: str) -> None:
    """Switch foreign keys, outside of a transaction; those of PostgreSQL need no switch."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA foreign_keys={state}")


def open_database(url: str) -> Database:
    """Open the database at `url` and bring its schema up to date, or say why it cannot be used."""
    database = connect(url)
    try:
        migrate(database)
    except (SQLAlchemyError, OSError) as error:
        database.close()
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(
            f"The database {shown(database.url)} cannot be opened: {cause}. {way_out(database.url)}"
        ) from error
    except StoreError:
        database.close()
        raise
    return database


def exists(url: str) -> bool:
    """Tell whether there may be a database at `url`: a file of SQLite that is not there is not made by asking."""
    path = url.partition("///")[2].partition("?")[0]
    return not url.startswith("sqlite") or (bool(path) and Path(path).exists())


def connect(url: str) -> Database:
    try:
        return Database(url)
    except ImportError as error:
        raise StoreError(
            f"This kind of database needs {error.name}, which is not installed: install syndicate[postgres]"
        ) from error
    except (SQLAlchemyError, ValueError):  # not told further: the message may repeat a password
        raise StoreError(
            "SYNDICATE_DATABASE is not an address of a database: write postgresql://user:password@host/name,"
            " with %40 for an @ in the password"
        ) from None


def shown(url: URL) -> str:
    """The address without its password."""
    return url.render_as_string(hide_password=True)


def way_out(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return "Check that its folder exists and may be written to, or set SYNDICATE_DATABASE."
    return "Check that the server runs and that the address in SYNDICATE_DATABASE is right."


def sqlite_engine(url: URL) -> Engine:
    # The connection used last goes first: it remembers the pages that are asked for again.
    made = create_engine(url, module=sqlite_module(), connect_args={"timeout": BUSY}, pool_use_lifo=True)
    event.listen(made, "connect", prepare)
    event.listen(made, "begin", begin)
    return made


def sqlite_module() -> ModuleType:
    """SQLite before 3.51.3 can lose commits with two writers in WAL mode, and Python's own is often older."""
    return bundled or sqlite3


def old_sqlite() -> str | None:
    """The version of SQLite in use, if it is one with that fault."""
    module: Any = sqlite_module()
    return module.sqlite_version if module.sqlite_version_info < (3, 51, 3) else None


def prepare(connection: Any, _: ConnectionPoolEntry) -> None:
    """Leave transactions to us, and let readers and one writer work side by side."""
    connection.isolation_level = None
    write_ahead(connection)
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def write_ahead(connection: Any) -> None:
    """Switch to WAL; SQLite does not wait by itself while another process switches the same new database."""
    for pause in (0.05, 0.1, 0.2, 0.4, 0.8, None):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite_module().OperationalError as error:
            if pause is None or "locked" not in str(error):
                raise
            time.sleep(pause)


def begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def queue(tx: Transaction, number: int) -> None:
    """Wait until no other transaction does what this number stands for; on SQLite a writer is alone anyway."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def upsert(tx: Transaction, table: Table) -> Any:
    """An INSERT that may say what happens where there is such a row: only the dialects have one."""
    return INSERTS[tx.dialect.name](table)


def migrate(database: Database) -> None:
    """Bring the schema to this version's, one process at a time; refuse a newer one."""
    known = revisions()
    with database.rebuild() as tx:
        queue(tx, MIGRATING)
        stored = revision(tx)
        if stored is not None and stored not in known:
            raise StoreError(
                f"The database {shown(database.url)} was written by a newer version of Syndicate (schema {stored})."
                " Install that version, or restore a backup."
            )
        if stored != known[-1]:
            import_module(".migrate", __package__).upgrade(tx)
            if tx.dialect.name == "sqlite" and (lost := tx.execute(text("PRAGMA foreign_key_check")).first()):
                raise StoreError(
                    f"The database {shown(database.url)} was left as it was: rows of {lost[0]} point to none."
                    " Restore a backup."
                )


def revisions() -> list[str]:
    """The schemas there have been, in order: the numbers with which the names of migrations begin."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def revision(tx: Transaction) -> str | None:
    """The schema of a database; None for an empty one."""
    if not inspect(tx).has_table("alembic_version"):
        return None
    return tx.execute(text("SELECT version_num FROM alembic_version")).scalar()
