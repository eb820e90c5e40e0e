"""Items whose entry stands in the journal, as an import would have written it."""

from datetime import datetime

from sqlalchemy import select

from storage.db.engine import Engine, writing
from storage.ledger import journal
from storage.ledger.tables import items


def enter(engine: Engine, at: datetime) -> None:
    """Write that every item of the ledger was entered at a moment."""
    with writing(engine) as tx:
        for row in tx.execute(select(items.c.id, items.c.code, items.c.deadline)).all():
            deadline = None if row.deadline is None else row.deadline.isoformat()
            body = {
                "code": row.code,
                "item": {"编号": row.code},
                "row": {"id": row.id, "deadline": deadline, "finished_on": None},
            }
            journal.write(tx, "ItemEntered", body, now=at, item=row.id)
