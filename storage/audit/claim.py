"""What a journal entry states about one row."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Table

from storage.db.column_types import plain
from storage.ledger.journal import JournalEntry

Cells = dict[str, object]
"""Column → value, plain as in the journal."""

UNKNOWN = object()
"""The value of a cell that an older journal does not record: any value is accepted."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The values one entry states for one row; `row` None: an older journal did not record which.

    `count`: the number of rows stated when `row` is None. `gone`: that the row was taken away.
    """

    table: Table
    row: int | None
    cells: Mapping[str, object]
    count: int = 1
    gone: bool = False


def row_of_code(digest: str) -> int:
    """Return the number by which an invitation code is told: 60 bits of its hash."""
    return int(digest[:15], 16)


def row_of(entry: JournalEntry, who: str, when: str) -> Cells:
    """Return an item's row, who made it and when."""
    return {"item_id": entry.item_id, who: entry.person_id, when: plain(entry.at)}
