"""Claims of an import's entries: texts in the sheets' words, other values plain."""

from collections.abc import Iterator

from sqlalchemy import String

from rules.policy.items import State
from storage.audit.claim import UNKNOWN, Cells, Claim
from storage.db.column_types import JsonObject, plain
from storage.follow_up.tables import assignments
from storage.ledger.journal import JournalEntry
from storage.ledger.tables import item_units, items
from storage.workbook.facts import PRIVATE
from storage.workbook.sheets import FINDINGS, ITEMS, MILESTONES, PEOPLE, UNITS, Column, SheetForm

NEW_ITEM: Cells = {
    "state": State.NOT_STARTED,
    **dict.fromkeys(("done", "percent", "promised_on", "reported_at")),
    **dict.fromkeys(("finished_on", "struck_off_at")),
}
"""Values of a new item that an import does not set."""


def file_claims(entry: JournalEntry) -> Iterator[Claim]:
    """Yield units, people and findings; of milestones an older journal records only the number."""
    body = entry.body
    for sheet in (UNITS, PEOPLE, FINDINGS):
        if "rows" not in body:
            yield _unnamed(sheet, body)
        for name, row in body.get("rows", {}).get(sheet.name, {}).items():
            yield row_claim(sheet, body["changes"][sheet.name][name], row)
    if "rows" not in body:
        yield _unnamed(MILESTONES, body)


def _unnamed(sheet: SheetForm, body: JsonObject) -> Claim:
    added = body.get("sheets", {}).get(sheet.name, [0])[0]
    return Claim(sheet.table, None, {}, count=added)


def item_claims(entry: JournalEntry) -> Iterator[Claim]:
    """Yield the claims on an item and its milestones."""
    body = entry.body
    stated = body.get("item") or body.get("changes")
    row = {"id": entry.item_id, **body.get("row", {})}
    if stated:
        yield row_claim(ITEMS, stated, row)
    if "item" in body:
        yield Claim(items, entry.item_id, NEW_ITEM)
    if "finished_on" in row:
        yield Claim(items, entry.item_id, {"finished_on": row["finished_on"]})
    if "supporting" in row:
        yield Claim(item_units, entry.item_id, {"units": row["supporting"]})
    if "assignment" in body:
        owner = {"owner_id": row.get("owner_id", UNKNOWN), "since": plain(entry.at)}
        unsigned = {"signed_at": None, "signed_by": None}
        yield Claim(
            assignments, body["assignment"], {"item_id": entry.item_id, **owner, **unsigned}
        )
    for name, step in body.get("steps", {}).items():
        yield row_claim(MILESTONES, body["milestones"][name], step)


def row_claim(sheet: SheetForm, stated: JsonObject, row: JsonObject) -> Claim:
    """Return what an entry states of one row of a sheet, new or changed."""
    changed = any(isinstance(cell, list) for cell in stated.values())
    cells: Cells = {}
    for column in sheet.columns:
        if column.field not in PRIVATE and (column.header in stated or not changed):
            cells |= _cells(sheet, column, stated.get(column.header, ""), row)
    if not changed:
        cells |= NEW_ROW.get(sheet.name, {})
    return Claim(sheet.table, row["id"], cells)


NEW_ROW: dict[str, Cells] = {
    PEOPLE.name: {"account": None, "bound_at": None, "language": None},
    MILESTONES.name: {"reached_on": None},
}
"""Values of a new row, by sheet, that an import does not set."""


def _cells(sheet: SheetForm, column: Column, words: object, row: JsonObject) -> Cells:
    """Return a field's columns: a deadline has two, supporting units have a table of their own."""
    named = [name for name in (column.field, f"{column.field}_words") if name in sheet.table.c]
    if len(named) == 1 and named[0] not in row and _is_text(sheet, column):
        return {named[0]: words[1] if isinstance(words, list) else words}
    return {name: row.get(name, UNKNOWN) for name in named}


def _is_text(sheet: SheetForm, column: Column) -> bool:
    return isinstance(sheet.table.c[column.field].type, String)
