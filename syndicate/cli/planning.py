"""`syndicate plan`: what an edited feeds.yaml would change, before it is put in force.

In: a file, and the store with the config in force. Out: its mistakes, or what enters and leaves each category and why,
with the sources, feeds and addresses that come and go; as words or as JSON. Nothing is changed.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..categorise.effect import Effect, Move
from ..categorise.told import quote
from ..clean.text import printable, shorten
from ..config import live
from ..config.difference import Difference
from ..config.model import Config
from ..errors import ConfigError, Mistake
from ..jobs.plan import MOST, Edit, Plan, as_object, faultless, plan
from ..schedule.work import utc_now
from ..store.database import Database, open_database
from .explaining import in_force
from .shared import FAULTY, at, plainly, say, secrets, settings

CHANGES = 4  # exit code: not 2, which a mistyped command has too
WIDTH = 90  # characters of a title
FEW = 3  # reasons of an item, and the terms that decide most often
SHOWN = 8  # names in one line


@click.command("plan")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--most", default=MOST, show_default=True, type=click.IntRange(0), help="Items listed on each side."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of words.")
@plainly
def preview(file: Path | None, most: int, *, as_json: bool) -> None:
    """Say what FILE (feeds.yaml) would change if it took the place of what is in force.

    Every stored item is judged by its rules. Nothing is changed. The exit code is 0 if nothing would change, 4 if
    something would, and 1 if there are mistakes in it.
    """
    path, store = file or settings().config, open_database(settings().database)
    try:
        with store.read() as tx:
            before = in_force(tx)
        after = faultless(before, path.name, *live.written(path), secrets())
        found = replay(store, before, after, most, shown=not as_json and sys.stderr.isatty())
    except ConfigError as error:
        refuse([at(mistake, path) for mistake in error.mistakes], as_json=as_json)
    finally:
        store.close()
    say(as_object(found) if as_json else "\n".join(map(printable, as_lines(found, after))))
    sys.exit(CHANGES if found.changes else 0)


def refuse(mistakes: Sequence[Mistake], *, as_json: bool) -> NoReturn:
    """Say the mistakes, as `check` does, and end."""
    say({"mistakes": list(map(asdict, mistakes))} if as_json else "\n".join(map(str, mistakes)))
    sys.exit(FAULTY)


def replay(store: Database, before: Config, after: Config, most: int, *, shown: bool) -> Plan:
    """Judge what is stored, with a bar that says how far it is."""
    columns = (TextColumn("judging items"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not shown, transient=True) as progress:
        task = progress.add_task("")
        edit = Edit(before, after, utc_now())
        return plan(store, edit, most, lambda done, of: progress.update(task, completed=done, total=of))


def as_lines(found: Plan, after: Config) -> Iterator[str]:
    """Say it in words, a line each; what readers would lose comes first."""
    if not found.changes:
        yield f"nothing would change: {found.items} items stay where they are"
        return
    yield from warned(found)
    yield from listed(found.difference)
    same = [name for name, one in found.categories.items() if not one]
    for name, one in found.categories.items():
        if one:
            yield from told(name, one, gone=name not in after.categories)
    if same:
        yield f"the same items as before: {', '.join(same)}"
    yield f"{found.items} items judged"
    if found.waiting:
        yield f"{found.waiting} of them are still to be judged by the rules in force: part of this is theirs"


def warned(found: Plan) -> Iterator[str]:
    """Say which addresses stop to answer, and which sources are asked no more."""
    if found.addresses.removed:
        yield f"warning: {some(found.addresses.removed)} will no longer answer with news"
    if found.difference.sources.removed:
        yield f"warning: {some(found.difference.sources.removed)} will not be asked any more; stored items stay"


def listed(one: Difference) -> Iterator[str]:
    """List what the file itself changes."""
    named: dict[str, Sequence[str]] = {
        "new sources": one.sources.added,
        "renamed sources": [f"{old} to {new}" for old, new in one.renamed.items()],
        "renamed categories": [f"{old} to {new}" for old, new in one.renamed_categories.items()],
        "new feeds": one.feeds.added,
        "feeds that end": one.feeds.removed,
        "settings that differ": one.settings,
    }
    yield from (f"{what}: {some(names)}" for what, names in named.items() if names)


def some(names: Sequence[str]) -> str:
    """Join names, but not all of very many."""
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def told(name: str, one: Effect, *, gone: bool) -> Iterator[str]:
    """Say what enters and leaves a category."""
    if gone:
        yield f"{name}: it goes, with {one.leave.count} items"
        return
    yield f"{name}: {one.enter.count} enter, {one.leave.count} leave, {one.stay} stay"
    for sign, moved, how in (("+", one.enter, "enter"), ("-", one.leave, "leave")):
        for item in moved.newest:
            yield from reasoned(sign, item)
        if moved.count > len(moved.newest):
            yield f"  {sign} and {moved.count - len(moved.newest)} more"
        decided = [f"{rule} '{term}' {times}" for (rule, term), times in moved.terms.most_common(FEW)]
        if moved.count > FEW:
            yield f"  most of those that {how}: {', '.join(decided)}"


def reasoned(sign: str, one: Move) -> Iterator[str]:
    """Say of an item what moves it."""
    yield f"  {sign} {one.published:%Y-%m-%d} [{one.language or '?'}] {shorten(one.title, WIDTH)} ({one.source})"
    said = "kept out by " if one.against else "no longer: " if sign == "-" else ""
    for reason in (one.against or one.reasons)[:FEW]:
        yield f"      {said}{quote(reason)}"
