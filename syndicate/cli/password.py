"""`syndicate password`: who may sign in under /status, and which programs may read there. Names in, words out.

A password is asked for without being shown, or read from standard input, for machines without a terminal.
"""

import sys

import click

from ..clean.text import printable
from ..schedule.work import utc_now
from ..store import operators
from ..store.database import Database, open_database
from ..store.operators import PASSWORD, TOKEN
from ..web.status.passwords import LONGEST, SHORTEST, digest, make_token, seal
from .shared import FAULTY, plainly, settings

NAME = "operator"  # where none is given
LONGEST_NAME = 64  # characters


@click.command("password")
@click.argument("name", default=NAME)
@click.option("--token", "as_token", is_flag=True, help="Make a token for a program, which may only read.")
@click.option("--remove", is_flag=True, help="Let NAME in no longer; sessions end at once.")
@click.option("--list", "as_list", is_flag=True, help="Say who may come in.")
@plainly
def password(name: str, *, as_token: bool, remove: bool, as_list: bool) -> None:
    """Let NAME (operator) sign in under /status, with a password that is asked for twice, or read from a pipe.

    Another password ends all sessions of NAME. Nothing but a digest is stored. A token is shown once; a program sends it
    as 'Authorization: Bearer TOKEN'.
    """
    if as_token + remove + as_list > 1:
        raise click.UsageError("--token, --remove and --list go one at a time")
    if not name.isprintable() or name != name.strip() or not 1 <= len(name) <= LONGEST_NAME:
        raise click.UsageError(f"a name has 1 to {LONGEST_NAME} characters, and no space at its ends")
    secret = make_token() if as_token else None if remove or as_list else asked()
    store = open_database(settings().database)
    try:
        if as_list:
            say_all(store)
        elif remove:
            dismiss(store, name)
        elif secret:
            admit(store, name, secret, token=as_token)
    finally:
        store.close()


def asked() -> str:
    """Ask for a password, twice where somebody types it."""
    if sys.stdin.isatty():
        told: str = click.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    else:
        told = sys.stdin.readline().rstrip("\r\n")
    if not SHORTEST <= len(told) <= LONGEST:
        raise click.UsageError(f"a password has {SHORTEST} to {LONGEST} characters: several words are good")
    return told


def admit(store: Database, name: str, secret: str, *, token: bool) -> None:
    """Let somebody sign in, or a program read."""
    sealed = digest(secret) if token else seal(secret)
    with store.write() as tx:
        operators.keep(tx, name, TOKEN if token else PASSWORD, sealed, utc_now())
    if token:
        click.echo(f"The token of {name}, which is shown this once:", err=True)
        click.echo(secret)
    else:
        click.echo(f"{name} may sign in under /status")


def dismiss(store: Database, name: str) -> None:
    """Let somebody in no longer."""
    with store.write() as tx:
        found = operators.remove(tx, name)
    if not found:
        click.echo(f"there is no '{name}': see 'syndicate password --list'", err=True)
        sys.exit(FAULTY)
    click.echo(f"{name} may come in no longer")


def say_all(store: Database) -> None:
    """Say who may come in, and since when."""
    with store.read() as tx:
        found = operators.listed(tx)
    for one in found:
        click.echo(printable(f"{one.name}: {one.kind}, since {one.made:%Y-%m-%d}"))
    if not found:
        click.echo("Nobody may come in: 'syndicate password NAME' lets somebody.")
