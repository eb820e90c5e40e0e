"""What the journal tells of one item."""

from typing import Any

from sqlalchemy import Row, select

from storage.db.engine import Tx
from storage.ledger.tables import journal


def facts_of(tx: Tx, item: int) -> list[Row[Any]]:
    """Oldest first."""
    query = select(journal).where(journal.c.item_id == item).order_by(journal.c.seq)
    return list(tx.execute(query))
