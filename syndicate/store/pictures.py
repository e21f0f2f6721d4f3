"""Rows of pictures: our own copies of those that items have, and of each address when it is asked (again).

In: addresses as sources printed them, copies as `thumbnail` made them. Out: what is shown in their place. Only pictures
that sources let us print have rows; others leave.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    delete,
    exists,
    insert,
    select,
    update,
)

from .columns import Moment
from .database import Transaction, queue
from .pages import stretch
from .tables import metadata, sources, variants

CLAIMING = 7236547  # the advisory lock of PostgreSQL for choosing what is asked
LEASE = timedelta(minutes=15)
FIRST, TRIES = timedelta(hours=1), 6  # until the next try, doubled each time

# An address of a picture, and our copy of it.
pictures = Table(
    "pictures",
    metadata,
    Column("address", Text, primary_key=True),
    Column("name", Text),  # a digest of the copy, by which it is asked for
    Column("body", LargeBinary),
    Column("width", Integer),
    Column("height", Integer),
    Column("code", Text),  # why there is no copy, a code of errors.SENTENCES
    Column("tries", Integer, nullable=False),
    Column("due", Moment),  # when it is asked; null: no more
    Index("ix_pictures_name", "name"),
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A copy, as it is named and how large it is."""

    name: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture that lists may show: its address, and the source that printed it."""

    address: str
    source: str


def any_shown(tx: Transaction) -> bool:
    """Tell whether any source lets us print its pictures, or any copy is there: else there is nothing to do."""
    found = exists().where(sources.c.images) | exists().where(pictures.c.address.is_not(None))
    return bool(tx.execute(select(found)).scalar())


def wanted(tx: Transaction, categories: Iterable[str], most: int) -> list[Wanted]:
    """The pictures of the newest items of these categories, of sources that let us print them."""
    ids = {number for name in categories for number in stretch(tx, name, most)}
    query = (
        select(variants.c.image, sources.c.key)
        .join(sources, sources.c.id == variants.c.source_id)
        .where(variants.c.item_id.in_(ids), variants.c.image.is_not(None), sources.c.images)
        .order_by(variants.c.item_id.desc(), variants.c.number)
    )
    found = {image: Wanted(image, key) for image, key in tx.execute(query)}
    return list(found.values())


def claim(tx: Transaction, found: Iterable[Wanted], now: datetime, most: int) -> list[Wanted]:
    """Choose those that are due, and let no other process choose them meanwhile."""
    queue(tx, CLAIMING)
    rows = tx.execute(select(pictures.c.address, pictures.c.due))
    known = {row.address: row.due for row in rows}
    due = [one for one in found if one.address not in known or passed(known[one.address], now)][:most]
    fresh = [one.address for one in due if one.address not in known]
    again = [one.address for one in due if one.address in known]
    if fresh:
        rows_of_fresh = [{"address": address, "tries": 0, "due": now + LEASE} for address in fresh]
        tx.execute(insert(pictures), rows_of_fresh)
    tx.execute(update(pictures).where(pictures.c.address.in_(again)).values(due=now + LEASE))
    return due


def passed(due: datetime | None, now: datetime) -> bool:
    return due is not None and due <= now


def keep(tx: Transaction, address: str, copy: Picture, body: bytes) -> None:
    """Store a copy; it is asked no more, for a picture that changes has another address."""
    values = {"name": copy.name, "width": copy.width, "height": copy.height, "body": body}
    own = pictures.c.address == address
    tx.execute(update(pictures).where(own).values(code=None, due=None, **values))


def miss(tx: Transaction, address: str, code: str, now: datetime, *, ever: bool) -> None:
    """Remember that there is no copy; it is tried again later unless that is of no use."""
    own = pictures.c.address == address
    tries = tx.execute(select(pictures.c.tries).where(own)).scalar() or 0
    again = now + FIRST * 2**tries if ever and tries < TRIES else None
    tx.execute(update(pictures).where(own).values(code=code, tries=tries + 1, due=again))


def prune(tx: Transaction, found: Collection[Wanted]) -> int:
    """Forget every picture that no list may show any more; say how many."""
    rows = tx.execute(select(pictures.c.address)).scalars()
    gone = set(rows) - {one.address for one in found}
    if gone:
        tx.execute(delete(pictures).where(pictures.c.address.in_(gone)))
    return len(gone)


def copies(tx: Transaction, addresses: Collection[str]) -> Mapping[str, Picture]:
    """The copies of these pictures, of those that have one."""
    columns = (pictures.c.address, pictures.c.name, pictures.c.width, pictures.c.height)
    query = select(*columns).where(pictures.c.address.in_(addresses), pictures.c.name.is_not(None))
    return {row.address: Picture(row.name, row.width, row.height) for row in tx.execute(query)}


def body(tx: Transaction, name: str) -> bytes | None:
    """The bytes of a copy."""
    found: bytes | None = tx.execute(select(pictures.c.body).where(pictures.c.name == name).limit(1)).scalar()
    return found
