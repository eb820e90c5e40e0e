"""Does the ledger say what the journal says? Reports, states and evidence against their entries."""

import hashlib
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from messages.texts import amount
from rules.closing import Fact
from rules.items import State
from storage.database import Tx
from storage.journal import Broken
from storage.tables import evidence, items, journal, reports

FIGURES = ("done", "remaining", "percent")


def first_false(tx: Tx, folder: Path) -> Broken | None:
    """The first that differs; `folder` is where evidence is kept."""
    return _first_report(tx) or _first_state(tx) or _first_evidence(tx, folder)


def _first_state(tx: Tx) -> Broken | None:
    """An item moves by facts only: entered as not started, and since then as the last one says."""
    facts = ("ItemEntered", *Fact)
    query = select(journal.c.seq, journal.c.item_id, journal.c.body["state"].as_string())
    said: dict[int, tuple[int, str]] = {}
    for seq, item, state in tx.execute(
        query.where(journal.c.fact.in_(facts)).order_by(journal.c.seq)
    ):
        said[item] = (seq, state or State.NOT_STARTED)
    stands = {row.id: row.state for row in tx.execute(select(items.c.id, items.c.state))}
    for item, (seq, state) in sorted(said.items(), key=lambda pair: pair[1]):
        if stands.get(item) != state:
            return Broken(seq, "the state of its item was changed")
    return None


def _first_evidence(tx: Tx, folder: Path) -> Broken | None:
    """Every piece that was kept is still there, byte for byte."""
    held = {row.id: row for row in tx.execute(select(evidence))}
    query = select(journal.c.seq, journal.c.body).where(journal.c.fact == "EvidenceKept")
    for entry in tx.execute(query.order_by(journal.c.seq)):
        row = held.get(entry.body["evidence"])
        if row is None or row.sha256 != entry.body["sha256"]:
            return Broken(entry.seq, "its evidence was changed")
        path = folder / row.path
        if not path.is_file() or _sha256(path) != row.sha256:
            return Broken(entry.seq, "the file of its evidence is missing or was changed")
    return None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _first_report(tx: Tx) -> Broken | None:
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
