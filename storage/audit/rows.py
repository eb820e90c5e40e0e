"""The ledger's rows, with values as plain as the journal writes them."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Table, select

from storage.accountability.register import digests
from storage.accountability.tables import accountability_entries
from storage.audit.claim import Cells
from storage.closing.check_tables import check_verdicts
from storage.closing.tables import closing_clauses
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.db.query import Query
from storage.ledger.tables import item_units

StatedCell = tuple[int, object]
"""The entry that said it last, and what it said."""

StatedCells = dict[str, StatedCell]

SHORT = 64
"""Characters; of longer texts only the SHA-256 is kept in memory."""

LISTED: dict[Table, tuple[str, Query]] = {
    item_units: (
        "units",
        select(item_units.c.item_id, item_units.c.unit_id).order_by(item_units.c.position),
    ),
    closing_clauses: (
        "clauses",
        select(
            closing_clauses.c.closing_id,
            closing_clauses.c.number,
            closing_clauses.c.clause,
            closing_clauses.c.words,
        ).order_by(closing_clauses.c.number),
    ),
    check_verdicts: (
        "verdicts",
        select(
            check_verdicts.c.check_id,
            check_verdicts.c.number,
            check_verdicts.c.clause,
            check_verdicts.c.passed,
            check_verdicts.c.reason,
        ).order_by(check_verdicts.c.number),
    ),
}
"""Tables whose rows an entry states as one list."""


def read_rows(
    tx: Tx, table: Table, only: Collection[int] | None = None
) -> Iterator[tuple[int, Cells]]:
    """Yield each row by its id; with `only`, those with these ids."""
    if table in LISTED:
        yield from _listed(tx, *LISTED[table])
        return
    if table is accountability_entries:
        for number, digest in digests(tx):
            yield number, {"digest": digest}
        return
    query = select(table) if only is None else select(table).where(table.c.id.in_(only))
    for row in tx.execute(query.execution_options(yield_per=1000)):
        yield row.id, {name: plain(value) for name, value in row._mapping.items()}


def row_ids(tx: Tx, table: Table) -> Iterable[int]:
    """Return the ids of all rows."""
    return tx.execute(select(table.c.id).execution_options(yield_per=1000)).scalars()


def _listed(tx: Tx, name: str, query: Query) -> Iterator[tuple[int, Cells]]:
    found: dict[int, list[object]] = defaultdict(list)
    for row in tx.execute(query):
        values: list[object] = list(row[1:])
        found[row[0]].append(values if len(values) > 1 else values[0])
    for number, listed in found.items():
        yield number, {name: listed}


def missing_row(table: Table) -> Cells | None:
    """Return the cells where there is no row: an empty list, or None for a missing row."""
    return {LISTED[table][0]: []} if table in LISTED else None


def comparable(value: object) -> object:
    """Return enough of a value to decide whether another is the same."""
    if isinstance(value, str) and len(value) > SHORT:
        return hashlib.sha256(value.encode()).digest()
    return value
