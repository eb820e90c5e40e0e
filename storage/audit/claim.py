"""What a journal entry states about one row."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

Cells = dict[str, Any]
"""Column → value, as plain as in the journal."""

UNKNOWN = object()
"""The value of a cell that an older journal does not record: any value is accepted."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The values one entry states for one row; `row` None: an older journal did not record which.

    `count`: the number of rows stated when `row` is None.
    """

    table: Table
    row: int | None
    cells: Cells
    count: int = 1
