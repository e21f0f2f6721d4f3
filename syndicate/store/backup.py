"""A database that is in use in, a copy of all that is in it at one moment out, as a file of its own."""

import os
from pathlib import Path

from ..errors import StoreError
from .database import Database, shown, sqlite_module


def backup(database: Database, path: Path) -> int:
    """Copy a database of SQLite while others read and write it, and look whether the copy is whole; give its size.

    Of PostgreSQL its own tools make better copies than we could.
    """
    if database.url.get_backend_name() != "sqlite":
        raise StoreError(
            f"{shown(database.url)} is backed up by PostgreSQL's own tools:"
            " pg_dump --format=custom --file=syndicate.dump NAME, and pg_restore --clean --dbname=NAME syndicate.dump"
        )
    if path.exists():
        raise StoreError(f"{path} is there already: choose another name, or remove it")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        copy(database, part)
        os.chmod(part, 0o600)  # it holds what passwords were digested to
        part.replace(path)
    except (OSError, sqlite_module().Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error}") from error
    return path.stat().st_size


def copy(database: Database, path: Path) -> None:
    """Write the rows of one moment, without the room that deleted ones left."""
    connection = database.engine.raw_connection()
    try:
        connection.driver_connection.execute("VACUUM INTO ?", [str(path)])  # type: ignore[union-attr]
    finally:
        connection.close()
    written = sqlite_module().connect(path)
    try:
        if (told := written.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise OSError(f"the copy is damaged: {told}")
    finally:
        written.close()
