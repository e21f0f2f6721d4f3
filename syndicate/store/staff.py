"""The tables of operators: who may sign in, what is open of it, and with which key we sign.

What they say is kept apart from what is published: nothing here is part of a document.
"""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, Table, Text

from .columns import Moment
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
