"""Rows of items: their texts, the keys by which they are known, and the categories they are in."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Select, and_, delete, exists, func, insert, select, tuple_, update

from ..enclosure import CleanEnclosure
from ..model import Item, KnownItem, Match, Reason, Variant
from . import search
from .database import Transaction
from .tables import drafts, items, matches, sources, variants

# Items that may be in categories: neither held nor withdrawn.
FREE = and_(items.c.held.is_(None), items.c.withdrawn.is_(False))

PRINTED = [name for name in Variant.__dataclass_fields__ if name != "source"]  # columns of a text


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An item and the number of its row."""

    id: int
    item: Item


def languages(tx: Transaction, ids: Collection[int]) -> dict[int, frozenset[str]]:
    """In which languages items have texts; "" stands for one that nobody knows."""
    found: dict[int, set[str]] = {}
    query = select(variants.c.item_id, variants.c.language).where(variants.c.item_id.in_(ids))
    for number, language in tx.execute(query):
        found.setdefault(number, set()).add(language or "")
    return {number: frozenset(told) for number, told in found.items()}


def traces(
    tx: Transaction, source_id: int, ids: Collection[int], most: int, edition: str | None = None
) -> list[tuple[KnownItem, str, str, str | None]]:
    """These items of a source and its newest ones, the newest first: each text with its title, summary and link.

    Of an edition the texts in its language: others look different.
    """
    newest = select(items.c.id).where(items.c.source_id == source_id).order_by(items.c.id.desc()).limit(most)
    wanted = {*ids, *tx.execute(newest).scalars()}
    title = func.coalesce(variants.c.printed_title, variants.c.title).label("title")
    text = (variants.c.number, title, variants.c.summary, variants.c.link)
    query = (
        select(items.c.id, items.c.published, items.c.updated, variants.c.digest, *text)
        .join(variants, variants.c.item_id == items.c.id)
        .where(items.c.source_id == source_id, items.c.id.in_(wanted))
        .order_by(items.c.id.desc(), variants.c.number)
    )
    query = query.where(variants.c.language == edition) if edition else query
    return [
        (
            KnownItem(row.id, row.published, row.updated, row.digest, row.number),
            row.title,
            row.summary,
            row.link,
        )
        for row in tx.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to be stored."""

    source_id: int
    item: Item
    digest: str  # of its primary text
    rules: str  # by which it is judged; none if that is done later
    bulk: bool = False  # it came with its source, or in a burst


def add(
    tx: Transaction, source_id: int, fresh: Sequence[tuple[Item, str]], rules: str, *, bulk: bool = False
) -> list[int]:
    """Store new items of one source, each with the digest of its primary text; the numbers of their rows come back."""
    return add_all(tx, [NewItem(source_id, item, digest, rules, bulk) for item, digest in fresh])


def add_all(tx: Transaction, fresh: Sequence[NewItem]) -> list[int]:
    """Store new items; the numbers of their rows come back in this order."""
    if not fresh:
        return []
    rows = [
        {
            "uid": one.item.uid,
            "source_id": one.source_id,
            "published": one.item.published,
            "updated": one.item.updated,
            "first_seen": one.item.first_seen,
            "rules": one.rules,
            "bulk": one.bulk,
        }
        for one in fresh
    ]
    query = insert(items).returning(items.c.id, sort_by_parameter_order=True)
    stored = dict(zip(tx.execute(query, rows).scalars(), fresh, strict=True))
    texts = [
        {
            "item_id": number,
            "number": 0,
            "source_id": one.source_id,
            **text_of(one.item.variants[0], one.digest),
        }
        for number, one in stored.items()
    ]
    tx.execute(insert(variants), texts)
    search.index(tx, [(number, 0, one.item.variants[0]) for number, one in stored.items()])
    return list(stored)


def file(tx: Transaction, judged: Iterable[tuple[int, datetime, Sequence[Match]]]) -> set[str]:
    """Store what the rules say of new items, by their numbers and dates; say which categories they are in."""
    rows = [matched(match, number, published) for number, published, found in judged for match in found]
    if rows:
        tx.execute(insert(matches), rows)
    return {str(row["category"]) for row in rows}


def matched(match: Match, number: int, published: datetime, *, late: bool = False) -> dict[str, object]:
    reasons = [asdict(reason) for reason in match.reasons]
    return {
        "category": match.category,
        "item_id": number,
        "published": published,
        "reasons": reasons,
        "late": late,
    }


def edit(tx: Transaction, item: KnownItem, text: Variant, digest: str, updated: datetime) -> int:
    """Replace a text of an item, or add the first one of an edition; give the number of that text."""
    own = variants.c.item_id == item.id
    number = item.number
    if number is not None:
        tx.execute(update(variants).where(own, variants.c.number == number).values(text_of(text, digest)))
        search.index(tx, [(item.id, number, text)])
    else:
        number = append(tx, item.id, text, digest)
    tx.execute(update(items).where(items.c.id == item.id).values(updated=updated))
    return number


def append(tx: Transaction, item_id: int, text: Variant, digest: str) -> int:
    """Add a text to an item; give its number."""
    last = (func.max(variants.c.number), func.max(variants.c.source_id))
    number, source_id = tx.execute(select(*last).where(variants.c.item_id == item_id)).one()
    row = {"item_id": item_id, "number": number + 1, "source_id": source_id, **text_of(text, digest)}
    tx.execute(insert(variants).values(row))
    search.index(tx, [(item_id, number + 1, text)])
    return int(number) + 1


def edits(tx: Transaction, item_id: int) -> tuple[int, datetime | None]:
    """How often an item was edited, and when last."""
    row = tx.execute(select(items.c.edits, items.c.edited).where(items.c.id == item_id)).one()
    return row.edits, row.edited


def count_edit(tx: Transaction, item_id: int, now: datetime) -> None:
    """Remember that an edit was taken in."""
    counted = {"edits": items.c.edits + 1, "edited": now}
    tx.execute(update(items).where(items.c.id == item_id).values(**counted))


def stocked(tx: Transaction, source_ids: Collection[int]) -> set[int]:
    """The sources of which anything is stored."""
    own = exists().where(items.c.source_id == sources.c.id)
    return set(tx.execute(select(sources.c.id).where(sources.c.id.in_(source_ids), own)).scalars())


def first_seen(tx: Transaction, source_id: int) -> datetime | None:
    """Since when a source has items."""
    return tx.execute(select(func.min(items.c.first_seen)).where(items.c.source_id == source_id)).scalar()


def arrivals(tx: Transaction, source_id: int, since: datetime) -> list[datetime]:
    """When items of a source came, without those that came in bulk."""
    own = (items.c.source_id == source_id, items.c.bulk.is_(False), items.c.first_seen > since)
    return list(tx.execute(select(items.c.first_seen).where(*own)).scalars())


def hold(tx: Transaction, ids: Collection[int], now: datetime) -> None:
    """Keep these items out of every category until they are released."""
    if ids:
        tx.execute(update(items).where(items.c.id.in_(ids)).values(held=now))


def held_since(tx: Transaction, source_id: int) -> datetime | None:
    """Since when items of a source are held; None if none is."""
    return tx.execute(select(func.min(items.c.held)).where(items.c.source_id == source_id)).scalar()


def release(tx: Transaction, source_id: int, until: datetime) -> int:
    """Let the items go that are held since then or longer, to be judged; say how many."""
    own = (items.c.source_id == source_id, items.c.held <= until)
    return tx.execute(update(items).where(*own).values(held=None, rules="")).rowcount


def text_of(text: Variant, digest: str) -> dict[str, object]:
    row = {name: getattr(text, name) for name in PRINTED}
    row["enclosures"] = [asdict(one) for one in text.enclosures]
    return row | {"labels": list(text.labels), "digest": digest}


def judge(tx: Transaction, item_id: int, published: datetime, found: Sequence[Match], rules: str) -> set[str]:
    """Store what the rules say of an item; say which categories it is in now or was in before. None if it is held."""
    # First of all, so that on PostgreSQL another process that judges this item has to wait here.
    free = (items.c.id == item_id, FREE)
    judged = tx.execute(select(items.c.rules).where(*free).with_for_update()).scalar()
    if judged is None:
        return set()
    tx.execute(update(items).where(items.c.id == item_id).values(rules=rules))
    own = matches.c.item_id == item_id
    before = {
        row.category: row.late for row in tx.execute(select(matches.c.category, matches.c.late).where(own))
    }
    tx.execute(delete(matches).where(own))
    tx.execute(delete(drafts).where(drafts.c.item_id == item_id))
    rows = [matched(m, item_id, published, late=before.get(m.category, judged != "")) for m in found]
    if rows:
        tx.execute(insert(matches), rows)
    return before.keys() | {match.category for match in found}


def load(tx: Transaction, ids: Sequence[int]) -> list[StoredItem]:
    """The items of these rows, in this order."""
    found = {one.id: one for one in stored(tx, select(items.c.id).where(items.c.id.in_(ids)))}
    return [found[number] for number in ids if number in found]


def find(tx: Transaction, uid: str) -> StoredItem | None:
    """The item of this uid."""
    return next(iter(stored(tx, select(items.c.id).where(items.c.uid == uid))), None)


def stored(tx: Transaction, chosen: Select[tuple[int]]) -> list[StoredItem]:
    """The items that a query chose, each with all of its texts."""
    ids = list(tx.execute(chosen).scalars())
    texts: dict[int, list[Variant]] = {}
    query = (
        select(variants, sources.c.key.label("source"))
        .join(sources, sources.c.id == variants.c.source_id)
        .where(variants.c.item_id.in_(ids))
        .order_by(variants.c.item_id, variants.c.number)
    )
    for row in tx.execute(query):
        values = {name: getattr(row, name) for name in Variant.__dataclass_fields__}
        values["labels"] = tuple(row.labels)
        values["enclosures"] = tuple(CleanEnclosure(**one) for one in row.enclosures)
        texts.setdefault(row.item_id, []).append(Variant(**values))
    rows = tx.execute(
        select(items, sources.c.key.label("source"))
        .join(sources, sources.c.id == items.c.source_id)
        .where(items.c.id.in_(ids))
        .order_by(items.c.id)
    )
    return [
        StoredItem(
            row.id,
            Item(row.uid, row.source, row.published, row.updated, row.first_seen, tuple(texts[row.id])),
        )
        for row in rows
    ]


def matches_of(tx: Transaction, item_id: int) -> list[Match]:
    """The categories an item is in, with the reasons."""
    query = select(matches.c.category, matches.c.reasons).where(matches.c.item_id == item_id)
    rows = tx.execute(query.order_by(matches.c.category))
    return [Match(row.category, tuple(Reason(**reason) for reason in row.reasons)) for row in rows]


def neighbours(tx: Transaction, category: str, stored_item: StoredItem) -> tuple[str | None, str | None]:
    """The uids of the next older and the next newer item of a category."""
    here = (stored_item.item.published, stored_item.id)
    place = (matches.c.published, matches.c.item_id)
    of_category = (
        select(items.c.uid)
        .join(matches, matches.c.item_id == items.c.id)
        .where(matches.c.category == category, matches.c.copy.is_(False))
    )
    older = of_category.where(tuple_(*place) < tuple_(*here)).order_by(*(column.desc() for column in place))
    newer = of_category.where(tuple_(*place) > tuple_(*here)).order_by(*place)
    return tx.execute(older.limit(1)).scalar(), tx.execute(newer.limit(1)).scalar()
