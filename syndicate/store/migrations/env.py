"""What alembic runs: the migrations, in the transaction that `store.database.migrate` opened."""

from alembic import context

from syndicate.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True
)
context.run_migrations()
