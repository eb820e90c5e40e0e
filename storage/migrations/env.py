"""Alembic's entry: runs inside the transaction that storage/migrate.py opened."""

from alembic import context

from storage import closing_tables, deadline_tables, mail_tables
from storage.tables import metadata

connection = context.config.attributes["connection"]
EVERY_TABLE = (closing_tables, deadline_tables, mail_tables)  # imported to be known to Alembic
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    user_module_prefix="storage.columns.",
)
with context.begin_transaction():
    context.run_migrations()
