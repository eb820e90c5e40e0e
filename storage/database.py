"""The one door to the database: engines, and the transaction everything happens in.

The ledger is spoken to synchronously, from one thread a process (docs/decisions/0001): the
contract's `sqlite+aiosqlite` names the same file, without a thread hop for every statement.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import InterfaceError, NoResultFound, OperationalError

__all__ = [
    "DatabaseLost",
    "Engine",
    "NotThere",
    "Tx",
    "Unreachable",
    "attempt",
    "open_engine",
    "reading",
    "writing",
]

Tx = Connection
"""One unit of work. Whoever opened it commits it; nobody inside does."""


DatabaseLost = (OperationalError, InterfaceError)
"""The store itself failed (locked, full, gone): nobody's update is to blame; try again."""


NotThere = NoResultFound
"""A row was asked for by a number that does not exist."""


class Unreachable(Exception):
    """The database cannot be opened; the message says why, in one line."""


def open_engine(url: str) -> Engine:
    """The engine for a contract URL (`sqlite+aiosqlite://…` or `postgresql+psycopg://…`).

    Raises Unreachable when no connection can be made.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite_engine(parsed.set(drivername="sqlite").render_as_string(False))
    else:
        engine = create_engine(parsed, pool_pre_ping=True, pool_size=4)
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except (OperationalError, OSError) as error:
        raise Unreachable(str(getattr(error, "orig", error)).strip().splitlines()[0]) from error
    return engine


def _sqlite_engine(url: str) -> Engine:
    database = make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 5.0, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver must not open transactions by itself: its deferred BEGIN loses updates silently.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


@contextmanager
def writing(engine: Engine) -> Iterator[Tx]:
    """A unit of work, committed when the block ends and rolled back when it raises."""
    with engine.begin() as tx:
        yield tx


@contextmanager
def attempt(tx: Tx) -> Iterator[None]:
    """A part of a unit of work that leaves nothing behind when it raises."""
    with tx.begin_nested():
        yield


@contextmanager
def reading(engine: Engine) -> Iterator[Tx]:
    """A consistent look that takes no write lock."""
    with engine.connect().execution_options(read_only=True) as tx, tx.begin():
        yield tx
