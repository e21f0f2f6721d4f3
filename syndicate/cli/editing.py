"""`add`, `remove`, `pause`, `resume` and `edit`: feeds.yaml changed for an operator, with every comment kept.

In: the file, and what to change. Out: the difference, shown before it is written; the file is replaced at once, and
only by one without mistakes. A service that runs picks it up by itself.
"""

import difflib
import sys
from collections.abc import Callable
from pathlib import Path

import click

from ..check import check
from ..config import live
from ..config.edit import add as add_sources
from ..config.edit import drop, put, remove
from ..config.model import Config
from ..config.write import write
from ..errors import ConfigError
from ..trial.block import keyed
from . import logs, trying
from .shared import FAULTY, at, plainly, secrets, settings

YES = click.option("--yes", is_flag=True, help="Write the change without asking.")


@click.command("add")
@click.argument("url")
@click.option("--key", help="The permanent key of the source; made from its address, if left out.")
@click.option("--allow", multiple=True, help="A host:port in your own network that may be asked.")
@YES
@plainly
def adding(url: str, key: str | None, allow: tuple[str, ...], *, yes: bool) -> None:
    """Try URL, and write it into feeds.yaml as a source, after the others.

    The change is shown first. The exit code is 1 if the address cannot be a source.
    """
    chosen = settings()
    logs.start(chosen.log, quiet=True)
    trial = trying.attempt(chosen.config, url, allow)
    if trial.failed or not trial.entries:
        click.echo(trying.as_text(trial), err=True)
        click.echo("\nNothing was written: add the address of a feed, or paste what suits.", err=True)
        sys.exit(FAULTY)
    if same := at_address(chosen.config, trial.url):
        click.echo(f"{trial.url} is there already, as '{same}': nothing was written", err=True)
        sys.exit(FAULTY)
    text = live.read(chosen.config)
    name, block = keyed(trial.block, key, taken(text, chosen.config))
    click.echo(f"{trial.url}: {trial.kind}, items: {len(trial.entries)}")
    for warning in trial.warnings:
        click.echo(f"Warning: {warning}")
    change(chosen.config, lambda text, file: add_sources(text, file, {name: block}), yes=yes)


def at_address(path: Path, address: str) -> str | None:
    """The key of the source that has this address, if there is one."""
    config = judged(live.read(path), path)
    return next((key for key, source in config.sources.items() if source.address == address), None)


def taken(text: str, path: Path) -> set[str]:
    """The keys that there are."""
    return set(judged(text, path).sources)


def judged(text: str, path: Path) -> Config:
    """Judge a text that may take the place of the file, with the files beside it."""
    return check(text, path.name, secrets(), live.there(live.beside(path, text)))


@click.command("remove")
@click.argument("source")
@YES
@plainly
def removing(source: str, *, yes: bool) -> None:
    """Take SOURCE out of feeds.yaml: it is asked no more, and its items stay."""
    change(settings().config, lambda text, file: remove(text, file, source), yes=yes)


@click.command("pause")
@click.argument("source")
@YES
@plainly
def pausing(source: str, *, yes: bool) -> None:
    """Ask SOURCE no more until `syndicate resume`; its items stay."""
    change(settings().config, lambda text, file: put(text, file, source, "paused", "true"), yes=yes)


@click.command("resume")
@click.argument("source")
@YES
@plainly
def resuming(source: str, *, yes: bool) -> None:
    """Ask SOURCE again after `syndicate pause`."""
    change(settings().config, lambda text, file: drop(text, file, source, "paused"), yes=yes)


@click.command("edit")
@plainly
def editing() -> None:
    """Open feeds.yaml in your editor ($EDITOR), and write it only when it has no mistakes."""
    path = settings().config
    before = text = live.read(path)
    while True:
        edited = click.edit(text, extension=".yaml")
        if edited is None or edited == before:
            click.echo("Nothing was changed.")
            return
        text = edited
        try:
            judged(text, path)
        except ConfigError as error:
            click.echo("\n".join(str(at(mistake, path)) for mistake in error.mistakes), err=True)
            if click.confirm("Edit again? (No: leave feeds.yaml as it was)", default=True):
                continue
            sys.exit(FAULTY)
        write(path, before, text)
        click.echo(f"{path}: written")
        return


def change(path: Path, edit: Callable[[str, str], str], *, yes: bool) -> None:
    """Show what an edit changes, and write it if the operator agrees and nothing is wrong with it."""
    before = live.read(path)
    after = edit(before, path.name)
    if after == before:
        click.echo("There is nothing to change.")
        return
    judged(after, path)
    click.echo(difference(before, after, path.name))
    if not yes and not click.confirm(f"Write this to {path}?", default=True):
        click.echo("Nothing was written.")
        sys.exit(FAULTY)
    write(path, before, after)
    click.echo(f"{path}: written")


def difference(before: str, after: str, name: str) -> str:
    """The lines that change, as `diff -u` shows them."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, f"{name} (new)", lineterm="")
    return "\n".join(lines)
