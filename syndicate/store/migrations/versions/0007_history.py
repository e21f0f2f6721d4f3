"""Closed pages of feeds, and marks by which a feed finds what is new without looking at all there is."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("feeds") as batch:
        batch.add_column(sa.Column("looked", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("imprint", sa.Text(), nullable=True))
    op.add_column("matches", sa.Column("fresh", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("entered", sa.Column("page", sa.Integer(), nullable=True))
    op.create_index("ix_entered_page", "entered", ["category", "language", "page", "number"])
    op.create_index("ix_entered_item_id", "entered", ["item_id"])
    op.create_table(
        "archives",
        sa.Column("category", sa.Text(), primary_key=True),
        sa.Column("language", sa.Text(), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("rendered", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_matches_fresh",
        "matches",
        ["category", "published", "item_id"],
        sqlite_where=sa.text("fresh = 1"),
        postgresql_where=sa.text("fresh"),
    )
