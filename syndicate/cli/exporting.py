"""`syndicate export`: what is published, as files."""

from pathlib import Path

import click

from ..config.addresses import prefix
from ..errors import SettingsError
from ..store import documents
from ..store.database import open_database
from ..web import create_app
from ..web.export import Exported, export
from .commands import plainly, settings


@click.group("export")
def exporting() -> None:
    """Write what is published into files."""


@exporting.command("site")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@plainly
def site(folder: Path) -> None:
    """Write the whole site below FOLDER: feeds, archives, the list of feeds and all pages.

    Any web server or cache can serve them without us; docs/static.md shows how. Only what changed is written.
    """
    store = open_database(settings().database)
    try:
        app = create_app(store)
        config = app.extensions["syndicate"].current.config()
        if config is None:
            raise SettingsError("Nothing is published yet: run 'syndicate run' or 'syndicate refresh' first")
        with store.read() as tx:
            paths = documents.paths(tx)
        said = tell(export(app, paths, folder, prefix(config)))
    finally:
        store.close()
    click.echo(f"{folder}: {said}")


def tell(result: Exported) -> str:
    ended = f", {len(result.gone)} addresses have ended" if result.gone else ""
    return f"{result.written} files written, {result.unchanged} unchanged, {result.removed} removed{ended}"
