"""`syndicate alarms`: what is wrong now, where operators follow it, and who is written to. Rows and settings in, words out."""

import os
import sys
from collections.abc import Iterator
from typing import Any

import click

from ..clean.text import printable
from ..config.alarms import Alarms, alarms
from ..post import Letter, send
from ..schedule.work import utc_now
from ..store import incidents
from ..store.database import open_database
from ..store.incidents import Incident
from .explaining import in_force, moment
from .shared import FAULTY, plainly, say, settings


@click.command("alarms")
@click.option(
    "--new-address", is_flag=True, help="Make another address for the feed; the old one is no more."
)
@click.option("--try-mail", is_flag=True, help="Send an e-mail now, to see whether it arrives.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def show_alarms(*, new_address: bool, try_mail: bool, as_json: bool) -> None:
    """Say what is wrong now, at which address it can be followed in a feed reader, and who is written to.

    Whoever has the address can read it: it is a secret. The exit code is 1 if something is wrong.
    """
    where = alarms(os.environ)
    store = open_database(settings().database)
    try:
        with store.write() as tx:
            base = in_force(tx).site.base
            address = f"{base}/incidents/{incidents.mint(tx, anew=new_address)}.atom"
            found = incidents.standing(tx)
    finally:
        store.close()
    if try_mail:
        attempt(where)
    say(as_object(found, address, where) if as_json else "\n".join(said(found, address, where)))
    sys.exit(FAULTY if found else 0)


def attempt(where: Alarms) -> None:
    """Send a letter that says nothing but that it came."""
    if where.mail is None:
        raise click.UsageError("no mail server is set: see SYNDICATE_SMTP in the README")
    now = utc_now()
    lines = ["This is how Syndicate writes to you when something is wrong. Nothing is now."]
    send(
        where.mail,
        Letter("Syndicate: a trial", lines, now, f"syndicate.trial.{now:%Y%m%d%H%M%S%f}@localhost"),
    )
    click.echo(f"an e-mail was handed over for {', '.join(where.mail.to)}", err=True)


def said(found: list[Incident], address: str, where: Alarms) -> Iterator[str]:
    for one in found:
        yield printable(f"since {moment(one.opened)}: {one.said}")
    yield "" if found else "Nothing is wrong."
    yield f"To follow in a feed reader (a secret): {address}"
    if where.mail:
        yield f"A letter goes to {', '.join(where.mail.to)} at {where.mail.hour} o'clock when something is wrong."
    else:
        yield "Nobody is written to: set SYNDICATE_SMTP, SYNDICATE_MAIL_FROM and SYNDICATE_MAIL_TO."
    if not where.ping:
        yield "No other service watches this one: set SYNDICATE_PING."


def as_object(found: list[Incident], address: str, where: Alarms) -> dict[str, Any]:
    return {
        "incidents": [
            {"kind": one.kind, "subject": one.subject, "since": moment(one.opened), "said": one.said}
            for one in found
        ],
        "feed": address,
        "mail_to": list(where.mail.to) if where.mail else [],
        "pinged": where.ping is not None,
    }
