"""What editors decide, the titles that they correct, and what pages ask workers to do; withdrawals are decisions too."""

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
WHO = "syndicate withdraw"


def upgrade() -> None:
    op.add_column("variants", sa.Column("printed_title", sa.Text(), nullable=True))
    made = op.create_table(
        "decisions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("item_id", NUMBER, nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("uid", "source")),
        sa.Column("keys", sa.JSON(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("kind", "about", "value", "note", "who")),
        sa.Column("moment", MOMENT, nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.Column("undone", MOMENT, nullable=True),
        sa.Column("undone_why", sa.Text(), nullable=True),
        sa.Column("applied", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_decisions_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("ref", name=op.f("uq_decisions_ref")),
    )
    op.create_index("ix_decisions_item_id", "decisions", ["item_id"])
    op.create_index("ix_decisions_uid", "decisions", ["uid"])
    op.create_index(
        "ix_decisions_waiting",
        "decisions",
        ["id"],
        sqlite_where=sa.text("applied = 0"),
        postgresql_where=sa.text("NOT applied"),
    )
    op.create_table(
        "errands",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asked", MOMENT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("progress", sa.JSON(), nullable=True),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("done", MOMENT, nullable=True),
        sa.Column("leased_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errands")),
    )
    op.create_index("ix_errands_asked", "errands", ["asked"])
    op.create_table(
        "pins",
        sa.Column("item_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_pins_item_id")),
        sa.PrimaryKeyConstraint("item_id", name=op.f("pk_pins")),
    )
    record_withdrawals(made)


def record_withdrawals(made: sa.Table) -> None:
    """Write down as a decision what was withdrawn before there were any."""
    query = sa.text(
        "SELECT w.item_id, i.uid, s.first_key, w.moment, w.reason FROM withdrawals w"
        " JOIN items i ON i.id = w.item_id JOIN sources s ON s.id = i.source_id"
    ).columns(moment=MOMENT)
    rows = [
        {
            "ref": ref(row.uid, row.reason, utc(row.moment)),
            "item_id": row.item_id,
            "uid": row.uid,
            "source": row.first_key,
            "keys": [],
            "kind": "withdraw",
            "about": "",
            "value": row.reason,
            "note": "",
            "who": WHO,
            "moment": utc(row.moment),
            "applied": True,
        }
        for row in op.get_bind().execute(query)
    ]
    if rows:
        op.bulk_insert(made, rows)


def ref(uid: str, reason: str, moment: datetime) -> str:
    said = (uid, "withdraw", "", reason, "", WHO, moment.isoformat())
    return hashlib.blake2b("\0".join(said).encode(), digest_size=10).hexdigest()


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
