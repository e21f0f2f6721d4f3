"""A better compression beside each document, and a number that tells the web whether any document changed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("brotli", sa.LargeBinary(), nullable=True))
    changes = op.create_table("document_changes", sa.Column("number", sa.BigInteger(), nullable=False))
    op.bulk_insert(changes, [{"number": 0}])
