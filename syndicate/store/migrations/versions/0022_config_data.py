"""What feeds.yaml says is kept as plain data too."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("configs", sa.Column("said", sa.JSON(), nullable=True))
