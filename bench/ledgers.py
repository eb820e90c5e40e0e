"""Fresh ledgers to measure on: files of SQLite, or databases of a PostgreSQL of our own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from bench import postgresql
from bench.big_city import BigCity
from storage.db.engine import open_engine
from storage.db.migrate import upgrade

TICKS = os.sysconf("SC_CLK_TCK")


class Ledgers(Protocol):
    """Where ledgers are made."""

    def new(self) -> str:
        """Return the address of a fresh one, migrated to the tables of this program."""

    def cpu(self) -> float:
        """Return the seconds of CPU that the database's own processes have used."""


@dataclass(frozen=True)
class Files:
    """SQLite works inside our own process."""

    folder: Path

    def new(self) -> str:
        return _migrated(f"sqlite:///{tempfile.mkdtemp(dir=self.folder)}/taizhang.db")

    def cpu(self) -> float:
        return 0.0


class Databases:
    """Of one PostgreSQL, set as it comes: it waits for the disk once a commit."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._numbers = count(1)

    def new(self) -> str:
        name = f"ledger{next(self._numbers)}"
        postgresql.run(self._server, f"CREATE DATABASE {name}")
        return _migrated(postgresql.address(self._server, name))

    def cpu(self) -> float:
        first = self._server.get_pid()
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        used = cpu_of(first, and_ended=True)
        for pid in children:
            with suppress(FileNotFoundError):  # ended this very moment
                used += cpu_of(int(pid))
        return used


@contextmanager
def files() -> Iterator[Files]:
    with tempfile.TemporaryDirectory() as folder:
        yield Files(Path(folder))


@contextmanager
def databases() -> Iterator[Databases]:
    server = postgresql.start()
    try:
        yield Databases(server)
    finally:
        server.cleanup()


def settled(city: BigCity, ledgers: Ledgers) -> str:
    """Return the address of a fresh ledger of the city."""
    url = ledgers.new()
    engine = open_engine(url)
    city.settle(engine)
    engine.dispose()
    return url


def _migrated(url: str) -> str:
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()
    return url


def cpu_of(pid: int, *, and_ended: bool = False) -> float:
    """Return the seconds of CPU used by this process and by its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(used) for used in fields[11 : 15 if and_ended else 13]) / TICKS
