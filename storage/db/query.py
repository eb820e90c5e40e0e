"""Names for SQLAlchemy's generic types, which hold whatever columns a query asks for."""

from typing import Any

from sqlalchemy import ColumnElement, Insert, Row, Select, Table

from storage.db.engine import Tx

Query = Select[Any]
"""A query of any columns."""

Expression = ColumnElement[Any]
"""A column, or something computed of columns, of any type."""

RawRow = Row[Any]
"""A row as the database gave it, on its way into a value: it never leaves its file."""


def insert_unless_known(tx: Tx, table: Table, *key: str) -> Insert:
    """Return an insert that leaves a row alone whose `key` (columns) is there already.

    Each dialect has its own; the other one would be loaded for nothing.
    """
    if tx.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as of_sqlite  # noqa: PLC0415

        return of_sqlite(table).on_conflict_do_nothing(index_elements=key)
    from sqlalchemy.dialects.postgresql import insert as of_postgresql  # noqa: PLC0415

    return of_postgresql(table).on_conflict_do_nothing(index_elements=key)
