"""The words of items, to be searched: FTS5 on SQLite, tsvector on PostgreSQL, kept in the transaction of the texts.

In: texts as they are stored, and what somebody typed. Out: the numbers of the items that have all of its words, the
newest first. Words are folded alike on both databases and both ways; PostgreSQL knows other forms of a word in the
languages that it has stems of, both find words that begin so. What is in no category is never found.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Text,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
    tuple_,
)

from ..model import Variant
from ..text import folded, plain
from .columns import Number
from .database import Transaction
from .pages import Place
from .tables import matches, variants

LONGEST_TEXT = 100_000  # characters of a text that can be found
LONGEST_QUESTION = 200
MOST_TERMS = 12
SHORTEST_START = 3  # letters by which the beginning of a word is told
EDITIONS = 1000  # more than any item has texts: rows of SQLite have one number for both

STEMS = {
    "da": "danish",
    "nl": "dutch",
    "en": "english",
    "fi": "finnish",
    "fr": "french",
    "de": "german",
    "hu": "hungarian",
    "it": "italian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "es": "spanish",
    "sv": "swedish",
    "tr": "turkish",
}
PLAIN = "simple"  # as PostgreSQL calls no language

TERM = re.compile(r'(?<!\S)(-?)(?:"([^"]*)"?|(\S+))')
FOUND = table("search", column("item_id", Number), column("words", Text))

KEEP_SQLITE = text("INSERT INTO search (rowid, words) VALUES (:item_id * 1000 + :number, :words)")
DROP_SQLITE = text("DELETE FROM search WHERE rowid = :item_id * 1000 + :number")
KEEP_POSTGRESQL = text(
    "INSERT INTO search (item_id, number, words) VALUES (:item_id, :number,"
    " to_tsvector(CAST(:stems AS regconfig), :words) || to_tsvector('simple', :words))"
    " ON CONFLICT (item_id, number) DO UPDATE SET words = excluded.words"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several that follow each other."""

    words: tuple[str, ...]
    excluded: bool = False

    @property
    def begins(self) -> bool:
        """Whether longer words that begin so are meant too."""
        return len(self.words) == 1 and len(self.words[0]) >= SHORTEST_START


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody looks for, and the languages of which other forms of words are meant too."""

    terms: tuple[Term, ...]
    languages: tuple[str, ...] = ()


def index(tx: Transaction, texts: Sequence[tuple[int, int, Variant]]) -> None:
    """Make texts of items findable, given with the numbers of their items and their own; or those that changed."""
    rows = [
        {"item_id": item_id, "number": number, "words": told(one), "stems": stems(one.language)}
        for item_id, number, one in texts
    ]
    if not rows:
        return
    if tx.dialect.name == "postgresql":
        tx.execute(KEEP_POSTGRESQL, rows)
        return
    tx.execute(DROP_SQLITE, rows)
    tx.execute(KEEP_SQLITE, rows)


def told(one: Variant) -> str:
    """All words of a text, as they are compared."""
    parts = (one.title, *one.labels, one.summary, plain(one.content[:LONGEST_TEXT]))
    return " ".join(folded("\n".join(parts)))[:LONGEST_TEXT]  # folded, one character may be eighteen


def stems(language: str | None) -> str:
    return STEMS.get((language or "").partition("-")[0], PLAIN)


def read(question: str, languages: Iterable[str] = ()) -> Question:
    """Read what somebody typed: words, "words in a row", and -words that must not be there."""
    found = []
    for minus, quoted, bare in TERM.findall(question[:LONGEST_QUESTION]):
        if asked := tuple(folded(quoted or bare)):
            found.append(Term(asked, bool(minus)))
    return Question(tuple(found[:MOST_TERMS]), tuple(languages))


def find(
    tx: Transaction,
    asked: Question,
    most: int,
    categories: Collection[str],
    before: Place | None = None,
) -> list[int]:
    """The newest items of these categories that have all that is asked for, of those before a place."""
    if all(term.excluded for term in asked.terms):
        return []
    place = (matches.c.published, matches.c.item_id)
    query = (
        select(*place)
        .where(matches.c.category.in_(categories), matches.c.copy.is_(False))
        .where(matches.c.item_id.in_(having(tx, asked)))
        .distinct()
    )
    if before:
        query = query.where(tuple_(*place) < tuple_(before.published, before.item_id))
    newest = query.order_by(*(each.desc() for each in place)).limit(most)
    return [row.item_id for row in tx.execute(newest)]


def having(tx: Transaction, asked: Question) -> Select[int]:
    """Choose the items that have these words."""
    if tx.dialect.name == "postgresql":
        known = {stems(language) for language in asked.languages} - {PLAIN}
        queries = [func.to_tsquery(PLAIN, tsquery(asked.terms, begins=True))]
        queries += [
            func.to_tsquery(literal_column(f"'{one}'"), tsquery(asked.terms)) for one in sorted(known)
        ]
        return select(FOUND.c.item_id).where(or_(*(FOUND.c.words.op("@@")(one) for one in queries)))
    matching: ColumnElement[bool] = literal_column("search").op("MATCH")(literal(match(asked.terms), Text))
    return select(literal_column(f"rowid / {EDITIONS}", Number)).select_from(FOUND).where(matching)


def match(wanted: Sequence[Term]) -> str:
    """Write what is wanted for FTS5; the words are letters and digits."""
    kept = [f'"{" ".join(term.words)}"{" *" * term.begins}' for term in wanted if not term.excluded]
    left_out = [f'NOT "{" ".join(term.words)}"' for term in wanted if term.excluded]
    return " ".join([f"({' AND '.join(kept)})", *left_out])


def tsquery(wanted: Sequence[Term], *, begins: bool = False) -> str:
    """Write what is wanted for PostgreSQL; the words are letters and digits."""
    return " & ".join(
        f"{'!' * term.excluded}({' <-> '.join(term.words)}{':*' * (begins and term.begins and not term.excluded)})"
        for term in wanted
    )


def index_all(tx: Transaction, batch: int = 500) -> None:
    """Make everything findable that is stored already."""
    columns = [
        variants.c[name]
        for name in ("item_id", "number", "language", "title", "summary", "content", "labels")
    ]
    place, last = (variants.c.item_id, variants.c.number), (0, -1)
    while rows := tx.execute(
        select(*columns).where(tuple_(*place) > tuple_(*last)).order_by(*place).limit(batch)
    ).all():
        index(tx, [(row.item_id, row.number, stored(row)) for row in rows])
        last = (rows[-1].item_id, rows[-1].number)


def stored(row: Row[Any]) -> Variant:
    """As much of a stored text as is searched."""
    return Variant("", row.language, None, row.title, row.summary, row.content, None, tuple(row.labels))
