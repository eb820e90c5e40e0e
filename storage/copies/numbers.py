"""The numbers that tables give their rows: where they stand, and where they go on."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Column, func, select, text

from storage.db.engine import Tx
from storage.ledger.tables import journal_head
from storage.schema import metadata

A_MINUTE_GIVES = 1000
"""Reports: far more than officials confirm. So many numbers are passed over for each minute."""

LONGEST = timedelta(days=30)
"""Who puts back an older copy passes over no more: numbers have to stay short enough to be read."""

SEQUENCE = "CAST(pg_get_serial_sequence(:name, :column) AS regclass)"
LAST = {
    "postgresql": text(f"SELECT pg_sequence_last_value({SEQUENCE})"),
    "sqlite": text("SELECT seq FROM sqlite_sequence WHERE name = :name"),
}
GO_ON = {
    "postgresql": (text(f"SELECT setval({SEQUENCE}, :number)"),),
    "sqlite": (
        text("DELETE FROM sqlite_sequence WHERE name = :name"),
        text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"),
    ),
}


def given(tx: Tx) -> dict[str, int]:
    """Return the last number that each table gave, also to a row that is there no more."""
    last = LAST[tx.dialect.name]
    return {c.table.name: tx.execute(last, _named(c)).scalar() or 0 for c in _numbered()}


def go_on_after(tx: Tx, numbers: Mapping[str, int]) -> None:
    """Let each table go on after the number named for it, or after its last row."""
    for column in _numbered():
        written = tx.execute(select(func.max(column))).scalar() or 0
        number = max(written, numbers.get(column.table.name, 0))
        for statement in GO_ON[tx.dialect.name] if number else ():
            tx.execute(statement, {**_named(column), "number": number})


def passed_over(numbers: Mapping[str, int], made_at: datetime, now: datetime) -> dict[str, int]:
    """Return numbers beyond all that were given since a copy was made, by whoever went on from it.

    Each minute since then passes over a thousand, so that a copy that is put back a second time
    begins beyond what was given after the first.
    """
    minutes = max(min(now - made_at, LONGEST), timedelta(0)) // timedelta(minutes=1) + 1
    return {name: number + A_MINUTE_GIVES * minutes for name, number in numbers.items()}


def _numbered() -> Iterator[Column[int]]:
    for table in metadata.sorted_tables:
        if table.autoincrement_column is not None and table is not journal_head:
            yield table.autoincrement_column


def _named(column: Column[int]) -> dict[str, str]:
    return {"name": column.table.name, "column": column.name}
