"""Brings a database to the tables this program expects."""

from pathlib import Path

from sqlalchemy import Connection, Engine, column, func, inspect, select, table

from storage.db import backup
from storage.db.engine import Unreachable, explained

MIGRATING = 728_000
"""PostgreSQL's advisory locks are known by number; the posts have the next ones."""

MIGRATIONS = Path(__file__).parents[1] / "migrations"

_here = table("alembic_version", column("version_num"))


def upgrade(engine: Engine) -> None:
    """Run the migrations that have not run yet, each once, one process at a time.

    Raises Unreachable when the ledger cannot be written or is of a newer program.
    """
    with explained(), engine.begin() as connection:
        alone(connection)
        if not _is_current(connection):
            _keep_a_copy(connection)
            bring_to(connection, "head")


def alone(connection: Connection) -> None:
    """Wait until no other process changes the tables; it is ours until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))


def has_ledger(engine: Engine) -> bool:
    """Whether any program has kept a ledger in this database."""
    return inspect(engine).has_table(_here.name)


def is_current(engine: Engine) -> bool:
    """Whether the database has all migrations of this program."""
    with engine.connect() as connection:
        return _is_current(connection)


def _is_current(connection: Connection) -> bool:
    """Whether the newest migration was applied."""
    return revision_of(connection) == newest()


def revision_of(connection: Connection) -> str | None:
    """Return the last migration that was applied; None where there is no ledger."""
    if not inspect(connection).has_table(_here.name):
        return None
    return str(connection.execute(select(_here)).scalar())


def newest() -> str:
    """Return the last migration of this program; files are named by their number."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _keep_a_copy(connection: Connection) -> None:
    """Copy an SQLite ledger as the older program left it, beside it; the first copy stays."""
    database = connection.engine.url.database
    used = inspect(connection).has_table(_here.name)
    if connection.dialect.name != "sqlite" or not database or not used:
        return
    copy = Path(f"{database}.before-{newest()}")
    if not copy.exists():
        try:
            backup.make(Path(database), copy)
        except backup.NotCopied as error:
            raise Unreachable(f"{error} (a copy is kept before a ledger is changed)") from error


def bring_to(connection: Connection, revision: str) -> None:
    """Run the migrations up to one of them. Raises Unreachable for one this program does not know."""
    # Slow to import, and needed when a program is new: at most starts there is nothing to do.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util.exc import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise Unreachable(f"{error} (a newer taizhang wrote this ledger)") from error
