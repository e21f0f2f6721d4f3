"""Rows of a feed's archive: its closed pages, which items each holds, and which must be rendered.

In: a transaction and a feed. Out: pages and numbers of items. A page is closed once and for ever: it only loses what is
withdrawn. Over which rows it closes is decided by `publish.archive`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, insert, select, update

from .database import Transaction
from .due import FeedClaim
from .tables import archives, entered, items, variants


@dataclass(frozen=True, slots=True)
class OpenRow:
    """That an item entered a feed and is in none of its closed pages."""

    number: int
    backfill: bool
    size: int  # characters of its longest text
    source_id: int


@dataclass(frozen=True, slots=True)
class Page:
    """A closed page as it stands."""

    number: int
    closed: datetime
    changes: int  # counted, so that one during a rendering is seen


def of(claim: FeedClaim) -> ColumnElement[bool]:
    return and_(archives.c.category == claim.category, archives.c.language == (claim.language or ""))


def holding(claim: FeedClaim) -> ColumnElement[bool]:
    return and_(entered.c.category == claim.category, entered.c.language == (claim.language or ""))


def open_rows(tx: Transaction, claim: FeedClaim) -> list[OpenRow]:
    """The rows of a feed that are in no closed page, in the order of entering."""
    text = [variants.c[name] for name in ("title", "summary", "content")]
    length = func.max(sum((func.length(one) for one in text[1:]), func.length(text[0])))
    size = select(length).where(variants.c.item_id == entered.c.item_id).scalar_subquery()
    columns = (entered.c.number, entered.c.backfill, func.coalesce(size, 0), items.c.source_id)
    query = select(*columns).join(items, items.c.id == entered.c.item_id)
    rows = query.where(holding(claim), entered.c.page.is_(None)).order_by(entered.c.number)
    return [OpenRow(*row) for row in tx.execute(rows)]


def last(tx: Transaction, claim: FeedClaim) -> int | None:
    """The number of a feed's newest page."""
    number: int | None = tx.execute(select(func.max(archives.c.number)).where(of(claim))).scalar()
    return number


def close(tx: Transaction, claim: FeedClaim, pages: Sequence[Sequence[int]], now: datetime) -> None:
    """Close a page over each of these groups of rows, the oldest first."""
    own = {"category": claim.category, "language": claim.language or ""}
    for page, numbers in enumerate(pages, (last(tx, claim) or 0) + 1):
        tx.execute(insert(archives).values(number=page, closed=now, changes=1, rendered=0, **own))
        chosen = (holding(claim), entered.c.number.in_(numbers))
        tx.execute(update(entered).where(*chosen).values(page=page))


def waiting(tx: Transaction, claim: FeedClaim, most: int) -> list[Page]:
    """The pages that must be rendered, the oldest first: all that never were, and at most so many that changed."""
    columns = (archives.c.number, archives.c.closed, archives.c.changes)
    query = select(*columns).where(of(claim), archives.c.changes != archives.c.rendered)
    ordered = query.order_by(archives.c.number)
    new = tx.execute(ordered.where(archives.c.rendered == 0)).all()
    changed = tx.execute(ordered.where(archives.c.rendered != 0).limit(most)).all()
    return [Page(*row) for row in (*new, *changed)]


def items_of(tx: Transaction, claim: FeedClaim, page: int) -> list[int]:
    """The items of a page, the one that entered last first; whether they match today is not asked."""
    query = select(entered.c.item_id).where(holding(claim), entered.c.page == page)
    return list(tx.execute(query.order_by(entered.c.number.desc())).scalars())


def rendered(tx: Transaction, claim: FeedClaim, page: Page) -> None:
    """Write down which changes of a page its documents show."""
    own = (of(claim), archives.c.number == page.number)
    tx.execute(update(archives).where(*own).values(rendered=page.changes))


def touch(tx: Transaction, ids: Collection[int]) -> set[str]:
    """Say that these items changed, of every page that holds one; give the categories of those pages."""
    return changed(tx, entered.c.item_id.in_(ids))


def touch_sources(tx: Transaction, source_ids: Collection[int]) -> None:
    """Say that what is printed of these sources changed, of every page that holds an item of theirs."""
    theirs = exists().where(items.c.id == entered.c.item_id, items.c.source_id.in_(source_ids))
    changed(tx, theirs)


def changed(tx: Transaction, held: ColumnElement[bool]) -> set[str]:
    """Count a change of every page that holds one of these rows."""
    columns = (entered.c.category, entered.c.language, entered.c.page)
    pages = tx.execute(select(*columns).where(held, entered.c.page.is_not(None)).distinct()).all()
    for category, language, number in pages:
        own = and_(
            archives.c.category == category, archives.c.language == language, archives.c.number == number
        )
        tx.execute(update(archives).where(own).values(changes=archives.c.changes + 1))
    return {page.category for page in pages}


def forget(tx: Transaction, category: str, language: str | None) -> None:
    """Say that a feed's pages have no documents any more."""
    own = (archives.c.category == category, archives.c.language == (language or ""))
    tx.execute(update(archives).where(*own).values(rendered=0))


def touch_feed(tx: Transaction, claim: FeedClaim) -> None:
    """Say that all pages of a feed changed."""
    tx.execute(update(archives).where(of(claim)).values(changes=archives.c.changes + 1))
