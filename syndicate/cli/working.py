"""`syndicate work`: the work alone, and what `run` has done before it. Nothing of the web is loaded for it."""

import os

import click

from ..config.alarms import alarms
from ..schedule import local
from ..schedule.bells import Bells
from ..schedule.work import Worker
from ..store.database import old_sqlite, open_database
from . import logs, processes
from .shared import plainly, secrets, settings


@click.command()
@click.option("--attached", is_flag=True, hidden=True, help="End when standard input ends.")
@plainly
def work(*, attached: bool) -> None:
    """Work without the web: ask sources and render feeds, until Ctrl-C."""
    chosen = settings()
    logs.start(chosen.log)
    stop = processes.stopped(attached=attached)
    store = open_database(chosen.database)
    worker = Worker(store, chosen.config, secrets())
    worker.editable = chosen.editable
    if not attached:  # else `run` has said it
        warn(worker)
    local.run(worker, stop, Bells(worker, alarms(os.environ)))
    store.close()


@click.command(hidden=True)
@plainly
def prepare() -> None:
    """Bring the database up to date and feeds.yaml in force, or say why that cannot be done, before `run` starts."""
    chosen = settings()
    logs.start(chosen.log)
    alarms(os.environ)  # says at once what is wrong with them
    store = open_database(chosen.database)
    worker = Worker(store, chosen.config, secrets())
    warn(worker)
    if chosen.database.startswith("sqlite") and (version := old_sqlite()):
        click.echo(f"SQLite {version} can lose data when two processes write: use 3.51.3 or newer.", err=True)
    worker.close()
    store.close()


def warn(worker: Worker) -> None:
    """Say that another feeds.yaml is in force than the one that is there."""
    if worker.mistakes:
        click.echo(
            f"{worker.path} has mistakes, which 'syndicate check' shows: the last good one stays in force.",
            err=True,
        )
