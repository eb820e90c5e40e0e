"""Small cities ready to be struck: everybody enrolled, a group bound; made once, copied often."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.telegram.addresses import telegram_chat
from storage.db.engine import open_engine, writing
from storage.db.migrate import upgrade
from storage.people import groups, people
from tests.support.small_city import GROUP, MORNING, settle

TEMPLATE = "town_template"


def _settled(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    settle(engine)
    with writing(engine) as tx:
        clerk = people.named(tx, "赵静")[0]
        groups.bind(tx, telegram_chat(GROUP), "整改工作群", None, clerk.id, MORNING)
    engine.dispose()


@dataclass
class Towns:
    """Fresh ledgers of one kind of database, each as if nobody had lived in it yet."""

    kind: str
    folder: Path
    server: Any
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        if self.kind == "postgresql":
            self._run(f"CREATE DATABASE {TEMPLATE}")
            _settled(self._url(TEMPLATE))
        else:
            _settled(f"sqlite:///{self.folder}/template.db")

    @contextmanager
    def town(self) -> Iterator[str]:
        """Yield the address of a fresh ledger."""
        name = f"town_{next(self._numbers)}"
        if self.kind == "sqlite":
            path = self.folder / f"{name}.db"
            shutil.copyfile(self.folder / "template.db", path)
            yield f"sqlite:///{path}"
            return
        self._run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY file_copy")
        yield self._url(name)
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    @contextmanager
    def bare(self) -> Iterator[str]:
        """Yield the address of an empty PostgreSQL database."""
        self._run("CREATE DATABASE bare")
        yield self._url("bare")
        self._run("DROP DATABASE bare WITH (FORCE)")

    def close(self) -> None:
        if self.kind == "postgresql":
            self._run(f"DROP DATABASE {TEMPLATE} WITH (FORCE)")

    def _url(self, name: str) -> str:
        return str(self.server.get_uri(database=name, driver="psycopg"))

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(statement.encode())


def towns_of(request: pytest.FixtureRequest, folder: Path, kind: str) -> Iterator[Towns]:
    server = request.getfixturevalue("postgresql") if kind == "postgresql" else None
    towns = Towns(kind, folder, server)
    yield towns
    towns.close()
