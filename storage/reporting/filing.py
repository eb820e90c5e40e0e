"""What a photo or file is evidence of, and the journal's entry that says so."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from storage.db.engine import Tx
from storage.ledger import journal
from storage.ledger.tables import evidence, reports

HOMES = {"report": "report_id", "item": "item_id", "form": "check_form_id", "clause": "clause"}
"""What a piece is evidence of: as the journal calls it, and the column."""


def belongs_to(tx: Tx, draft: int, report: int, now: datetime) -> None:
    """Give a confirmed draft's evidence to its report, with the journal's entry."""
    _give(tx, draft, evidence.c.report_id, report, now)


def kept_with_item(tx: Tx, draft: int, item: int, now: datetime) -> int:
    """Give a draft's evidence to the item where no report becomes of it; return how many."""
    return _give(tx, draft, evidence.c.item_id, item, now)


def _give(tx: Tx, draft: int, home: ColumnElement[int], number: int, now: datetime) -> int:
    new = (evidence.c.draft_id == draft) & home.is_distinct_from(number)
    given = update(evidence).where(new).values({home: number}).returning(evidence.c.id)
    pieces = sorted(tx.execute(given).scalars())
    filed(tx, pieces, now)
    return len(pieces)


def filed(tx: Tx, pieces: list[int], now: datetime) -> None:
    """Write down what these pieces are evidence of: what `verify` holds them to from now on."""
    query = select(evidence, func.coalesce(evidence.c.item_id, reports.c.item_id).label("about"))
    rows = tx.execute(query.outerjoin(reports).where(evidence.c.id.in_(pieces))).all()
    if rows:
        homes = {
            row.id: {name: row._mapping[column] for name, column in HOMES.items()} for row in rows
        }
        body = {"pieces": {str(number): homes[number] for number in pieces}}
        first = rows[0]
        journal.write(tx, "EvidenceFiled", body, now=now, person=first.person_id, item=first.about)
