"""The tables of operators: who may sign in, what is open of it, and with which key we sign.

What they say is kept apart from what is published: nothing here is part of a document.
"""

from sqlalchemy import Column, Date, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text

from .columns import Moment, Number
from .tables import metadata

# Who may sign in (a password), or read as a program (a token). Of either only a digest is kept.
operators = Table(
    "operators",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kind", Text, primary_key=True),  # password, token
    Column("secret", Text, nullable=False),  # with the parameters by which it was made
    Column("made", Moment, nullable=False),
    Index("ix_operators_secret", "kind", "secret"),
)

# Who is signed in. A session that has no row is none, whatever its cookie says.
sessions = Table(
    "sessions",
    metadata,
    Column("digest", Text, primary_key=True),  # of its id
    Column("name", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("begun", Moment, nullable=False),
    ForeignKeyConstraint(["name", "kind"], ["operators.name", "operators.kind"], ondelete="CASCADE"),
)

# Attempts to sign in that failed; whose is a keyed digest, so that no name and no address of a person stands here.
attempts = Table(
    "attempts",
    metadata,
    Column("whose", Text, primary_key=True),
    Column("since", Moment, nullable=False, index=True),
    Column("count", Integer, nullable=False),
)

# One row: the key by which everything of ours is signed that visitors bring back.
seal = Table(
    "seal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
)

# Sources that an operator lets rest, beside those that feeds.yaml does.
pauses = Table(
    "pauses",
    metadata,
    Column("source_id", Number, ForeignKey("sources.id"), primary_key=True, autoincrement=False),
    Column("who", Text, nullable=False),
    Column("since", Moment, nullable=False),
)

# How many subscribers a reader says it asks for: of a document, by its name, on a day. Of people nothing stands here.
readers = Table(
    "readers",
    metadata,
    Column("day", Date, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("reader", Text, primary_key=True),
    Column("subscribers", Integer, nullable=False),
)
