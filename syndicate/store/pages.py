"""What only pages for people ask of the rows: a stretch of a category, whether an address ever held something.

In: a transaction and what a visitor asked for. Out: numbers of items, or yes and no. Nothing is written here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select, tuple_
from sqlalchemy.exc import SQLAlchemyError

from .database import Transaction
from .ledger import decisions
from .tables import entered, feeds, items, matches, variants

Unanswered = SQLAlchemyError  # what every question raises when the database does not answer


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands among those of a category."""

    published: datetime
    item_id: int


def place(tx: Transaction, uid: str) -> Place | None:
    """Find where the item of this uid stands."""
    row = tx.execute(select(items.c.published, items.c.id).where(items.c.uid == uid)).first()
    return Place(row.published, row.id) if row else None


def stretch(
    tx: Transaction, category: str, most: int, *, spoken: str | None = None, before: Place | None = None
) -> list[int]:
    """The newest items of a category, of those before a place; with `spoken` only those with a text in it."""
    columns = (matches.c.published, matches.c.item_id)
    query = select(matches.c.item_id).where(matches.c.category == category, matches.c.copy.is_(False))
    if before:
        query = query.where(tuple_(*columns) < tuple_(before.published, before.item_id))
    if spoken:
        query = query.where(in_language(spoken))
    newest = query.order_by(*(column.desc() for column in columns)).limit(most)
    return list(tx.execute(newest).scalars())


def in_language(spoken: str) -> ColumnElement[bool]:
    """The matching items that have a text in a language, of whatever region."""
    tongue = or_(variants.c.language == spoken, variants.c.language.like(f"{spoken}-%"))
    return exists().where(variants.c.item_id == matches.c.item_id, tongue)


def public(tx: Transaction, item_id: int) -> bool:
    """Tell whether an item is in a category, or has been in a feed: an address once printed stays, unless it is hidden."""
    hidden = (decisions.c.item_id == item_id, decisions.c.kind == "hide", decisions.c.undone.is_(None))
    found = or_(exists().where(matches.c.item_id == item_id), exists().where(entered.c.item_id == item_id))
    return bool(tx.execute(select(and_(found, not_(exists().where(*hidden))))).scalar())


@dataclass(frozen=True, slots=True)
class Mapped:
    """An item as a map of the site lists it."""

    uid: str
    updated: datetime
    languages: tuple[str | None, ...]  # of its texts


def mapped(tx: Transaction, categories: Collection[str], most: int) -> list[Mapped]:
    """The newest items of these categories."""
    filed = exists().where(matches.c.item_id == items.c.id, matches.c.category.in_(categories))
    newest = select(items.c.id).where(filed).order_by(items.c.published.desc(), items.c.id.desc()).limit(most)
    query = (
        select(items.c.uid, items.c.updated, variants.c.language)
        .join(variants, variants.c.item_id == items.c.id)
        .where(items.c.id.in_(newest))
        .order_by(items.c.published.desc(), items.c.id.desc(), variants.c.number)
    )
    rows = groupby(tx.execute(query), key=lambda row: (row.uid, row.updated))
    return [Mapped(*known, tuple(row.language for row in texts)) for known, texts in rows]


def left(tx: Transaction, language: str) -> bool:
    """Tell whether there were feeds in a language that the site no longer has."""
    found = select(feeds.c.category).where(feeds.c.language == language, feeds.c.active.is_(False)).limit(1)
    return tx.execute(found).first() is not None


def ended(tx: Transaction, category: str, language: str | None) -> bool:
    """Tell whether there was such a feed that feeds.yaml no longer asks for; None stands for all languages."""
    own = (feeds.c.category == category, feeds.c.language == (language or ""))
    return tx.execute(select(feeds.c.active).where(*own)).scalar() is False
