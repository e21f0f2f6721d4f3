"""`syndicate backup`: all that is known, as one file, while the service runs."""

from pathlib import Path

import click

from ..errors import SettingsError
from ..store.backup import backup
from ..store.database import exists, open_database
from .shared import plainly, settings


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@plainly
def save(file: Path) -> None:
    """Copy the database into FILE, which may not be there yet; the service goes on meanwhile.

    The copy holds everything: items with their ids, feeds, archives, and the feeds.yaml in force. To restore it, stop
    the service and put the copy in the place of the database. PostgreSQL is backed up by its own tools.
    """
    url = settings().database
    if not exists(url):
        raise SettingsError(
            "There is no database yet: nothing to back up. Set SYNDICATE_DATABASE if it is elsewhere."
        )
    store = open_database(url)
    try:
        size = backup(store, file)
    finally:
        store.close()
    click.echo(f"{file}: written, {size / 1_000_000:.1f} MB")
