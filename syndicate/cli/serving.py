"""`syndicate serve`: the web alone. Nothing that works is loaded for it."""

import click

from ..store.database import open_database
from ..web.server import serve as serve_web
from . import logs, processes
from .shared import plainly, settings


@click.command()
@click.option("--attached", is_flag=True, hidden=True, help="End when standard input ends.")
@plainly
def serve(*, attached: bool) -> None:
    """Serve the web without working, until Ctrl-C. Any WSGI server on wsgi:app does the same."""
    chosen = settings()
    logs.start(chosen.log)
    processes.probe(chosen.host, chosen.port)
    open_database(chosen.database).close()
    if attached:
        processes.end_with_input()
    serve_web(chosen)
