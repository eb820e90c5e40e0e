"""Does the ledger say what the journal says? Every report as it stands against its entry."""

from typing import Any

from sqlalchemy import Row, select

from messages.texts import amount
from storage.database import Tx
from storage.journal import Broken
from storage.tables import journal, reports

FIGURES = ("done", "remaining", "percent")


def first_false(tx: Tx) -> Broken | None:
    """The first report that was changed, removed or put in behind the journal's back."""
    standing = {row.id: row for row in tx.execute(select(reports))}
    query = select(journal).where(journal.c.fact.in_(("Reported", "Corrected")))
    last = 0
    for entry in tx.execute(query.order_by(journal.c.seq)):
        last = entry.seq
        row = standing.pop(entry.body["report"], None)
        if row is None:
            return Broken(entry.seq, "its report is missing")
        if _as_entered(row) != {name: entry.body[name] for name in _as_entered(row)}:
            return Broken(entry.seq, "its report was changed")
    return Broken(last, "a report stands in no entry") if standing else None


def _as_entered(row: Row[Any]) -> dict[str, Any]:
    figures = {name: getattr(row, name) for name in FIGURES}
    return {
        "receipt": row.receipt,
        "kind": row.kind,
        "words": row.words,
        **{name: None if value is None else amount(value) for name, value in figures.items()},
        "promised_on": None if row.promised_on is None else row.promised_on.isoformat(),
        "blocker": row.blocker,
        "corrects": row.corrects_id,
    }
