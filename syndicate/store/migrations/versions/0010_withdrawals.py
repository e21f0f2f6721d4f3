"""Items that were withdrawn, and the feeds that say so."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("items", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "withdrawals",
        sa.Column("item_id", NUMBER, sa.ForeignKey("items.id"), primary_key=True, autoincrement=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "tombstones",
        sa.Column("category", sa.Text(), primary_key=True),
        sa.Column("language", sa.Text(), primary_key=True),
        sa.Column(
            "item_id", NUMBER, sa.ForeignKey("withdrawals.item_id"), primary_key=True, autoincrement=False
        ),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
    )
