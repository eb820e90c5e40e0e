"""The one door to the database: engines, and the transaction everything happens in.

The ledger is spoken to synchronously, from one thread a process: the contract's `sqlite+aiosqlite`
names the same file, without a thread hop for every statement
(docs/decisions/0001-the-ledger-is-spoken-to-synchronously.md).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    InterfaceError,
    NoResultFound,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)

from storage.db import notifications

__all__ = [
    "DatabaseLost",
    "Engine",
    "Line",
    "NotThere",
    "StoreAtFault",
    "Tx",
    "Unreachable",
    "attempt",
    "connected",
    "explained",
    "is_missing",
    "is_passing",
    "open_engine",
    "reading",
    "snapshot",
    "unit_of_work",
    "wait_no_longer",
    "writing",
    "writing_late",
]

Tx = Connection
"""One unit of work. Whoever opened it commits it; nobody inside does."""

Line = Connection
"""A connection on which units of work are done one after another."""


DatabaseLost = (OperationalError, InterfaceError)
"""The store itself failed (locked, full, gone): nobody's update is to blame; try again."""

StoreAtFault = (*DatabaseLost, ProgrammingError)
"""Besides, a table or a right that is missing: no row of anybody's is to blame for that either."""

PASSING = ("08", "40", "53", "55", "57", "58")
"""Classes of SQLSTATE that tell of the server's state and not of the statement."""

SQLITE_PASSING = ("BUSY", "LOCKED", "FULL", "IOERR", "READONLY", "CANTOPEN", "CORRUPT", "NOTADB")
"""The same in SQLite's words; all else is SQLITE_ERROR: the statement itself is wrong."""


NotThere = NoResultFound
"""A row was asked for by a number that does not exist."""


WATCHFUL = {
    "connect_timeout": 10,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "options": "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3",
}
"""Seconds (`tcp_user_timeout`: milliseconds) after which a silent line to PostgreSQL counts as cut.

Without them a cut cable is noticed after hours on both sides: we would wait for an answer, and the
server would keep the posts of a machine that is gone. Source: libpq connection parameters.
"""


CONNECTIONS = 6
"""Held for good: three leases, the listener, and the thread that works; one to spare."""


LOCKS_MS, GONE_MS = 10_000, 5_000
"""Milliseconds a statement of the running program waits for a lock, and after which the server notices
that whoever asked is gone (PostgreSQL 14 and newer): a process that was ended lets go of its rows."""


AS_OF_ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def is_passing(error: BaseException) -> bool:
    """Whether the store is to blame for an error, and not what it was asked to do."""
    if not isinstance(error, DatabaseLost):
        return False
    state = getattr(error.orig, "sqlstate", None)
    name = str(getattr(error.orig, "sqlite_errorname", ""))
    if name:
        return name.removeprefix("SQLITE_").startswith(SQLITE_PASSING)
    return state is None or state[:2] in PASSING


class Unreachable(Exception):
    """The database cannot be opened; the message says why, in one line."""


def open_engine(url: str) -> Engine:
    """Return the engine for a contract URL (`sqlite+aiosqlite://…` or `postgresql+psycopg://…`).

    Raises Unreachable when no connection can be made.
    """
    with explained():
        engine = _engine(make_url(url))
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    return engine


def is_missing(url: str) -> bool:
    """Whether this is the URL of an SQLite file that is not there: opening it would make one.

    Raises Unreachable when it is no URL.
    """
    with explained():
        parts = make_url(url)
    kept = parts.get_backend_name() == "sqlite" and parts.database not in (None, "", ":memory:")
    return kept and not Path(str(parts.database)).exists()


@contextmanager
def explained() -> Iterator[None]:
    """Raise Unreachable, in one line, for whatever keeps the database from being opened."""
    try:
        yield
    except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
        reason = str(getattr(error, "orig", None) or error).strip()
        raise Unreachable(reason.splitlines()[0] if reason else type(error).__name__) from error


def _engine(url: URL) -> Engine:
    # What people wrote has no place in a log: errors are told without the parameters.
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url.set(drivername="sqlite"))
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
        # The operator sees in pg_stat_activity which process holds a post.
        given = {**WATCHFUL, "fallback_application_name": f"taizhang {os.getpid()}"}
        return create_engine(
            url, connect_args=given, pool_pre_ping=True, pool_size=CONNECTIONS, hide_parameters=True
        )
    raise Unreachable(f"{url.get_backend_name()}: sqlite or postgresql")


def _sqlite_engine(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    given = {"timeout": 5.0, "check_same_thread": False}
    engine = create_engine(url, connect_args=given, hide_parameters=True)
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


def wait_no_longer(engine: Engine) -> None:
    """Let no statement wait long for somebody else's lock; SQLite lets none anyway.

    Nobody's update is to blame for that, so it must end before the process is taken to be stuck.
    """
    if engine.dialect.name == "postgresql":
        event.listen(engine, "connect", _prepare_postgresql)
        engine.dispose()


def _prepare_postgresql(connection: Any, _record: object) -> None:
    connection.execute(f"SET lock_timeout = {LOCKS_MS}")
    connection.commit()
    try:
        connection.execute(f"SET client_connection_check_interval = {GONE_MS}")
        connection.commit()
    except Exception:  # an older server, or one on a system that cannot tell
        connection.rollback()


@contextmanager
def writing(engine: Engine) -> Iterator[Tx]:
    """Run a unit of work, committed when the block ends and rolled back when it raises."""
    with engine.connect() as line, unit_of_work(line) as tx:
        yield tx


@contextmanager
def writing_late(engine: Engine) -> Iterator[Tx]:
    """Run a unit of work that reads for long before it writes: on SQLite others write meanwhile.

    Raises DatabaseLost at its first write where somebody has written since its first read.
    """
    late = engine.connect().execution_options(read_only=True)
    with late as line, unit_of_work(line) as tx:
        yield tx


@contextmanager
def connected(engine: Engine) -> Iterator[Line]:
    """Yield one connection for several units of work."""
    with engine.connect() as line:
        yield line


@contextmanager
def unit_of_work(line: Line) -> Iterator[Tx]:
    """Run a unit of work, as `writing` does, on a connection that is open already."""
    notifications.forget(line)
    with line.begin():
        yield line
        notifications.announce(line)


@contextmanager
def attempt(tx: Tx) -> Iterator[None]:
    """Begin a part of a unit of work that leaves nothing behind when it raises."""
    with tx.begin_nested():
        yield


@contextmanager
def undone(engine: Engine) -> Iterator[Tx]:
    """Begin a unit of work that is always rolled back."""
    with engine.connect() as tx, tx.begin() as unit:
        yield tx
        unit.rollback()


@contextmanager
def reading(engine: Engine) -> Iterator[Tx]:
    """Begin a consistent read that takes no write lock."""
    with engine.connect().execution_options(read_only=True) as tx, tx.begin():
        yield tx


@contextmanager
def snapshot(engine: Engine) -> Iterator[Tx]:
    """Begin a read that sees everything as of one moment, however long it takes."""
    given = {"read_only": True} if engine.dialect.name == "sqlite" else AS_OF_ONE_MOMENT
    with engine.connect().execution_options(**given) as tx, tx.begin():
        yield tx
