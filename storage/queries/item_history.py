"""What the journal holds of one item, newest first."""

from collections.abc import Collection

from sqlalchemy import func, select

from rules.policy.digests import LADDER_STEP
from rules.policy.history import HistoryEntry
from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.ledger.journal import words_of
from storage.ledger.tables import journal, persons


def of_item(tx: Tx, item: int, facts: Collection[str], limit: int) -> list[HistoryEntry]:
    """Return the latest entries of these facts."""
    query = (
        select(journal.c.at, journal.c.fact, journal.c.body, persons.c.name)
        .outerjoin(persons, journal.c.person_id == persons.c.id)
        .where(journal.c.item_id == item, journal.c.fact.in_(list(facts)))
        .order_by(journal.c.seq.desc())
        .limit(limit)
    )
    return [
        HistoryEntry(row.at, row.name or "", _fact(row.fact, row.body), words_of(row.body))
        for row in tx.execute(query)
    ]


def count(tx: Tx, item: int, facts: Collection[str]) -> int:
    """Count the entries of these facts."""
    query = select(func.count()).where(journal.c.item_id == item, journal.c.fact.in_(list(facts)))
    return tx.execute(query).scalar_one()


def _fact(fact: str, body: JsonObject) -> str:
    return f"{fact}:{body['step']}" if fact == LADDER_STEP else fact
