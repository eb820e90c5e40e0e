"""Who holds which post: with several processes, only one fetches, only one sends, only one ticks."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import RLock
from typing import IO

from sqlalchemy import Connection, func, select, text

from storage.db.engine import DatabaseLost, Engine, Tx

NUMBERS = {"intake": 728_001, "sender": 728_002, "clock": 728_003, "duties": 728_004}
"""PostgreSQL's advisory locks are known by number; these are ours."""


POSTS = ("intake", "sender", "clock")
"""Whoever serves a ledger holds them, or waits for them."""


class AlreadyRunning(Exception):
    """Another process already serves this SQLite ledger."""


class Lease:
    """A post held through an advisory lock of PostgreSQL; it falls free when its holder dies.

    On SQLite there is one process (see `sole_process`), and every post is its own.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.name = name
        self._engine = engine
        self._shared = engine.dialect.name == "postgresql"
        self._connection: Connection | None = None
        # Whoever leaves waits for a look that is under way in another thread.
        self._turn = RLock()

    def take(self) -> bool:
        """Try to take the post; False while somebody else holds it or the database is away."""
        if not self._shared:
            return True
        with self._turn:
            try:
                return self._take()
            except DatabaseLost:
                self.leave()
                return False

    def _take(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        lock = func.pg_try_advisory_lock(NUMBERS[self.name])
        if connection.execute(select(lock)).scalar():
            self._connection = connection
            return True
        connection.close()
        return False

    def is_held(self) -> bool:
        """Whether the connection that holds the lock still lives."""
        with self._turn:
            if self._connection is None:
                return not self._shared
            try:
                self._connection.execute(text("select 1"))
            except DatabaseLost:
                self.leave()
                return False
            return True

    def leave(self) -> None:
        """End the lease, if it is held, with its connection."""
        with self._turn:
            if self._connection is not None:
                connection, self._connection = self._connection, None
                # The lock belongs to the session, which has to end, not to return to the pool.
                connection.invalidate()
                connection.close()


def alone(tx: Tx, name: str) -> None:
    """Wait until no other process does this; it is ours until the unit of work ends.

    On SQLite every unit of work that writes is alone anyway.
    """
    if tx.dialect.name == "postgresql":
        tx.execute(select(func.pg_advisory_xact_lock(NUMBERS[name])))


@contextmanager
def unserved(engine: Engine) -> Iterator[None]:
    """Make sure that no process serves this ledger, and that none begins to. Raises AlreadyRunning."""
    with ExitStack() as held:
        lock = sole_process(engine)
        if lock is not None:
            held.enter_context(lock)
        for post in (Lease(engine, name) for name in POSTS):
            if not post.take():
                raise AlreadyRunning(engine.url.render_as_string(hide_password=True))
            held.callback(post.leave)
        yield


def sole_process(engine: Engine) -> IO[str] | None:
    """Make sure that no other process serves this SQLite file; keep what is returned open.

    Raises AlreadyRunning. With PostgreSQL several processes are welcome, and None is returned.
    """
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database:
        return None
    file = Path(f"{database}.lock").open("w")  # noqa: SIM115 - open as long as the process
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise AlreadyRunning(database) from error
    return file
