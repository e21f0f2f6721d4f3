"""The words of items, to be searched."""

from alembic import op

from syndicate.store.search import index_all

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

CONTENTLESS = (3, 43)  # the SQLite from which on an index need not repeat what it has


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE search (item_id BIGINT NOT NULL REFERENCES items (id) ON DELETE CASCADE,"
            " number INTEGER NOT NULL, words TSVECTOR NOT NULL, PRIMARY KEY (item_id, number))"
        )
        op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")
    else:
        version = connection.dialect.dbapi.sqlite_version_info  # type: ignore[union-attr]
        bare = ", content='', contentless_delete=1" if version >= CONTENTLESS else ""
        op.execute(f"CREATE VIRTUAL TABLE search USING fts5(words, prefix='3 4'{bare})")
    index_all(connection)
