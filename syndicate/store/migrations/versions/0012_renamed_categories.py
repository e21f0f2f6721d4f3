"""The name by which a feed's id was made, which stays when its category gets another one."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feeds", sa.Column("first", sa.Text(), nullable=True))
    op.execute("UPDATE feeds SET first = category")
    with op.batch_alter_table("feeds") as batch:
        batch.alter_column("first", existing_type=sa.Text(), nullable=False)
