"""`syndicate withdraw`: take an item out of all that is published, or back in. Rows in, words out."""

import click

from ..clean.text import printable
from ..config.model import Config
from ..decided import flaw
from ..naming import names
from ..schedule.work import Worker, utc_now
from ..store import decisions, history, items, withdrawals
from ..store.database import Transaction, open_database
from . import logs
from .deciding import me
from .explaining import unknown
from .shared import plainly, secrets, settings
from .working import warn


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
    with worker.store.write() as tx:
        meant = decided(tx, worker.runtime.config, item, reason)
        found = items.load(tx, sorted(meant))
    worker.decide()
    while worker.recategorise():
        pass
    changed = sum(len(documents) for _, documents in worker.render())
    done = "withdrawn" if reason else "published again"
    told = [f"{done}: {one.item.variants[0].title} ({one.item.uid})" for one in found]
    return "\n".join([*told, f"{changed} documents changed"])


def decided(tx: Transaction, config: Config, item: str, reason: str | None) -> set[int]:
    """Write down what is decided of the items that go by a name; give those that it is about."""
    numbers = history.numbers(tx, names(config, item))
    if not numbers:
        raise click.UsageError(unknown(item))
    meant, now = withdrawals.same_links(tx, numbers), utc_now()
    if reason:
        for one in items.load(tx, numbers):
            made = decisions.decide(tx, one.item.uid, "withdraw", me(), now, value=reason)
            if made and (wrong := flaw(made)):
                raise click.UsageError(wrong)
    else:
        told = (one for some in decisions.of(tx, meant).values() for one in some)
        if not decisions.undo(tx, [one.ref for one in told if one.kind == "withdraw"], me(), now):
            raise click.UsageError(f"'{item}' is not withdrawn")
    return meant
