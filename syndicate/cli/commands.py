"""The commands, a function each. Exit codes: 0 all is well, 1 what was asked for has faults, 2 wrong use,
3 the environment does not allow it (a port in use, a database that cannot be opened).
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click

from .. import __version__
from ..check import check as check_text
from ..config import live
from ..config.alarms import alarms
from ..config.reference import reference
from ..config.schema import schema as json_schema
from ..config.settings import Secrets, Settings, from_environment
from ..errors import ConfigError, Mistake, SyndicateError
from ..jobs.release import release as release_items
from ..schedule import local
from ..schedule.bells import Bells
from ..schedule.work import Worker, utc_now
from ..store.database import old_sqlite, open_database
from ..web.server import serve as serve_web
from . import asking, example, explaining, listing, logs, processes, trying, vanishing

P = ParamSpec("P")

FAULTY, FORBIDDEN = 1, 3


def plainly(command: Callable[P, None]) -> Callable[P, None]:
    """Print an error of ours as its message alone: the operator's part of it is all in there."""

    @wraps(command)
    def said(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except SyndicateError as error:
            click.echo(str(error), err=True)
            sys.exit(FAULTY if isinstance(error, ConfigError) else FORBIDDEN)

    return said


def settings() -> Settings:
    return from_environment(os.environ)


def secrets() -> Mapping[str, str]:
    """What `${NAME}` stands for; none of it gets into the log."""
    return logs.Hiding(Secrets(os.environ))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="syndicate")
def main() -> None:
    """Gather news from many sources, file it into categories, publish each category as RSS, Atom and JSON Feed."""


@main.command()
@click.option("--host", help="Address to listen on (SYNDICATE_HOST, 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (SYNDICATE_PORT, 8080).")
@plainly
def run(host: str | None, port: int | None) -> None:
    """Run the whole service: web and work together, until Ctrl-C."""
    chosen = settings()
    chosen = replace(chosen, host=host or chosen.host, port=port or chosen.port)
    logs.start(chosen.log)
    alarms(os.environ)  # says at once what is wrong with them
    processes.probe(chosen.host, chosen.port)
    prepare(chosen)
    shown = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    click.echo(f"Syndicate runs at http://{shown}:{chosen.port}/ - stop it with Ctrl-C.", err=True)
    processes.supervise(chosen)


def prepare(chosen: Settings) -> None:
    """Bring the database up to date and feeds.yaml in force, or say why that cannot be done, before anything starts."""
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


@main.command()
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


@main.command()
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


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@plainly
def check(file: Path | None) -> None:
    """Say every mistake in FILE (feeds.yaml), each as FILE:LINE:COL: message.

    Where a database has another file in force, feeds that would answer no more are named too.
    """
    path = file or settings().config
    try:
        text, beside = live.written(path)
        config = check_text(text, path.name, secrets(), beside)
    except ConfigError as error:
        for mistake in error.mistakes:
            click.echo(str(at(mistake, path)))
        sys.exit(FAULTY)
    click.echo(f"{path}: no mistakes, {len(config.sources)} sources, {len(config.categories)} categories")
    for warning in vanishing.warnings(config, settings().database, utc_now()):
        click.echo(warning)


def at(mistake: Mistake, path: Path) -> Mistake:
    """Name the file, feeds.yaml or one beside it, as it can be found from where we are."""
    return replace(mistake, file=str(path.parent / mistake.file))


@main.command()
@click.option("--reference", "as_page", is_flag=True, help="Print a page that explains every key instead.")
def schema(*, as_page: bool) -> None:
    """Print the JSON Schema of feeds.yaml, by which editors complete and explain what is written."""
    say(reference().rstrip() if as_page else json_schema())


@main.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@plainly
def init(folder: Path) -> None:
    """Write an example feeds.yaml with its samples into FOLDER (here), to begin with."""
    for path in example.write(folder):
        click.echo(f"wrote {path}")
    click.echo("Now run: syndicate run")


@main.command()
@click.argument("sources", nargs=-1)
@click.option(
    "--force", is_flag=True, help="Ask even what is not due: only sources with 'allow:', and files."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def refresh(sources: tuple[str, ...], *, force: bool, as_json: bool) -> None:
    """Ask the SOURCES that are due now (all, if none is named), render what changed, and exit.

    The exit code is 1 if a source failed.
    """
    chosen = settings()
    logs.start(chosen.log, quiet=True)
    store = open_database(chosen.database)
    worker = Worker(store, chosen.config, secrets())
    warn(worker)
    try:
        result = asking.ask(worker, sources, force=force, shown=not as_json and sys.stderr.isatty())
    finally:
        worker.close()
        store.close()
    say(result.as_json() if as_json else result.as_text())
    sys.exit(FAULTY if result.failed else 0)


@main.command()
@click.option("--failing", is_flag=True, help="Only those that fail; the exit code is 1 if there is one.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def sources(*, failing: bool, as_json: bool) -> None:
    """Say of each source how it stands, when it is asked next and why."""
    store, now = open_database(settings().database), utc_now()
    try:
        found = listing.listings(store, now)
    finally:
        store.close()
    shown = [one for one in found if one.failing or not failing]
    say(listing.as_json(shown) if as_json else listing.as_text(shown, now))
    sys.exit(FAULTY if failing and shown else 0)


@main.command()
@click.argument("source")
@plainly
def release(source: str) -> None:
    """Publish what is held of SOURCE: new items that were far more than it brings. Else they wait for a day."""
    store = open_database(settings().database)
    released = release_items(store, source, utc_now())
    store.close()
    if released is None:
        raise click.UsageError(f"there is no source '{source}'")
    click.echo(f"{source}: {released} items released" if released else f"{source}: nothing is held")


@main.command()
@click.argument("url")
@click.option("--allow", multiple=True, help="A host:port in your own network that may be asked.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def test(url: str, allow: tuple[str, ...], *, as_json: bool) -> None:
    """Ask URL once: say what it is, what would be stored of it, and what to write in feeds.yaml.

    Nothing is stored. The exit code is 1 if the address cannot be a source.
    """
    chosen = settings()
    logs.start(chosen.log, quiet=True)
    trial = trying.attempt(chosen.config, url, allow)
    say(trying.as_json(trial) if as_json else trying.as_text(trial))
    sys.exit(FAULTY if trial.failed else 0)


@main.command()
@click.argument("item")
@click.argument("category", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def explain(item: str, category: str | None, *, as_json: bool) -> None:
    """Say what is known of ITEM, and for each category (or only CATEGORY) why it is in it or not.

    ITEM is its address at the source, its page here, its id, or a key by which it is known. The exit code is 1 if
    there is no such item.
    """
    store = open_database(settings().database)
    try:
        found = explaining.account(store, item, category)
    finally:
        store.close()
    if as_json:
        say(explaining.as_json(found))
    elif found:
        say("\n\n".join(one.as_text() for one in found))
    if not found:
        click.echo(explaining.unknown(item), err=True)
        sys.exit(FAULTY)


def say(result: str | dict[str, Any]) -> None:
    """Print words as they are, and anything else as JSON."""
    click.echo(result if isinstance(result, str) else json.dumps(result, ensure_ascii=False, indent=2))
