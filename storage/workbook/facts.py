"""Journal entries of an import: the file, and every item that was added or changed."""

from collections import defaultdict
from datetime import datetime

from storage.db.column_types import JsonObject, plain
from storage.db.engine import Tx
from storage.ledger import journal
from storage.workbook import cell_values
from storage.workbook.assigning import assign
from storage.workbook.keeping import table_columns
from storage.workbook.known import Known, KnownEntry
from storage.workbook.results import SheetResult
from storage.workbook.sheets import FINDINGS, ITEMS, MILESTONES, PEOPLE, UNITS, Column, SheetForm

PRIVATE = frozenset({"phone"})
"""Fields never written to the journal, from which nothing can be removed."""


def write_facts(
    tx: Tx,
    known: Known,
    sheets: dict[str, SheetResult],
    entries: dict[str, list[KnownEntry]],
    file: dict[str, str],
    now: datetime,
    by: int | None,
) -> None:
    """Write one entry for the file with its counts, then one for each item."""
    counts = {name: [s.added, s.changed, s.unchanged] for name, s in sheets.items()}
    by_sheet = [(sheet, entries.get(sheet.name, [])) for sheet in (UNITS, PEOPLE, FINDINGS)]
    changes = {sheet.name: changes_of(sheet, of_it, known) for sheet, of_it in by_sheet}
    rows = {sheet.name: rows_of(sheet, of_it) for sheet, of_it in by_sheet}
    imported = {**file, "sheets": counts, "changes": changes, "rows": rows}
    journal.write(tx, "Imported", imported, now=now, person=by)
    assign(tx, entries.get(ITEMS.name, []), now)
    for item, body in _of_items(known, entries).items():
        fact = "ItemEntered" if item.was is None else "ItemAmended"
        journal.write(tx, fact, body, now=now, person=by, item=item.id)


def changes_of(sheet: SheetForm, entries: list[KnownEntry], known: Known) -> dict[str, JsonObject]:
    """Return what is new or changed of each entry, in the sheet's words."""
    return {
        display_name(sheet, entry): _change(sheet, entry, known)
        for entry in new_or_changed(entries)
    }


def rows_of(sheet: SheetForm, entries: list[KnownEntry]) -> dict[str, JsonObject]:
    """Return what the words of each new or changed entry leave open."""
    return {display_name(sheet, entry): _row(entry) for entry in new_or_changed(entries)}


def new_or_changed(entries: list[KnownEntry]) -> list[KnownEntry]:
    """Return the entries that an import adds or changes."""
    return [entry for entry in entries if entry.was is None or entry.changed()]


def _row(entry: KnownEntry) -> JsonObject:
    """Return what the words leave open: which row it is, whom a name meant, which day a deadline."""
    fields = [f for f in entry.changed() or entry.values if f not in PRIVATE]
    row = table_columns({field: entry.values[field] for field in fields})
    open_ = {c: plain(v) for c, v in row.items() if not (isinstance(v, str) and c in fields)}
    if "supporting" in fields:
        open_["supporting"] = [unit.id for unit in entry.values["supporting"]]
    return {"id": entry.id, **open_}


def display_name(sheet: SheetForm, entry: KnownEntry) -> str:
    """Return an entry's name; people with their unit, money and yearly targets with what they are of."""
    if sheet is PEOPLE:
        return f"{entry.name}（{entry.values['unit_id'].name}）"
    if "project_id" not in entry.values:
        return entry.name
    project, document = entry.values["project_id"], entry.values.get("document")
    of = project.name if project else f"任务{entry.values['item_id'].name}"
    return " ".join(filter(None, (of, entry.name, document)))


def _change(sheet: SheetForm, entry: KnownEntry, known: Known) -> JsonObject:
    return (_new if entry.was is None else changed_cells)(sheet, entry, known)


def _new(sheet: SheetForm, entry: KnownEntry, known: Known) -> JsonObject:
    stated = {
        c.header: cell_values.field_text(c, entry.values, known) for c in _public_columns(sheet)
    }
    return {header: words for header, words in stated.items() if words}


def changed_cells(sheet: SheetForm, entry: KnownEntry, known: Known) -> JsonObject:
    """Return header → [before, after]; of what is private only that it changed."""
    assert entry.was is not None
    fields = entry.changed()
    before, after = entry.was, entry.values
    change: JsonObject = {
        c.header: [
            cell_values.field_text(c, before, known),
            cell_values.field_text(c, after, known),
        ]
        for c in _public_columns(sheet)
        if c.field in fields
    }
    return change | {sheet.labels()[f]: [] for f in fields if f in PRIVATE}


def _public_columns(sheet: SheetForm) -> list[Column]:
    return [column for column in sheet.columns if column.field not in PRIVATE]


def _of_items(known: Known, entries: dict[str, list[KnownEntry]]) -> dict[KnownEntry, JsonObject]:
    """Return what to write of each item, its milestones with it."""
    steps: dict[KnownEntry, list[KnownEntry]] = defaultdict(list)
    for step in new_or_changed(entries.get("节点", [])):
        steps[step.values["item_id"]].append(step)
    own = new_or_changed(entries.get("任务", []))
    return {item: _of_item(item, steps[item], known) for item in dict.fromkeys((*own, *steps))}


def _of_item(item: KnownEntry, steps: list[KnownEntry], known: Known) -> JsonObject:
    body: JsonObject = {"code": item.name}
    if item.was is None:
        body["item"] = _new(ITEMS, item, known)
    elif item.changed():
        body["changes"] = changed_cells(ITEMS, item, known)
    if item.was is None or item.changed() or item.undone:
        body["row"] = _row(item) | ({"finished_on": None} if item.undone else {})
    if item.assignment is not None:
        body["assignment"] = item.assignment
    if steps:
        body["milestones"] = changes_of(MILESTONES, steps, known)
        body["steps"] = rows_of(MILESTONES, steps)
    return body
