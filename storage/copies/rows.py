"""Rows as lines of text that both databases take and give: those of PostgreSQL's COPY.

The same rows make the same lines wherever they stand, so that two ledgers are compared by sums.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    Integer,
    String,
    Table,
    cast,
    collate,
    func,
    literal_column,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

from storage.db.engine import Tx
from storage.db.query import Expression

NOTHING = "\\N"

AT_ONCE = 1000
"""Rows that SQLite is handed in one call."""

MOMENT: Expression = literal_column("'YYYY-MM-DD HH24:MI:SS.US'")
"""A moment as SQLite keeps it; PostgreSQL itself would leave out the zeros at its end."""

ESCAPED = str.maketrans(
    {"\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
)
MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
MARKED = re.compile(r"\\(.)", re.DOTALL)


def read(tx: Tx, table: Table) -> Iterator[bytes]:
    """Yield the rows of a table, one line each, in the order of its key."""
    query = _query(table, tx.dialect)
    if tx.dialect.name == "sqlite":
        yield from map(_line, tx.exec_driver_sql(query))
        return
    out = f"COPY ({query}) TO STDOUT"
    with _told(tx), closing(tx.connection.cursor()) as cursor, cursor.copy(out) as copied:
        yield from (bytes(line) for line in copied)


def write(tx: Tx, table: str, columns: Sequence[str], lines: Iterable[bytes]) -> None:
    """Put lines into a table."""
    names = ", ".join(f'"{name}"' for name in columns)
    if tx.dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        insert = f'INSERT INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608 - our names
        coming = map(_values, lines)
        while some := list(islice(coming, AT_ONCE)):
            tx.exec_driver_sql(insert, some)
        return
    into = f'COPY "{table}" ({names}) FROM STDIN'
    with _told(tx), closing(tx.connection.cursor()) as cursor, cursor.copy(into) as copied:
        for line in lines:
            copied.write(line)


@contextmanager
def _told(tx: Tx) -> Iterator[None]:
    """Raise SQLAlchemy's errors for the driver's, as every other statement does."""
    kind = tx.dialect.loaded_dbapi.Error
    try:
        yield
    except kind as error:
        raise DBAPIError.instance(
            None, None, error, kind, hide_parameters=True, dialect=tx.dialect
        ) from error


def _query(table: Table, dialect: Dialect) -> str:
    shared = dialect.name == "postgresql"
    columns = [_as_sqlite_has_it(c) if shared else c for c in table.columns]
    order = [_by_its_bytes(c) if shared else c for c in table.primary_key]
    return str(select(*columns).order_by(*order).compile(dialect=dialect))


def _as_sqlite_has_it(column: Column[object]) -> Expression:
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, DateTime):
        return func.to_char(column, MOMENT)
    return cast(column, Integer) if isinstance(kind, Boolean) else column


def _by_its_bytes(column: Column[object]) -> Expression:
    return collate(column, "C") if isinstance(column.type, String) else column


def _line(values: Iterable[object]) -> bytes:
    """Return a row of SQLite's as a line: it keeps numbers and texts, nothing else."""
    return ("\t".join(map(_cell, values)) + "\n").encode()


def _cell(value: object) -> str:
    return NOTHING if value is None else str(value).translate(ESCAPED)


def _values(line: bytes) -> tuple[str | None, ...]:
    """Return a line's texts; SQLite makes numbers of them where its column holds numbers."""
    cells = line[:-1].decode().split("\t")
    return tuple(None if cell == NOTHING else _meant(cell) for cell in cells)


def _meant(cell: str) -> str:
    return MARKED.sub(lambda found: MEANT.get(found[1], found[1]), cell) if "\\" in cell else cell
