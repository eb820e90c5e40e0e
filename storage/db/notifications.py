"""Processes on one PostgreSQL tell each other of new rows by LISTEN and NOTIFY.

Whoever adds to a queue marks it; the mark is announced once, in the same transaction, just before
it is committed (storage/db/engine). On SQLite one process serves the ledger and nothing is announced.
"""

from collections.abc import Iterable
from enum import StrEnum
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

CHANNEL = "taizhang"
_MARKS = "queues_to_announce"


class Queue(StrEnum):
    """What somebody may wait for."""

    INBOX = "inbox"
    OUTBOX = "outbox"
    FILES = "files"
    CASE_FILES = "case_files"
    WORKBOOKS = "workbooks"


def mark(tx: Connection, queue: Queue) -> None:
    """Have other processes told, when this unit of work is committed, that a queue has a new row."""
    if tx.dialect.name == "postgresql":
        tx.info.setdefault(_MARKS, set()).add(queue)


def forget(tx: Connection) -> None:
    """Drop the marks of a unit of work that was undone."""
    tx.info.pop(_MARKS, None)


def announce(tx: Connection) -> None:
    """Notify every marked queue, in one statement."""
    marked: Iterable[Queue] = tx.info.pop(_MARKS, ())
    if marked:
        tx.execute(select(*(func.pg_notify(CHANNEL, str(queue)) for queue in sorted(marked))))


class ListenerLost(Exception):
    """The connection on which announcements come is gone, or cannot be made."""


class Listener:
    """A connection of its own on which announcements come."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        # Closing waits for a connection that is being made in another thread.
        self._turn = RLock()

    def connect(self) -> None:
        """Begin to listen. Raises ListenerLost."""
        with self._turn:
            try:
                connection = self._engine.connect()
                self._connection = connection.execution_options(isolation_level="AUTOCOMMIT")
                self._connection.execute(text(f"LISTEN {CHANNEL}"))
            except DBAPIError as error:
                raise ListenerLost(str(error.orig)) from error

    def fileno(self) -> int:
        """Return the socket that becomes readable when an announcement comes, or the line is cut."""
        return int(self._driver().fileno())

    def received(self) -> set[Queue]:
        """Return the queues announced since the last call, without waiting. Raises ListenerLost."""
        try:
            return {Queue(each.payload) for each in self._driver().notifies(timeout=0)}
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise ListenerLost(str(error)) from error

    def close(self) -> None:
        """End the connection: it would go on listening in the pool."""
        with self._turn:
            if self._connection is not None:
                connection, self._connection = self._connection, None
                connection.invalidate()
                connection.close()

    def _driver(self) -> Any:
        assert self._connection is not None
        return self._connection.connection.driver_connection
