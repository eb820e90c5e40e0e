"""Stores that fail on demand: locked, full, stopped, cut off."""

import sqlite3
from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy import event

from storage.db.engine import Engine

PLENTY = 2**30
Mend = Callable[[], None]


def locked(engine: Engine) -> Mend:
    """Hold SQLite's write lock as another program, longer than anybody waits for it."""

    def impatient(connection: Any, *_: object) -> None:
        connection.execute("PRAGMA busy_timeout = 0")

    event.listen(engine, "checkout", impatient)
    other = sqlite3.connect(str(engine.url.database), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other.close


def full(engine: Engine) -> Mend:
    """Leave the database no room for one more page."""
    pages = PLENTY

    def limited(connection: Any, *_: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def mend() -> None:
        nonlocal pages
        pages = PLENTY

    event.listen(engine, "checkout", limited)
    with sqlite3.connect(str(engine.url.database)) as other:
        other.execute("VACUUM")
        [pages] = other.execute("PRAGMA page_count").fetchone()
    other.close()
    return mend


def stopped(server: Any) -> Mend:
    """Stop PostgreSQL, and start it again when mended."""
    server.stop()
    return server.ensure_postgres_running  # type: ignore[no-any-return]


def restart(server: Any) -> None:
    stopped(server)()


def hang_up(server: Any) -> None:
    """End every connection to PostgreSQL at once."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where pid <> pg_backend_pid() and backend_type = 'client backend'"
        )
