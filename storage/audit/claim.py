"""One entry's word on one row."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

Cells = dict[str, Any]
"""Column → value, plain as in the journal."""

UNKNOWN = object()
"""For a cell of which an older journal does not tell: from here on anything may stand there."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`row` None: an older journal did not write down which one."""

    table: Table
    row: int | None
    cells: Cells
    count: int = 1
