"""`syndicate export decisions` and `import decisions`: what editors decided, as lines of JSON for version control.

In: rows, or a file. Out: the same decisions in the same order, or rows. A file with a bad line is refused as a whole,
and each of its bad lines is named with its reason.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Any

import click

from ..decided import KINDS, Decision, Undone, flaw
from ..schedule.work import Worker
from ..store import decisions
from ..store.database import Database, open_database
from . import logs
from .shared import FAULTY, plainly, say, secrets, settings
from .working import warn

LONGEST = 20_000  # characters of a line


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: the decisions, and the lines that cannot be read, each with its reason."""

    decisions: tuple[Decision, ...]
    faults: tuple[tuple[int, str], ...]


def me() -> str:
    """Who types commands here."""
    try:
        return getuser()
    except (KeyError, OSError):  # a container may know nobody by this number
        return "syndicate"


@click.command("decisions")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@plainly
def export_decisions(file: Path | None) -> None:
    """Write every decision of editors into FILE, or print it: a line each, in an order that does not change."""
    store = open_database(settings().database)
    try:
        with store.read() as tx:
            lines = [as_line(one, title) for one, title in decisions.every(tx)]
    finally:
        store.close()
    text = "".join(f"{line}\n" for line in lines)
    if file is None:
        click.echo(text, nl=False)
    else:
        file.write_text(text, encoding="utf-8")
        say(f"{len(lines)} decisions written to {file}")


@click.command("decisions")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@plainly
def import_decisions(file: Path) -> None:
    """Take over the decisions in FILE. What is known already stays as it is; what is undone in FILE is undone.

    Decisions about items that are not here wait until their sources print them. The exit code is 1, and nothing is
    taken over, if a line cannot be read.
    """
    found = read(file.read_text(encoding="utf-8", errors="replace"))
    if found.faults:
        say("\n".join(f"{file}:{number}: {reason}" for number, reason in found.faults))
        sys.exit(FAULTY)
    chosen = settings()
    logs.start(chosen.log, quiet=True)
    store = open_database(chosen.database)
    worker = Worker(store, chosen.config, secrets())
    warn(worker)
    try:
        say(taken(store, worker, found.decisions))
    finally:
        worker.close()
        store.close()


def taken(store: Database, worker: Worker, made: tuple[Decision, ...]) -> str:
    """Take decisions over, and say what came of it."""
    with store.write() as tx:
        changed = decisions.keep(tx, made)
        missing = len(decisions.absent(tx))
    carried = worker.decide()
    waiting = f"; {missing} wait for items that are not here" if missing else ""
    return (
        f"{len(made)} decisions read, {changed} of them new or undone since; {carried} items changed{waiting}"
    )


def as_line(one: Decision, title: str) -> str:
    """Write a decision as one line; the title is only for those who read the file."""
    gone = one.undone
    undone = {"by": gone.by, "at": gone.moment.isoformat(), "why": gone.why} if gone else None
    said = {
        "item": one.uid,
        "title": title,
        "decision": one.kind,
        "about": one.about,
        "value": one.value,
        "why": one.note,
        "by": one.who,
        "at": one.moment.isoformat(),
        "undone": undone,
        "source": one.source,
        "keys": list(one.keys),
    }
    return json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False)


def read(text: str) -> Read:
    """Read every line; empty ones say nothing."""
    found: list[Decision] = []
    faults: list[tuple[int, str]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                found.append(decision(line.strip()))
            except ValueError as error:
                faults.append((number, str(error)))
    return Read(tuple(found), tuple(faults))


def decision(line: str) -> Decision:
    """Read one line; `ValueError` with a sentence if it is no decision."""
    if len(line) > LONGEST:
        raise ValueError(f"the line is longer than {LONGEST} characters")
    try:
        said = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("this is not JSON: each line is one object in braces") from None
    if not isinstance(said, dict):
        raise ValueError("this is not an object: a line begins with { and ends with }")
    made = built(said)
    if found := flaw(made):
        raise ValueError(found)
    return made


def built(said: Mapping[str, Any]) -> Decision:
    kind = word(said, "decision")
    if kind not in KINDS:
        raise ValueError(f"'{kind}' is no decision: there are {', '.join(KINDS)}")
    known = said.get("keys", [])
    if not isinstance(known, list) or not all(isinstance(one, str) for one in known):
        raise ValueError("'keys' must be a list of texts")
    return Decision(
        word(said, "item"),
        word(said, "source"),
        tuple(known),
        kind,
        word(said, "about", ""),
        word(said, "value", ""),
        word(said, "why", ""),
        word(said, "by"),
        instant(word(said, "at")),
        undone(said.get("undone")),
    )


def undone(said: object) -> Undone | None:
    if said is None:
        return None
    if not isinstance(said, dict):
        raise ValueError("'undone' must be an object with 'by' and 'at'")
    return Undone(word(said, "by"), instant(word(said, "at")), word(said, "why", ""))


def word(said: Mapping[str, Any], name: str, default: str | None = None) -> str:
    found = said.get(name, default)
    if not isinstance(found, str) or (default is None and not found.strip()):
        raise ValueError(f"'{name}' is missing" if found is None else f"'{name}' must be a text")
    return found


def instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"'{text}' is no moment: write it as 2026-12-31T12:00:00+00:00") from None
    if found.tzinfo is None:
        raise ValueError(f"'{text}' does not say its time zone: write it as 2026-12-31T12:00:00+00:00")
    return found.astimezone(UTC)
