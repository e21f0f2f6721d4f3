"""One story of several sources: which items belong to it, by which marks they are found, and which are copies."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("items", sa.Column("story", NUMBER, nullable=True))
    op.add_column("items", sa.Column("story_by", sa.Text(), nullable=True))
    op.create_index("ix_items_story", "items", ["story"])
    op.add_column("matches", sa.Column("copy", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "marks",
        sa.Column("mark", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=False),
        sa.Column("item_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_marks_item_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("mark", "published", "item_id", name=op.f("pk_marks")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_marks_item_id", "marks", ["item_id"])
