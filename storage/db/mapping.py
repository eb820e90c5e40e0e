"""From rows to values: what leaves storage is a frozen dataclass with types, never a row."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Executable, Row

from storage.db.engine import Tx

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Value = TypeVar("Value", bound=DataclassInstance)
else:
    Value = TypeVar("Value")


def to_value(kind: type[Value], row: Row[Any]) -> Value:
    """Return a dataclass filled from the columns that have its fields' names."""
    return kind(*(getattr(row, field.name) for field in fields(kind)))


def fetch_one(tx: Tx, kind: type[Value], query: Executable) -> Value | None:
    """Return the first row of a query as a value, None when there is none."""
    row = tx.execute(query).first()
    return None if row is None else to_value(kind, row)


def fetch_all(tx: Tx, kind: type[Value], query: Executable) -> list[Value]:
    """Return every row of a query as a value, in its order."""
    return [to_value(kind, row) for row in tx.execute(query)]
