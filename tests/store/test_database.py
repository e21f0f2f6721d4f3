"""Stories of opening, migrating and sharing a database."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from signal import SIGKILL

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import IntegrityError

from syndicate.errors import StoreError
from syndicate.store import items, ledger, pictures, sources, staff, upkeep, workers
from syndicate.store.database import (
    MIGRATIONS,
    Database,
    connect,
    migrate,
    old_sqlite,
    open_database,
    revisions,
)
from syndicate.store.migrate import upgrade
from syndicate.store.tables import items as item_rows
from syndicate.store.tables import keys, metadata, variants
from syndicate.store.tables import sources as source_rows

from .rows import NOW, follow, listed, put

ROOT = Path(__file__).parents[2]


def test_the_migrations_make_the_schema_of_the_tables(store: Database) -> None:
    def declared(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or not str(name).startswith("search")  # of each database's own kind

    with store.read() as tx:
        context = MigrationContext.configure(tx, opts={"include_name": declared})
        assert compare_metadata(context, metadata) == []
    assert {
        table.metadata
        for table in (ledger.decisions, pictures.pictures, staff.operators, upkeep.drifts, variants)
    } == {metadata}


def test_migrating_twice_keeps_everything(store: Database) -> None:
    follow(store, listed("a"))
    put(store, "one")
    migrate(store)
    with store.read() as tx:
        assert items.find(tx, "one")


def test_a_moment_is_the_same_everywhere(store: Database) -> None:
    """Written in whatever zone, read in UTC; SQLite keeps what every version before has written."""
    moment = datetime(2026, 3, 1, 12, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    follow(store, listed("a"))
    with store.write() as tx:
        tx.execute(update(source_rows).values(asked=moment, changed=moment.replace(microsecond=12)))
        row = tx.execute(select(source_rows.c.asked, source_rows.c.changed, source_rows.c.rekeyed)).one()
        kept = tx.execute(text("SELECT asked FROM sources")).scalar_one()
    assert (row.asked, row.rekeyed) == (datetime(2026, 3, 1, 7, tzinfo=UTC), None)
    assert (row.asked.tzinfo, row.changed.microsecond) == (UTC, 12)
    if store.engine.dialect.name == "sqlite":
        assert kept == "2026-03-01 07:00:00.000000"


THE_FIRST = (
    "INSERT INTO sources (id, key, first_key, name, url, host, republish, active, next_fetch, detail, failures, title)"
    " VALUES (1, 'a', 'a', 'A', 'https://a.example', 'a.example', 'full', true, '2026-01-01 00:00:00', '', 0, '')",
    "INSERT INTO items (id, uid, source_id, published, updated, first_seen, rules)"
    " VALUES (1, 'one', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '')",
    "INSERT INTO keys (source_id, key, item_id) VALUES (1, 'guid:one', 1)",
    "INSERT INTO matches (category, item_id, published, reasons)"
    " VALUES ('development', 1, '2026-01-01 00:00:00', '[]')",
    "INSERT INTO entered (category, language, number, item_id, moment)"
    " VALUES ('development', '', 1, 1, '2026-01-01 00:00:00')",
)


def test_a_database_of_the_first_schema_is_brought_up_to_date_with_all_its_rows(url: str) -> None:
    """SQLite replaces tables to change them, and other rows point to these."""
    old = connect(url)
    with old.write() as tx:
        upgrade(tx, "0001")
        for row in THE_FIRST:
            tx.execute(text(row))
    old.close()
    store = open_database(url)
    with store.read() as tx:
        counts = [
            tx.execute(text(f"SELECT count(*) FROM {name}")).scalar()
            for name in ("sources", "items", "keys", "matches", "entered")
        ]
    assert counts == [1] * 5
    with pytest.raises(IntegrityError), store.write() as tx:
        tx.execute(text("DELETE FROM sources"))
    store.close()


def test_two_processes_open_a_new_database_at_once(url: str) -> None:
    program = (
        "import sys; from syndicate.store.database import open_database; open_database(sys.argv[1]).close()"
    )
    command = [sys.executable, "-c", program, url]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(one.communicate()[1], one.returncode) for one in both] == [("", 0)] * 2


def test_a_database_of_this_version_is_opened_without_alembic(store: Database) -> None:
    """It would stay in the memory of every process."""
    program = (
        "import sys; from syndicate.store.database import open_database; open_database(sys.argv[1]).close();"
        " print('alembic' in sys.modules)"
    )
    address = store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", program, address]
    assert subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout == b"False\n"


def test_the_names_of_migrations_tell_their_order() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert revisions() == [one.revision for one in reversed(list(scripts.walk_revisions()))]


def test_a_newer_schema_is_refused(store: Database) -> None:
    with store.write() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(
        StoreError, match=r"newer version of Syndicate \(schema 9999\)\. Install that version"
    ):
        open_database(store.url.render_as_string(hide_password=False))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:////nowhere/at/all.db", "unable to open database file. Check that its folder exists"),
        (f"sqlite:///{__file__}", "file is not a database. Check"),
        ("sqlite:////", "unable to open database file. Check"),
        ("postgresql+psycopg://me:s3cret@127.0.0.1:1/x", "me:***@127.0.0.1:1/x cannot be opened: connection"),
        ("postgresql+psycopg://me:s3cret@127.0.0.1:port/x", "is not an address of a database: write"),
        ("postgresql+psycopg://me:s3[cret@[::1/x", "is not an address of a database: write"),
        ("nosuch://me:s3cret@host/x", "is not an address of a database: write"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(url: str, said: str) -> None:
    with pytest.raises(StoreError) as raised:
        open_database(url)
    message = str(raised.value)
    assert said in message
    assert "\n" not in message
    assert "s3" not in message


def test_a_driver_that_is_not_installed() -> None:
    with pytest.raises(
        StoreError, match=r"needs pg8000, which is not installed: install syndicate\[postgres\]"
    ):
        open_database("postgresql+pg8000://me@127.0.0.1/x")


def test_moments_come_back_in_utc(store: Database) -> None:
    with store.write() as tx:
        workers.beat(tx, "one", NOW)
    with store.read() as tx:
        seen = workers.last_beat(tx)
    assert seen is not None
    assert seen.isoformat() == "2026-06-01T12:00:00+00:00"


def test_what_fails_leaves_nothing(store: Database) -> None:
    def fail_midway() -> None:
        with store.write() as tx:
            workers.beat(tx, "one", NOW)
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        fail_midway()
    with store.read() as tx:
        assert workers.last_beat(tx) is None


def test_a_view_does_not_change_while_it_is_open(store: Database) -> None:
    follow(store, listed("a"))
    with store.read() as tx:
        before = sources.states(tx)
        follow(store, listed("a"), listed("b"))
        assert sources.states(tx) == before
    with store.read() as tx:
        assert len(sources.states(tx)) == 2


def test_many_who_read_first_and_write_later(store: Database, url: str) -> None:
    """No writer is turned away, and no count is lost."""
    follow(store, listed("a"))

    def work(name: str) -> None:
        own = Database(url)
        for number in range(20):
            with own.write() as tx:
                (state,) = sources.states(tx, ["a"])
                workers.beat(tx, f"{name}-{number}", NOW)
                sources.record(tx, state, {"detail": f"{name} {number}"})
        own.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, "abcdef"))
    with store.read() as tx:
        assert tx.execute(select(func.count()).select_from(metadata.tables["workers"])).scalar() == 120


def test_a_writer_that_is_killed_leaves_whole_items(store: Database, url: str) -> None:
    follow(store, listed("a"))
    command = [sys.executable, "-m", "tests.store.writer", url]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    written = [process.stdout.readline() for _ in range(25)][-1]
    process.send_signal(SIGKILL)
    process.communicate()
    migrate(store)
    with store.read() as tx:
        numbers = set(tx.execute(select(item_rows.c.id)).scalars())
        assert len(numbers) >= int(written)
        for column in (variants.c.item_id, keys.c.item_id):
            assert set(tx.execute(select(column)).scalars()) == numbers


def test_the_bundled_sqlite_has_the_mended_wal() -> None:
    if "pysqlite3" not in sys.modules:
        pytest.skip("there is no wheel of pysqlite3 for this platform")
    assert old_sqlite() is None
