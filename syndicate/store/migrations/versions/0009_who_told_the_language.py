"""Who said in which language a text is: the operator, the source, or the text itself."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("variants", sa.Column("told_by", sa.Text(), nullable=True))
