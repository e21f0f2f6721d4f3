"""Language editions of a page: sources of their own whose items are those of their home."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("sources") as batch:
        batch.add_column(sa.Column("home", NUMBER, nullable=True))
        batch.add_column(sa.Column("edition", sa.Text(), nullable=True))
        batch.create_foreign_key(op.f("fk_sources_home"), "sources", ["home"], ["id"])
