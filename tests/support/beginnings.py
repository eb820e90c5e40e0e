"""Where tests begin: what went before is lived through once a session and put back for each."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from storage.db.engine import Engine
from storage.schema import metadata
from tests.support.dialogue import Dialogue

Opening = Callable[[Engine], Dialogue]
"""Fills an empty ledger and begins its dialogue."""

Step = Callable[[Dialogue], object]
"""Something that is said and done before a test."""


@dataclass
class Beginnings:
    """Every ledger and its dialogue as some steps left them, of both databases."""

    _kept: dict[object, tuple[Any, Dialogue]] = field(default_factory=dict)

    def of(self, engine: Engine, opening: Opening, steps: tuple[Step, ...] = ()) -> Dialogue:
        """Return the dialogue after the steps, on an empty ledger that then is as they left it."""
        key = (engine.dialect.name, opening, steps)
        if key in self._kept:
            rows, dialogue = self._kept[key]
            put_back(engine, rows)
            return _copied(dialogue, engine)
        if steps:
            talk = self.of(engine, opening, steps[:-1])
            steps[-1](talk)
        else:
            talk = opening(engine)
        self._kept[key] = taken(engine), _copied(talk, engine)
        return talk


def _copied(talk: Dialogue, engine: Engine) -> Dialogue:
    chats = {chat: dict(shown) for chat, shown in talk.chats.items()}
    asides = {place: list(shown) for place, shown in talk.asides.items()}
    return replace(talk, engine=engine, chats=chats, asides=asides, left=list(talk.left))


def taken(engine: Engine) -> Any:
    """Return everything that a ledger holds, for `put_back`."""
    if engine.dialect.name == "sqlite":
        return _file(engine).read_bytes()
    with engine.begin() as tx, tx.connection.cursor() as cursor:
        rows = {name: _copy_out(cursor, name) for name in metadata.tables}
        numbers = "SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL"
        return {name: text for name, text in rows.items() if text}, cursor.execute(
            numbers
        ).fetchall()


def put_back(engine: Engine, ledger: Any) -> None:
    """Let an empty ledger hold what was taken of another one."""
    if engine.dialect.name == "sqlite":
        _file(engine).write_bytes(ledger)
        return
    rows, numbers = ledger
    with engine.begin() as tx, tx.connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("".join(f"DELETE FROM {name};" for name in rows))
        for name, text in rows.items():
            with cursor.copy(f"COPY {name} FROM STDIN") as copy:
                copy.write(text)
        for number in numbers:
            cursor.execute("SELECT setval(%s, %s)", number)


def _file(engine: Engine) -> Path:
    """Return the file of an SQLite ledger, whole: the last connection leaves nothing beside it."""
    engine.dispose()
    return Path(str(engine.url.database))


def _copy_out(cursor: Any, table: str) -> bytes:
    with cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(copy)
