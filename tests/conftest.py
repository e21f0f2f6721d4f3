"""What tests of several packages share: an empty database of each kind, and one with our schema."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from syndicate.store.database import Database, open_database

POSTGRES = make_url(
    os.environ.get("SYNDICATE_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
)

# No test is timed: machines are shared, and what one example takes says nothing.
settings.register_profile("untimed", settings.default, deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Engine]:
    """The server on which tests make their databases; where none answers they are skipped, except in CI."""
    server = create_engine(POSTGRES, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 5})
    try:
        server.connect().close()
    except OperationalError:
        reason = f"no PostgreSQL answers at {POSTGRES!r}: set SYNDICATE_TEST_POSTGRES"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    yield server
    server.dispose()


@contextmanager
def fresh(server: Engine) -> Iterator[str]:
    """A new database on the server, dropped afterwards whoever is still connected."""
    name = f"syndicate_test_{uuid4().hex[:12]}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield POSTGRES.set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    with fresh(request.getfixturevalue("postgres")) as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[Database]:
    """A database with our schema and nothing in it."""
    opened = open_database(url)
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _log() -> Iterator[None]:
    """A command sets the level of the log for its process, which tests share."""
    root = logging.getLogger()
    level = root.level
    yield
    root.setLevel(level)
