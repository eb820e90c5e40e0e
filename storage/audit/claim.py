"""What a journal entry states about one row."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Table

Cells = dict[str, object]
"""Column → value, plain as in the journal."""

UNKNOWN = object()
"""The value of a cell that an older journal does not record: any value is accepted."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The values one entry states for one row; `row` None: an older journal did not record which.

    `count`: the number of rows stated when `row` is None.
    """

    table: Table
    row: int | None
    cells: Mapping[str, object]
    count: int = 1
