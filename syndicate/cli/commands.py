"""The commands for every day, a function each; those with more to them have modules of their own."""

import sys
from pathlib import Path

import click

from ..check import check as check_text
from ..config import live
from ..config.reference import reference
from ..config.schema import schema as json_schema
from ..errors import ConfigError
from ..jobs.release import release as release_items
from ..schedule.work import Worker, utc_now
from ..store.database import open_database
from . import asking, example, explaining, listing, logs, trying, vanishing
from .shared import FAULTY, at, plainly, say, secrets, settings
from .working import warn


@click.command()
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


@click.command()
@click.option("--reference", "as_page", is_flag=True, help="Print a page that explains every key instead.")
def schema(*, as_page: bool) -> None:
    """Print the JSON Schema of feeds.yaml, by which editors complete and explain what is written."""
    say(reference().rstrip() if as_page else json_schema())


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
@plainly
def init(folder: Path) -> None:
    """Write an example feeds.yaml with its samples into FOLDER (here), to begin with."""
    for path in example.write(folder):
        click.echo(f"wrote {path}")
    click.echo("Now run: syndicate run")


@click.command()
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


@click.command()
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


@click.command()
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


@click.command()
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


@click.command()
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
