"""What the journal tells, of one item or of all."""

from typing import Any

from sqlalchemy import Row, func, select

from storage.db.engine import Engine, Tx, reading
from storage.ledger.tables import journal, reports
from storage.mail.tables import drafts
from tests.support.dialogue import Dialogue


def facts_of(tx: Tx, item: int) -> list[Row[Any]]:
    """Return the entries of an item, oldest first."""
    query = select(journal).where(journal.c.item_id == item).order_by(journal.c.seq)
    return list(tx.execute(query))


def facts(engine: Engine) -> list[str]:
    """Return the names of all facts, oldest first."""
    with reading(engine) as tx:
        return list(tx.execute(select(journal.c.fact).order_by(journal.c.seq)).scalars())


def nothing_changed(talk: Dialogue) -> bool:
    """Whether no card, fact or report was written."""
    with reading(talk.engine) as tx:
        counts = [
            tx.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (drafts, journal, reports)
        ]
    return counts == [0, 0, 0]
