"""The tables of upkeep: what is wrong and since when, who was told, and which listings no longer look as they did."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Table, Text, text

from .columns import Moment, Number
from .tables import metadata

# That something was wrong with a source, a feed or the service itself, until it was right again.
incidents = Table(
    "incidents",
    metadata,
    Column("number", Number, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("closed", Moment, index=True),
    Column("said", Text, nullable=False),  # what is wrong, and what to do
    Index(
        "ix_incidents_open",
        "kind",
        "subject",
        unique=True,
        sqlite_where=text("closed IS NULL"),
        postgresql_where=text("closed IS NULL"),
    ),
)

# One row: by which address operators follow incidents, and when they were last told otherwise.
beacon = Table(
    "beacon",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("secret", Text, nullable=False),
    Column("mailed", Moment),  # when the last digest was sent
    Column("mailing", Moment),  # a worker is sending one until then, or one that failed waits
    Column("pinged", Moment),
)

# How many entries a listing shows, and what is written down when it suddenly shows others.
drifts = Table(
    "drifts",
    metadata,
    Column("source_id", Number, ForeignKey("sources.id"), primary_key=True, autoincrement=False),
    Column("counts", JSON, nullable=False),  # of the last answers that looked as usual
    Column("since", Moment),
    Column("reason", Text, nullable=False, server_default=""),
    Column(
        "block", Text, nullable=False, server_default=""
    ),  # what to write in feeds.yaml instead, if that is known
)
