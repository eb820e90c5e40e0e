"""Brings a database to the tables this program expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, func, select

from storage.database import Unreachable, explained

MIGRATING = 728_000
"""PostgreSQL's advisory locks are known by number; the posts have the next ones."""

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine) -> None:
    """Run the migrations that have not run yet, each once, one process at a time.

    Raises Unreachable when the ledger cannot be written or is of a newer program.
    """
    with explained(), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        try:
            command.upgrade(_config(connection), "head")
        except CommandError as error:
            raise Unreachable(f"{error} (a newer taizhang wrote this ledger)") from error


def is_current(engine: Engine) -> bool:
    """Whether the database has all migrations of this program."""
    with engine.connect() as connection:
        here = MigrationContext.configure(connection).get_current_revision()
    return here == ScriptDirectory.from_config(_config(None)).get_current_head()


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
