"""Empty places to put a ledger into: databases of either kind, and folders for its evidence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import bench.postgresql as own_postgresql
from tests.support.commands import Say, operator


@dataclass
class Places:
    """`made` are the databases on the server; whoever opened them has left when they go."""

    kind: str
    folder: Path
    server: Any
    made: list[str] = field(default_factory=list)

    def another(self) -> "Place":
        """Return a place that is still empty."""
        name = f"place_{len(self.made) + 1}"
        self.made.append(name)
        if self.kind == "sqlite":
            return Place(
                f"sqlite+aiosqlite:///{self.folder}/{name}/taizhang.db", self.folder / name
            )
        own_postgresql.run(self.server, f"CREATE DATABASE {name}")
        return Place(own_postgresql.address(self.server, name), self.folder / name)

    def close(self) -> None:
        if self.kind == "postgresql":
            drops = [f"DROP DATABASE {name} WITH (FORCE)" for name in self.made]
            own_postgresql.run(self.server, *drops)


@dataclass(frozen=True)
class Place:
    """The address of a database and the folder for its files."""

    url: str
    data_dir: Path

    @property
    def env(self) -> dict[str, str]:
        """Return the settings of who works here."""
        return {"TAIZHANG_DATABASE_URL": self.url, "TAIZHANG_DATA_DIR": str(self.data_dir)}

    @property
    def say(self) -> Say:
        """Return how commands are given here."""
        return operator(self.env)


@contextmanager
def places_of(request: pytest.FixtureRequest, folder: Path, kind: str) -> Iterator[Places]:
    """Yield places of one kind; all are gone afterwards."""
    server = request.getfixturevalue("postgresql") if kind == "postgresql" else None
    places = Places(kind, folder, server)
    try:
        yield places
    finally:
        places.close()
