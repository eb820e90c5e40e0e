"""Statements that every message needs: compiled once, handed to the driver as they are.

A small query takes 16 µs through SQLAlchemy and 5 this way, and a message needs ten of them.
Only public names of SQLAlchemy are used.
"""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Insert, Row, Select
from sqlalchemy.engine import result_tuple
from sqlalchemy.exc import DBAPIError

from storage.db.engine import Tx

Convert = Callable[[Any], Any]


class _Parameter(NamedTuple):
    """`fixed` is a value that stands in the statement itself; without one it must be given."""

    name: str
    required: bool
    fixed: Any
    convert: Convert | None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement as one kind of database takes it; `row` makes one of ours of the driver's."""

    text: str
    positional: bool
    names: tuple[str, ...]
    parameters: tuple[_Parameter, ...]
    row: Callable[[Any], Row[Any]]

    def bound(self, given: Mapping[str, Any]) -> Any:
        """Return the driver's parameters for these values, converted as their columns ask."""
        values = [
            value if convert is None else convert(value)
            for name, required, fixed, convert in self.parameters
            for value in (given[name] if required else fixed,)
        ]
        return values if self.positional else dict(zip(self.names, values, strict=True))


class Prepared:
    """A statement with `bindparam`s (none of them `expanding`), or an insert of whole rows."""

    def __init__(self, statement: Select[Any] | Insert, names: list[str] | None = None) -> None:
        """Prepare a statement; `names` are the columns an insert fills."""
        self._statement = statement
        self._names = names
        self._ready: dict[str, _Ready] = {}

    def rows(self, tx: Tx, given: Mapping[str, Any]) -> list[Row[Any]]:
        """Return all rows of a query."""
        ready = self._for(tx.dialect)
        return [ready.row(row) for row in _carry_out(tx, ready.text, ready.bound(given), rows=True)]

    def first(self, tx: Tx, given: Mapping[str, Any]) -> Row[Any] | None:
        """Return the first row of a query; None where there is none."""
        return next(iter(self.rows(tx, given)), None)

    def do(self, tx: Tx, given: Mapping[str, Any]) -> None:
        """Execute a statement that returns no rows."""
        ready = self._for(tx.dialect)
        _carry_out(tx, ready.text, ready.bound(given), rows=False)

    def _for(self, dialect: Dialect) -> _Ready:
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = _ready(self._statement, dialect, self._names)
        return ready


def _carry_out(tx: Tx, text: str, bound: Any, *, rows: bool) -> list[Any]:
    """Execute on the driver's cursor. Raises what SQLAlchemy raises, and tells its listeners."""
    try:
        with closing(tx.connection.cursor()) as cursor:
            for listener in tx.dispatch.before_cursor_execute:
                listener(tx, cursor, text, bound, None, False)
            cursor.execute(text, bound)
            return list(cursor.fetchall()) if rows else []
    except tx.dialect.loaded_dbapi.Error as error:
        lost = tx.dialect.is_disconnect(error, tx.connection, None)
        if lost:
            tx.invalidate(error)
        raise _wrapped(tx, error, text, bound, lost=lost) from error
    except Exception:
        raise
    except BaseException:
        # Stopped in the middle of a statement: nobody knows in which state the connection is.
        tx.invalidate()
        raise


def _wrapped(tx: Tx, error: Exception, text: str, bound: Any, *, lost: bool) -> BaseException:
    """Return SQLAlchemy's error for a driver's, as `Connection.execute` would raise it."""
    return DBAPIError.instance(
        text,
        bound,
        error,
        tx.dialect.loaded_dbapi.Error,
        hide_parameters=tx.engine.hide_parameters,
        connection_invalidated=lost,
        dialect=tx.dialect,
    )


def _ready(statement: Select[Any] | Insert, dialect: Dialect, names: list[str] | None) -> _Ready:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    named = {name: parameter for parameter, name in compiled.bind_names.items()}
    order = compiled.positiontup if compiled.positional else list(named)
    parameters = [
        _Parameter(name, named[name].required, named[name].value, _bind(named[name].type, dialect))
        for name in order or ()
    ]
    return _Ready(
        text=str(compiled),
        positional=bool(compiled.positional),
        names=tuple(order or ()),
        parameters=tuple(parameters),
        row=_row(statement, dialect),
    )


def _bind(kind: Any, dialect: Dialect) -> Convert | None:
    convert: Convert | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return convert


def _row(statement: Select[Any] | Insert, dialect: Dialect) -> Callable[[Any], Row[Any]]:
    columns = statement.exported_columns
    shape = result_tuple([str(name) for name in columns.keys()])  # noqa: SIM118 - no dictionary
    given = [c.type.dialect_impl(dialect).result_processor(dialect, None) for c in columns]
    converts = [(place, convert) for place, convert in enumerate(given) if convert]

    def row(values: Any) -> Row[Any]:
        taken = list(values)
        for place, convert in converts:
            taken[place] = convert(taken[place])
        return shape(taken)

    return row
