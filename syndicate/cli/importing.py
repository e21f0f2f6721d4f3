"""`syndicate import opml`: the sources of another reader, written into feeds.yaml as `add` does, none of them asked.

In: an OPML file as any reader writes it. Out: the change, shown before it is written; what cannot be taken is listed
with its reason, and nothing is taken that `check` would refuse.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from ..clean.text import printable
from ..config import live
from ..config.edit import add
from ..config.model import Config
from ..config.sources import SOURCES, Source
from ..config.values import feed_address
from ..confine import confined
from ..errors import SettingsError, SourceError
from ..fetch import source_mistakes
from ..identity.address import canonical
from ..sources import flaws
from ..sources.freshrss import Taken, taken
from ..sources.outlines import Outline, read
from ..trial.block import block, key_of, keyed
from .deciding import import_decisions
from .editing import YES, change, judged
from .shared import FAULTY, plainly, settings

LONGEST = 80  # characters of a name in a message


@dataclass(slots=True)
class Harvest:
    """What is taken, by key, and what is said of the rest."""

    blocks: dict[str, str] = field(default_factory=dict)
    # As they are compared → key; those that are there already are among them.
    addresses: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@click.group("import")
def importing() -> None:
    """Take in what other programs wrote, or what was exported."""


importing.add_command(import_decisions)


@importing.command("opml")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@YES
@plainly
def opml(file: Path, *, yes: bool) -> None:
    """Write the sources of FILE, the OPML of another reader, into feeds.yaml after the others.

    Pages with the selectors that FreshRSS gives them are taken too. A folder that is called like a category here puts
    its sources into that category. What cannot be taken is listed with its reason. The exit code is 1 if nothing can.
    """
    path = settings().config
    config = judged(live.read(path), path)
    try:
        outlines = confined(read, content(file))
    except SourceError as error:
        raise SettingsError(f"{file} cannot be read as OPML: {error.detail or error}") from None
    found = harvest(outlines, config)
    for line in report(found, len(outlines)):
        click.echo(printable(line))
    if not found.blocks:
        sys.exit(FAULTY)
    change(path, lambda text, name: add(text, name, found.blocks), yes=yes)


def content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}): check its name") from None


def harvest(outlines: Iterable[Outline], config: Config) -> Harvest:
    """Take what can be taken of a list, each address once."""
    found = Harvest(addresses={canonical(source.address): key for key, source in config.sources.items()})
    categories = dict(titles(config))
    for one in outlines:
        take(one, found, config, categories)
    return found


def take(outline: Outline, found: Harvest, config: Config, categories: Mapping[str, str]) -> None:
    """Take one outline, or say why not."""
    got = taken(outline.attributes)
    name = " ".join(outline.name.split()) or outline.attributes.get("xmlurl", "?")
    try:
        kept = usable(got)
    except ValueError as error:
        found.refused.append(f"{name[:LONGEST]}: {error}")
        return
    address = str(kept.fields[kept.kind])
    compared = canonical(address)
    if same := found.addresses.get(compared):
        found.refused.append(f"{name[:LONGEST]}: it is there already, as '{same}'")
        return
    into = list(
        dict.fromkeys(key for folder in outline.folders if (key := categories.get(folder.casefold())))
    )
    fields = {**kept.fields, **({"categories": into} if into else {})}
    wanted = key_of(address)
    key, made = keyed(block(wanted, name, fields), None, {*config.sources, *found.blocks})
    found.blocks[key], found.addresses[compared] = made, key
    found.lost += [f"{key}: not taken: {note}" for note in kept.notes]


def usable(got: Taken) -> Taken:
    """Leave out what cannot be used; raises `ValueError` with the reason where nothing can."""
    if not got.kind:
        raise ValueError(got.notes[0])
    address = feed_address(got.fields[got.kind])
    if not address.startswith(("http:", "https:")):
        raise ValueError(f"'{address}' is not an address of the web")
    kept = replace(got, fields={**got.fields, got.kind: address})
    while flaw := next(iter([*source_mistakes(source_of(kept)), *flaws(source_of(kept))]), None):
        (name, *_), message = flaw
        if name in (got.kind, "items"):
            raise ValueError(message)
        rest = {key: value for key, value in kept.fields.items() if key != name}
        kept = replace(kept, fields=rest, notes=(*kept.notes, f"{name}: {message}"))
    return kept


def source_of(got: Taken) -> Source:
    source: Source = SOURCES[got.kind].model_validate({"name": "A source", **got.fields})
    return source


def titles(config: Config) -> Iterator[tuple[str, str]]:
    """Give what a folder may be called that stands for a category."""
    for key, category in config.categories.items():
        yield key.casefold(), key
        for title in category.title.values():
            yield title.casefold(), key


def report(found: Harvest, outlines: int) -> Iterator[str]:
    """Say what is taken and what is not, a line each."""
    yield f"{len(found.blocks)} of {outlines} outlines are taken"
    yield from (f"Not taken: {line}" for line in found.refused)
    yield from found.lost
