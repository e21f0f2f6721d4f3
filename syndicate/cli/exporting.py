"""`syndicate export`: what is published, as files, and the list of sources for other readers."""

from pathlib import Path

import click

from ..config import live
from ..config.addresses import prefix
from ..config.load import load
from ..config.model import text_in
from ..errors import SettingsError
from ..sources.freshrss import attributes_of
from ..sources.outlines import write
from ..store import documents
from ..store.database import open_database
from ..web import create_app
from ..web.export import Exported, export
from ..web.frame import SEARCH
from .deciding import export_decisions
from .shared import plainly, settings


@click.group("export")
def exporting() -> None:
    """Write what is published, or the list of sources, into files."""


exporting.add_command(export_decisions)


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
        app.config[SEARCH] = False
        config = app.extensions["syndicate"].current.config()
        if config is None:
            raise SettingsError("Nothing is published yet: run 'syndicate run' or 'syndicate refresh' first")
        with store.read() as tx:
            paths = documents.paths(tx)
        said = tell(export(app, paths, folder, prefix(config), config.renamed))
    finally:
        store.close()
    click.echo(f"{folder}: {said}")


def tell(result: Exported) -> str:
    ended = f", {len(result.gone)} addresses have ended" if result.gone else ""
    return f"{result.written} files written, {result.unchanged} unchanged, {result.removed} removed{ended}"


@exporting.command("opml")
@plainly
def opml() -> None:
    """Print the sources of feeds.yaml as OPML, for a reader; FreshRSS reads pages with their selectors too.

    What OPML has no word for is said on standard error. Secrets are not in it.
    """
    text, beside = live.written(settings().config)
    config = load(text, beside=beside)  # with secrets as they are written
    outlines: list[dict[str, str]] = []
    for key, source in config.each():
        attributes, lost = attributes_of(source)
        if attributes:
            outlines.append(attributes)
            lost = [f"not told: {one}" for one in lost]
        for one in lost:
            click.echo(f"{key}: {one}", err=True)
    click.echo(write(text_in(config.site.title, config.site.languages, None), outlines), nl=False)
