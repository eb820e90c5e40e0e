"""How far something that is kept in memory follows the journal.

Every change of an item stands in the journal, in the same unit of work. The place is remembered
by number and hash: an entry that was rolled back is not mistaken for the one that came instead.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from storage.db.engine import Tx
from storage.ledger.tables import journal, journal_head

MOST_ENTRIES = 2000
"""When more happened than this, everything is looked at anew."""


@dataclass(frozen=True, slots=True)
class JournalCursor:
    """An entry of the journal on a day."""

    day: date | None = None
    seq: int = 0
    hash: str = ""


def items_touched(
    tx: Tx, place: JournalCursor, today: date
) -> tuple[frozenset[int] | None, JournalCursor]:
    """Return items that changed since, and where the journal is now; None: look at all again."""
    head = tx.execute(select(journal_head.c.seq, journal_head.c.hash)).one()
    return _touched(tx, place, today, head.seq), JournalCursor(today, head.seq, head.hash)


def _touched(tx: Tx, place: JournalCursor, today: date, head: int) -> frozenset[int] | None:
    follows = place.day == today and 0 <= head - place.seq <= MOST_ENTRIES
    if not follows or not _still_stands(tx, place):
        return None
    return items_named(tx, place.seq, head)


def items_named(tx: Tx, after: int, last: int) -> frozenset[int]:
    """Return the items that entries of the journal are about, beyond one entry and up to another."""
    query = select(journal.c.item_id).where(
        journal.c.seq > after, journal.c.seq <= last, journal.c.item_id.is_not(None)
    )
    return frozenset(tx.execute(query).scalars())


def _still_stands(tx: Tx, place: JournalCursor) -> bool:
    return place.seq == 0 or hash_of(tx, place.seq) == place.hash


def hash_of(tx: Tx, seq: int) -> str | None:
    """Return the hash of an entry: another one of that number, written after a rollback, has another."""
    found: str | None = tx.execute(select(journal.c.hash).where(journal.c.seq == seq)).scalar()
    return found
