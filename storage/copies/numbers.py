"""The numbers that tables give their rows: where they stand, and where they go on."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Column, func, select, text

from storage.db.engine import Tx
from storage.ledger import receipt_numbers
from storage.ledger.tables import reports
from storage.schema import metadata

A_MINUTE_GIVES = 1000
"""Reports: far more than officials confirm. So many numbers are passed over for each minute."""

LONGEST = timedelta(days=30)
"""Who puts back an older copy passes over no more: numbers have to stay short enough to be read."""

SEQUENCE = "CAST(pg_get_serial_sequence(:name, :column) AS regclass)"
LAST = text(f"SELECT pg_sequence_last_value({SEQUENCE})")
GO_ON = text(f"SELECT setval({SEQUENCE}, :number)")


def given(tx: Tx) -> dict[str, int]:
    """Return the last number that each table gave; on SQLite only receipts outlive their rows."""
    if tx.dialect.name == "sqlite":
        return _written(tx) | {reports.name: receipt_numbers.last(tx)}
    return {
        column.table.name: tx.execute(LAST, _named(column)).scalar() or 0 for column in _numbered()
    }


def go_on_after(tx: Tx, numbers: Mapping[str, int]) -> None:
    """Let each table go on after the number named for it, or after its last row."""
    if tx.dialect.name == "sqlite":
        receipt_numbers.go_on_after(tx, numbers.get(reports.name, 0))
        return
    written = _written(tx)
    for column in _numbered():
        name = column.table.name
        number = max(written[name], numbers.get(name, 0))
        if number:
            tx.execute(GO_ON, {**_named(column), "number": number})


def passed_over(numbers: Mapping[str, int], made_at: datetime, now: datetime) -> dict[str, int]:
    """Return numbers beyond all that were given since a copy was made, by whoever went on from it.

    Each minute since then passes over a thousand, so that a copy that is put back a second time
    begins beyond what was given after the first.
    """
    minutes = max(min(now - made_at, LONGEST), timedelta(0)) // timedelta(minutes=1) + 1
    return {name: number + A_MINUTE_GIVES * minutes for name, number in numbers.items()}


def _numbered() -> Iterator[Column[int]]:
    for table in metadata.sorted_tables:
        if table.autoincrement_column is not None:
            yield table.autoincrement_column


def _written(tx: Tx) -> dict[str, int]:
    """Return the number of the last row of each table."""
    return {c.table.name: tx.execute(select(func.max(c))).scalar() or 0 for c in _numbered()}


def _named(column: Column[int]) -> dict[str, str]:
    return {"name": column.table.name, "column": column.name}
