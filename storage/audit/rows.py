"""The ledger's rows, with values as plain as the journal writes them."""

import hashlib
from base64 import b64decode
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict

from sqlalchemy import Table, select

from storage.accountability.register import digests
from storage.accountability.tables import accountability_entries, accountability_persons
from storage.audit.claim import Cells, row_of_code
from storage.closing.check_tables import check_verdicts
from storage.closing.tables import closing_clauses
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.db.query import Query, RawRow
from storage.follow_up import round_sums
from storage.follow_up.tables import round_entries, rounds
from storage.ledger.tables import invites, item_units
from storage.papers.tables import papers
from storage.plans.tables import plan_steps

StatedCell = tuple[int, object]
"""The entry that said it last, and what it said."""

StatedCells = dict[str, StatedCell]

SHORT = 64
"""Characters; of longer texts only the SHA-256 is kept in memory."""

Lists = dict[str, tuple[str, ...]]
"""Cell → the columns that each row adds to it."""

LISTED: dict[Table, tuple[str, str, Lists]] = {
    item_units: ("item_id", "position", {"units": ("unit_id",)}),
    closing_clauses: (
        "closing_id",
        "number",
        {"clauses": ("number", "clause", "words"), "answered": ("person_id", "at")},
    ),
    check_verdicts: (
        "check_id",
        "number",
        {"verdicts": ("number", "clause", "passed", "reason")},
    ),
    plan_steps: (
        "plan_id",
        "number",
        {"steps": ("number", "name", "due", "target"), "made": ("milestone_id",)},
    ),
}
"""Tables whose rows an entry states as one list: of what, in which order, and which cells."""


def read_rows(
    tx: Tx, table: Table, only: Collection[int] | None = None
) -> Iterator[tuple[int, Cells]]:
    """Yield each row by its id; with `only`, those with these ids."""
    if table in LISTED:
        yield from _listed(tx, table, *LISTED[table])
        return
    if table is accountability_persons:
        return  # told with their entry, by one hash
    if table is accountability_entries:
        for number, digest in digests(tx):
            yield number, {"digest": digest}
        return
    query = QUERIES.get(table, select(table))
    if only is not None:
        query = query.where(table.c.id.in_(only))
    sums = round_sums.of_all(tx) if table is rounds else {}
    for row in tx.execute(query.execution_options(yield_per=1000)):
        cells = _cells(table, row)
        if table is rounds:
            cells |= asdict(sums.get(row.id, round_sums.NOTHING))
        yield row_of_code(row.digest) if table is invites else row.id, cells


def _cells(table: Table, row: RawRow) -> Cells:
    """Return the cells of a row as the journal has them; of a file its hash."""
    cells = {name: plain(value) for name, value in row._mapping.items()}
    if table is papers:
        cells["content"] = _sha256(row.content)
    return cells


def _sha256(content: str) -> str:
    """Return the hash of a file kept as base64; empty where somebody made it something else."""
    try:
        return hashlib.sha256(b64decode(content, validate=True)).hexdigest()
    except ValueError:
        return ""


QUERIES: dict[Table, Query] = {
    round_entries: select(round_entries, rounds.c.closed_at.is_not(None).label("over")).join(rounds)
}
"""Tables of which more has to be known than a row has."""


def row_ids(tx: Tx, table: Table) -> Iterable[int]:
    """Return the ids of all rows."""
    return tx.execute(select(table.c.id).execution_options(yield_per=1000)).scalars()


def _listed(tx: Tx, table: Table, of: str, order: str, lists: Lists) -> Iterator[tuple[int, Cells]]:
    found: dict[int, dict[str, list[object]]] = defaultdict(lambda: {name: [] for name in lists})
    for row in tx.execute(select(table).order_by(table.c[order])).mappings():
        for name, columns in lists.items():
            values = [plain(row[column]) for column in columns]
            found[row[of]][name].append(values if len(values) > 1 else values[0])
    for number, cells in found.items():
        yield number, dict(cells)


def missing_row(table: Table) -> Cells | None:
    """Return the cells where there is no row: empty lists, or None for a missing row."""
    return {name: [] for name in LISTED[table][2]} if table in LISTED else None


def comparable(value: object) -> object:
    """Return enough of a value to decide whether another is the same."""
    if isinstance(value, str) and len(value) > SHORT:
        return hashlib.sha256(value.encode()).digest()
    return value
