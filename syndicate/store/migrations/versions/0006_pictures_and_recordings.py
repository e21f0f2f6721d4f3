"""The files that sources add to their news, and whether their pictures may be printed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sources", sa.Column("images", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("variants", sa.Column("enclosures", sa.JSON(), nullable=False, server_default="[]"))
