"""Which text of an item a key names: two entries of one source may be one item in two languages."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("keys", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
