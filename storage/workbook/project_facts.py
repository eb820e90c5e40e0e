"""Journal entries of an import on projects, their money and yearly targets: one for each item."""

from collections import defaultdict
from datetime import datetime

from storage.db.column_types import JsonObject
from storage.db.engine import Tx
from storage.ledger import journal
from storage.workbook import facts
from storage.workbook.book import OF_PROJECTS
from storage.workbook.known import Known, KnownEntry
from storage.workbook.project_sheets import PROJECTS
from storage.workbook.sheets import SheetForm

FACT = "ProjectsImported"


def write_project_facts(
    tx: Tx, known: Known, entries: dict[str, list[KnownEntry]], now: datetime, by: int | None
) -> None:
    """Write what an import brought of the projects of each item."""
    of_items: dict[KnownEntry, dict[str, list[KnownEntry]]] = defaultdict(lambda: defaultdict(list))
    for form in OF_PROJECTS:
        for entry in facts.new_or_changed(entries.get(form.name, [])):
            of_items[_item_of(form, entry)][form.name].append(entry)
    for item, by_sheet in of_items.items():
        body: JsonObject = {"code": item.name}
        body["sheets"] = {
            form.name: {
                "changes": facts.changes_of(form, by_sheet[form.name], known),
                "rows": facts.rows_of(form, by_sheet[form.name]),
            }
            for form in OF_PROJECTS
            if form.name in by_sheet
        }
        journal.write(tx, FACT, body, now=now, person=by, item=item.id)


def _item_of(form: SheetForm, entry: KnownEntry) -> KnownEntry:
    project: KnownEntry | None = entry if form is PROJECTS else entry.values["project_id"]
    item: KnownEntry = (project or entry).values["item_id"]
    return item
