"""What `taizhang verify` finds in a ledger."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from storage import audit
from storage.db.engine import Engine, reading, writing
from storage.ledger import journal
from storage.ledger.journal import Broken
from storage.ledger.tables import journal as entries

OTHERWISE = "the ledger says otherwise"
GONE = "the ledger no longer has it"


def verified(engine: Engine, folder: Path = Path()) -> Broken | None:
    """Return the first entry that is broken or that the ledger, its files in a folder, contradicts."""
    with reading(engine) as tx:
        return journal.first_broken(tx) or audit.first_mismatch(tx, folder)


def tampered(engine: Engine, change: Any) -> Broken | None:
    """Change a row behind the journal's back, and return what is found."""
    with writing(engine) as tx:
        tx.execute(change)
    return verified(engine)


def seq_of(engine: Engine, fact: str, item: int | None = None) -> int:
    """Return the number of the latest entry of a fact."""
    query = select(entries.c.seq).where(entries.c.fact == fact).order_by(entries.c.seq.desc())
    if item is not None:
        query = query.where(entries.c.item_id == item)
    with reading(engine) as tx:
        return int(tx.execute(query.limit(1)).scalar_one())
