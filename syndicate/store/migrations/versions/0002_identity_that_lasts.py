"""What identity needs to last: how often an item was edited, what is held, what is back-fill, when ids changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("items", sa.Column("edits", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("items", sa.Column("edited", moment, nullable=True))
    op.add_column("items", sa.Column("bulk", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("items", sa.Column("held", moment, nullable=True))
    op.add_column("matches", sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("sources", sa.Column("rekeyed", moment, nullable=True))
    op.add_column("sources", sa.Column("held", moment, nullable=True))
    op.add_column("entered", sa.Column("backfill", sa.Boolean(), nullable=False, server_default=sa.false()))
