"""`syndicate run`: it prepares, works and serves in processes of its own making, and loads no part of the service itself."""

from dataclasses import replace

import click

from . import logs, processes
from .shared import plainly, settings


@click.command()
@click.option("--host", help="Address to listen on (SYNDICATE_HOST, 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (SYNDICATE_PORT, 8080).")
@plainly
def run(host: str | None, port: int | None) -> None:
    """Run the whole service: web and work together, until Ctrl-C."""
    chosen = settings()
    chosen = replace(chosen, host=host or chosen.host, port=port or chosen.port)
    logs.start(chosen.log)
    processes.probe(chosen.host, chosen.port)
    processes.prepare(chosen)
    shown = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    click.echo(f"Syndicate runs at http://{shown}:{chosen.port}/ - stop it with Ctrl-C.", err=True)
    processes.supervise(chosen)
