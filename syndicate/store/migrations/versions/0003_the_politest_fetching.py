"""What polite fetching keeps: why a source is asked when it is, where it moved, hosts that rest, robots.txt."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    for column in (
        sa.Column("ours", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("why", sa.Text(), nullable=False, server_default="new"),
        sa.Column("hints", sa.JSON(), nullable=False, server_default="{}"),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("moved", sa.Text(), nullable=True),
        sa.Column("moved_since", moment, nullable=True),
        sa.Column("moved_seen", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("failing", moment, nullable=True),
        sa.Column("whole", moment, nullable=True),
        sa.Column("recipe", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("conditional", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("unchanged", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("received", sa.BigInteger(), nullable=False, server_default="0"),
    ):
        op.add_column("sources", column)
    op.create_index("ix_sources_leased_until", "sources", ["leased_until"])
    op.create_table(
        "hosts",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("not_before", moment, nullable=False),
        sa.Column("asked", moment, nullable=False),
        sa.Column("failed", sa.Boolean(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_hosts")),
    )
    op.create_index("ix_hosts_not_before", "hosts", ["not_before"])
    op.create_index("ix_hosts_asked", "hosts", ["asked"])
    op.create_table(
        "robots",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("delay", sa.Integer(), nullable=False),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.PrimaryKeyConstraint("origin", name=op.f("pk_robots")),
    )
