"""How many items a feed shows, and why its last rendering was not published."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("feeds") as batch:
        batch.add_column(sa.Column("shown", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("refused", sa.Text(), nullable=True))
        batch.add_column(sa.Column("ordered", sa.Boolean(), nullable=False, server_default=sa.false()))
