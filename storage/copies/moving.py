"""A ledger moves from one database to another; the evidence stays where it is."""

from storage.copies import filling, numbers, rows
from storage.copies.manifest import Summed, TableSum
from storage.db.engine import Engine, snapshot
from storage.db.migrate import newest
from storage.schema import metadata


def move(source: Engine, target: Engine) -> int:
    """Fill an empty database with all that another one holds; return how many rows that is.

    The ledger is there when everything is, and the old one is left as it was. Nobody may write
    to it meanwhile. Raises NotEmpty and NotTaken.
    """
    count = 0
    with snapshot(source) as old, filling.begun_empty(target, newest()) as new:
        for table in metadata.sorted_tables:
            summed = Summed()
            columns = tuple(table.columns.keys())
            filling.fill(new, table.name, columns, summed.through(rows.read(old, table)))
            given = TableSum(
                name=table.name, columns=columns, rows=summed.rows, sha256=summed.sha256
            )
            filling.compare(new, table, given)
            count += summed.rows
        numbers.go_on_after(new, numbers.given(old))
    return count
