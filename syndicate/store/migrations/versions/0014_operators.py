"""Operators who sign in: their secrets as digests, open sessions, failed attempts, the key by which we sign."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "operators",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", "kind", name=op.f("pk_operators")),
    )
    op.create_index("ix_operators_secret", "operators", ["kind", "secret"])
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("begun", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["name", "kind"],
            ["operators.name", "operators.kind"],
            name=op.f("fk_sessions_name_kind"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_name", "sessions", ["name"])
    op.create_table(
        "attempts",
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("whose", name=op.f("pk_attempts")),
    )
    op.create_index("ix_attempts_since", "attempts", ["since"])
    op.create_table(
        "seal",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_seal")),
    )
