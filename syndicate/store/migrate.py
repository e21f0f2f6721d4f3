"""Bring a database to the newest schema. Loaded only where a migration is missing: Alembic takes 10 MB of memory."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(tx: Connection, to: str = "head") -> None:
    """Run the migrations that are missing up to this one, in this transaction."""
    migrations = Config()
    migrations.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    migrations.attributes["connection"] = tx
    command.upgrade(migrations, to)
