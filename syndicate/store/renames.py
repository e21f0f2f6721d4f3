"""Categories that get another name: all that is stored under the former one goes on under the new one.

In: a transaction and the names. Out: nothing; the ids of feeds and items stay. Which category was which is said in
feeds.yaml.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import Table, func, literal, select, update

from .database import Transaction
from .documents import count_change
from .tables import archives, documents, drafts, entered, feeds, matches, tombstones

NAMED: tuple[Table, ...] = (feeds, entered, archives, tombstones, matches, drafts)  # by category


def follow(tx: Transaction, categories: Collection[str], renamed: Mapping[str, str]) -> None:
    """Rename what feeds.yaml says, former name to name, or what it says no longer because a rename was taken back."""
    rows = tx.execute(select(feeds.c.category, feeds.c.first).distinct())
    first = {row.category: row.first for row in rows}
    back = {name: one for name, one in first.items() if one in categories and name not in categories}
    for old, new in {**back, **renamed}.items():
        if old in first and new not in first:
            rename(tx, old, new)
            first[new] = first.pop(old)


def rename(tx: Transaction, old: str, new: str) -> None:
    """Give all rows of a category its new name, and its documents their new addresses."""
    for table in NAMED:
        tx.execute(update(table).where(table.c.category == old).values(category=new))
    for sign in (".", "/"):
        path = documents.c.path
        rest = func.substr(path, len(f"feeds/{old}") + 1)
        moved = update(documents).where(path.like(f"feeds/{old}{sign}%"))
        tx.execute(moved.values(path=literal(f"feeds/{new}").concat(rest)))
    count_change(tx)
