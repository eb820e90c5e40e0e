"""Alembic's entry: runs inside the transaction that storage/db/migrate.py opened."""

from alembic import context

from storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    user_module_prefix="storage.db.column_types.",
)
with context.begin_transaction():
    context.run_migrations()
