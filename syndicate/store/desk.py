"""What only the editors' desk asks of the rows: items by source, category, words and state, and what is held.

In: a transaction and what an editor looks for. Out: numbers of items, the one that came last first. Nothing is written.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select

from . import search
from .database import Transaction
from .ledger import decisions
from .tables import items, matches, sources

STATES = ("filed", "unfiled", "held", "decided", "hidden", "pinned", "withdrawn")


@dataclass(frozen=True, slots=True)
class Sought:
    """What an editor looks for."""

    category: str = ""
    source: str = ""  # its key
    words: str = ""
    state: str = ""
    languages: tuple[str, ...] = ()  # of which other forms of words are meant too


@dataclass(frozen=True, slots=True)
class Held:
    """That items of a source wait until somebody has looked."""

    source_id: int
    key: str
    name: str
    count: int


def stretch(tx: Transaction, sought: Sought, most: int, before: int | None = None) -> list[int]:
    """The items that are looked for, of those that came before one."""
    query = select(items.c.id).where(*conditions(tx, sought))
    if before is not None:
        query = query.where(items.c.id < before)
    return list(tx.execute(query.order_by(items.c.id.desc()).limit(most)).scalars())


def conditions(tx: Transaction, sought: Sought) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sought.category:
        found.append(filed(matches.c.category == sought.category))
    if sought.source:
        own = select(sources.c.id).where(sources.c.key == sought.source)
        found.append(items.c.source_id.in_(own))
    asked = search.read(sought.words, sought.languages)
    if any(not term.excluded for term in asked.terms):
        found.append(items.c.id.in_(search.having(tx, asked)))
    if sought.state in STATES:
        found.append(STATED[sought.state])
    return found


def filed(*own: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(matches.c.item_id == items.c.id, *own)


def decided(*own: ColumnElement[bool]) -> ColumnElement[bool]:
    standing = (decisions.c.item_id == items.c.id, decisions.c.undone.is_(None))
    return exists().where(*standing, *own)


STATED: dict[str, ColumnElement[bool]] = {
    "filed": filed(),
    "unfiled": and_(not_(filed()), items.c.held.is_(None), items.c.withdrawn.is_(False)),
    "held": items.c.held.is_not(None),
    "decided": decided(),
    "hidden": decided(decisions.c.kind == "hide"),
    "pinned": decided(decisions.c.kind == "pin"),
    "withdrawn": items.c.withdrawn,
}


def held(tx: Transaction) -> list[Held]:
    """The sources of which items wait until somebody has looked."""
    query = select(sources.c.id, sources.c.key, sources.c.name, func.count())
    rows = query.join(items, items.c.source_id == sources.c.id).where(items.c.held.is_not(None))
    return [
        Held(*row)
        for row in tx.execute(
            rows.group_by(sources.c.id, sources.c.key, sources.c.name).order_by(sources.c.name)
        )
    ]


def held_of(tx: Transaction, source_id: int) -> list[int]:
    """The items of a source that wait."""
    query = select(items.c.id).where(items.c.source_id == source_id, items.c.held.is_not(None))
    return list(tx.execute(query.order_by(items.c.id.desc())).scalars())


def states_of(tx: Transaction, ids: Collection[int]) -> dict[int, str]:
    """Whether items are held or withdrawn, by their numbers; the others are neither."""
    query = select(items.c.id, items.c.withdrawn).where(items.c.id.in_(list(ids)))
    rows = tx.execute(query.where(or_(items.c.held.is_not(None), items.c.withdrawn)))
    return {row.id: "withdrawn" if row.withdrawn else "held" for row in rows}
