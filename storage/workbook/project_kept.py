"""Keep what was reported of projects in the chat when an older workbook is imported again.

The office keeps its own workbook. A cell that still has the value of the last import is no change,
as with deadlines that were extended; another value is one.
"""

from collections.abc import Iterator

from sqlalchemy import select

from rules.policy.wording import Translator
from storage.db.column_types import plain
from storage.db.engine import Tx
from storage.ledger.tables import journal
from storage.projects.reported import FACT as REPORTED
from storage.workbook import project_facts
from storage.workbook.book import OF_PROJECTS
from storage.workbook.cell_values import value_text
from storage.workbook.facts import display_name
from storage.workbook.known import KnownEntry
from storage.workbook.project_sheets import FUNDS, PROJECTS

FIELDS = {PROJECTS.name: ("started_on", "finished_on"), FUNDS.name: ("received", "paid")}
"""What a report may say, by sheet."""

Cell = tuple[str, int, str]
"""A sheet, the number of a row, a field."""


def keep_reported(tx: Tx, entries: dict[str, list[KnownEntry]], t: Translator) -> Iterator[str]:
    """Restore reported values whose cells have an older one, and yield a remark for each."""
    if not any(entries.get(sheet) for sheet in FIELDS):
        return
    imported, reported = _said(tx)
    for form in OF_PROJECTS:
        for entry in entries.get(form.name, []) if form.name in FIELDS else ():
            for field in set(entry.changed()) & set(FIELDS[form.name]):
                cell = (form.name, entry.id or 0, field)
                if cell in reported and plain(entry.values[field]) == imported.get(cell):
                    assert entry.was is not None
                    entry.values[field] = entry.was[field]
                    yield t(
                        "{sheet} {name} {column}: what was reported is kept: {value}",
                        sheet=form.name,
                        name=display_name(form, entry),
                        column=form.labels()[field],
                        value=value_text(plain(entry.values[field])),
                    )


def _said(tx: Tx) -> tuple[dict[Cell, object], set[Cell]]:
    """Return what imports said last, and what was reported since."""
    imported: dict[Cell, object] = {}
    reported: set[Cell] = set()
    query = select(journal.c.fact, journal.c.body).order_by(journal.c.seq)
    for fact, body in tx.execute(query.where(journal.c.fact.in_((project_facts.FACT, REPORTED)))):
        if fact == REPORTED:
            for sheet, row in ((PROJECTS.name, body["project"]), (FUNDS.name, body["fund"])):
                reported |= {(sheet, row, f) for f in FIELDS[sheet] if body.get(f) is not None}
            continue
        for sheet, fields in FIELDS.items():
            for row in body["sheets"].get(sheet, {"rows": {}})["rows"].values():
                named = {(sheet, row["id"], field): row[field] for field in fields if field in row}
                imported |= named
                reported -= set(named)
    return imported, reported
