"""Rows of keys: by what items are known within their source. What a key means is the stage identity's business."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, insert, select

from ..model import KnownItem
from .database import Transaction
from .tables import items, keys, variants


def known(
    tx: Transaction, source_id: int, wanted: Collection[str], edition: str | None = None
) -> dict[str, KnownItem]:
    """The items of a source that are known by one of these keys, each with its text of this edition, or that of the key."""
    text = variants.c.number == keys.c.number if edition is None else variants.c.language == edition
    digest = func.coalesce(variants.c.digest, "").label("digest")
    query = (
        select(keys.c.key, items.c.id, items.c.published, items.c.updated, digest, variants.c.number)
        .join(items, items.c.id == keys.c.item_id)
        .outerjoin(variants, (variants.c.item_id == items.c.id) & text)
        .where(keys.c.source_id == source_id, keys.c.key.in_(list(wanted)))
    )
    return {
        row.key: KnownItem(row.id, row.published, row.updated, row.digest, row.number)
        for row in tx.execute(query)
    }


def learn(tx: Transaction, fresh: Iterable[tuple[int, int, str, int]]) -> None:
    """Remember further keys: of which source, which item, the key, and by which text of the item it is known."""
    rows = [dict(zip(("source_id", "item_id", "key", "number"), one, strict=True)) for one in fresh]
    if rows:
        tx.execute(insert(keys), rows)


def full(tx: Transaction, ids: Collection[int], most: int) -> set[int]:
    """Which of these items are known by so many keys already."""
    query = select(keys.c.item_id).where(keys.c.item_id.in_(ids)).group_by(keys.c.item_id)
    return set(tx.execute(query.having(func.count() >= most)).scalars())
