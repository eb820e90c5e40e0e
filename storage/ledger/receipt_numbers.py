"""The numbers of receipts go on where a ledger was put back: none is given a second time.

PostgreSQL counts by itself. SQLite takes the number after the last row, which after a ledger was
put back is one that somebody already has on their phone: there a mark says from where to go on.
"""

from sqlalchemy import func, select

from storage.db.engine import Tx
from storage.ledger import duty_checkpoints
from storage.ledger.duty_checkpoints import Checkpoint
from storage.ledger.tables import reports

MARK = "receipts"


def last(tx: Tx) -> int:
    """Return the last number that was given, or passed over, on SQLite."""
    return max(_written(tx), duty_checkpoints.of(tx, MARK).number)


def go_on_after(tx: Tx, number: int) -> None:
    """Give no number up to this one any more, on SQLite."""
    if number > _written(tx):
        duty_checkpoints.replace(tx, MARK, Checkpoint(number=number))


def passed_over(tx: Tx) -> dict[str, int]:
    """Return the column that numbers the next report; empty where the database counts on."""
    if tx.dialect.name != "sqlite":
        return {}
    number = duty_checkpoints.of(tx, MARK).number
    return {"id": number + 1} if number > _written(tx) else {}


def _written(tx: Tx) -> int:
    return tx.execute(select(func.max(reports.c.id))).scalar() or 0
