"""`syndicate withdraw`: take an item out of all that is published, or back in. Rows in, words out."""

import click

from ..clean.text import printable
from ..jobs.withdraw import restore, withdraw
from ..schedule.work import Worker, utc_now
from ..store import history
from ..store.database import open_database
from . import logs
from .commands import plainly, secrets, settings, warn
from .explaining import names, unknown


@click.command("withdraw")
@click.argument("item")
@click.option("--reason", help="Why, in a sentence: it is published in place of the item.")
@click.option("--undo", is_flag=True, help="Publish it again.")
@plainly
def take_back(item: str, reason: str | None, *, undo: bool) -> None:
    """Take ITEM out of every feed, archive and page, for good.

    ITEM is its address at the source, its page here or its id; whatever has the same address goes with it, and what
    sources print under that address later. Feeds that it had entered say for 30 days that it was withdrawn.
    """
    if not undo and not (reason or "").strip():
        raise click.UsageError("say why it is withdrawn: --reason 'Published by mistake'")
    chosen = settings()
    logs.start(chosen.log, quiet=True)
    store = open_database(chosen.database)
    worker = Worker(store, chosen.config, secrets())
    warn(worker)
    try:
        click.echo(printable(carry_out(worker, item, None if undo else reason)))
    finally:
        worker.close()
        store.close()


def carry_out(worker: Worker, item: str, reason: str | None) -> str:
    """Withdraw what goes by this name, or publish it again where there is no reason; say what came of it."""
    config = worker.runtime.config
    with worker.store.read() as tx:
        numbers = history.numbers(tx, names(config, item))
    if not numbers:
        raise click.UsageError(unknown(item))
    if reason:
        found, done = withdraw(worker.store, config, numbers, reason.strip(), utc_now()), "withdrawn"
    else:
        found, done = restore(worker.store, config, numbers, utc_now()), "published again"
        while worker.recategorise():
            pass
    changed = sum(len(documents) for _, documents in worker.render())
    told = [f"{done}: {one.item.variants[0].title} ({one.item.uid})" for one in found]
    return "\n".join([*told, f"{changed} documents changed"])
