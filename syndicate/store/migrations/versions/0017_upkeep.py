"""What is wrong and who was told; listings whose layout changed."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "incidents",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("opened", MOMENT, nullable=False),
        sa.Column("closed", MOMENT),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_closed", "incidents", ["closed"])
    op.create_index(
        "ix_incidents_open",
        "incidents",
        ["kind", "subject"],
        unique=True,
        sqlite_where=sa.text("closed IS NULL"),
        postgresql_where=sa.text("closed IS NULL"),
    )
    op.create_table(
        "beacon",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("mailed", MOMENT),
        sa.Column("mailing", MOMENT),
        sa.Column("pinged", MOMENT),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_beacon")),
    )
    op.create_table(
        "drifts",
        sa.Column("source_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("since", MOMENT),
        sa.Column("reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("block", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_drifts_source_id_sources")),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_drifts")),
    )
