"""The tables of what happened, for those who run the site: what editors decided of items, what pages ask a worker to do,
how askings went, which workers are alive.
"""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, Table, Text, false, text

from .columns import Moment, Number
from .tables import metadata

# What editors decided of items. No row is ever deleted: what is undone says so.
decisions = Table(
    "decisions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    # The item, once it is here: a decision may come from another database before it does.
    Column("item_id", Number, ForeignKey("items.id"), index=True),
    Column("uid", Text, nullable=False, index=True),
    Column("source", Text, nullable=False),  # the first key of its source, and by what it is known there
    Column("keys", JSON, nullable=False),
    Column("kind", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("moment", Moment, nullable=False),
    Column("undone_by", Text),
    Column("undone", Moment),
    Column("undone_why", Text),
    Column("applied", Boolean, nullable=False, server_default=false()),  # what is published follows it
    Index(
        "ix_decisions_waiting", "id", sqlite_where=text("applied = 0"), postgresql_where=text("NOT applied")
    ),
)

# What a page asks a worker to do, and what came of it.
errands = Table(
    "errands",
    metadata,
    Column("id", Text, primary_key=True),  # cannot be guessed
    Column("kind", Text, nullable=False),  # preview, apply, look, keep
    Column("asked", Moment, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("data", JSON, nullable=False),
    Column("progress", JSON),  # [done, of]
    Column("result", JSON(none_as_null=True)),
    Column("done", Moment),
    Column("leased_until", Moment),  # a worker does it until then
)

# Which items stand first, until when: what decisions come to, asked for with each page.
pins = Table(
    "pins",
    metadata,
    Column("item_id", Number, ForeignKey("items.id"), primary_key=True, autoincrement=False),
    Column("until", Moment, nullable=False),
)

# How the last askings of a source went: a few rows that are written over in turn, and the counts of all that there were.
askings = Table(
    "askings",
    metadata,
    Column("source_id", Number, ForeignKey("sources.id"), primary_key=True, autoincrement=False),
    Column("slot", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),  # of all askings, counted from 1
    Column("failed", Integer, nullable=False),  # of these
    Column("moment", Moment, nullable=False),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("brought", Integer, nullable=False),
    Column("edited", Integer, nullable=False),
    Column("held", Integer, nullable=False),
)

# The processes that work.
workers = Table(
    "workers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seen", Moment, nullable=False, index=True),  # when it said last that it is alive
)
