"""Load the ledger's rows as entries of the workbook."""

from collections import defaultdict
from collections.abc import Hashable

from sqlalchemy import select

from rules.policy.items import State
from storage.closing import takeovers
from storage.db.engine import Tx
from storage.db.query import RawRow
from storage.ledger.tables import item_units
from storage.workbook.book import SHEETS
from storage.workbook.cells import canonical_text
from storage.workbook.days import Day
from storage.workbook.known import Known, KnownEntry, Register, Standing, Values
from storage.workbook.sheets import Column, SheetForm

ById = dict[str, dict[int, KnownEntry]]


def load_known(tx: Tx) -> Known:
    """Return all entries of the sheets, in the order the workbook shows them."""
    known = Known({sheet.name: Register() for sheet in SHEETS})
    by_id: ById = {}
    for sheet in SHEETS:
        _load_sheet(tx, sheet, known, by_id)
    _sort(known, "节点", "任务", "item_id")
    _sort(known, "资金", "项目", "project_id")
    return known


def _sort(known: Known, sheet: str, of: str, field: str) -> None:
    """Put the entries of a sheet into the order of the entries that they belong to."""
    order = {entry: place for place, entry in enumerate(known.sheets[of].entries)}
    known.sheets[sheet].entries.sort(key=lambda entry: order[entry.values[field]])


def _load_sheet(tx: Tx, sheet: SheetForm, known: Known, by_id: ById) -> None:
    columns = sheet.table.c
    order = columns.position if "position" in columns else columns.id
    rows = tx.execute(select(sheet.table).order_by(order, columns.id)).all()
    # A unit's parent may have a higher id, so all entries are made first.
    entries = by_id[sheet.name] = {row.id: KnownEntry(None, {}, row.id) for row in rows}
    supporting = _supporting(tx, by_id["单位"]) if sheet.name == "任务" else {}
    struck_off = takeovers.struck_off(tx) if sheet.name == "任务" else {}
    for row in rows:
        entry = entries[row.id]
        entry.values = {c.field: _value(c, row, by_id, supporting) for c in sheet.columns}
        entry.was = dict(entry.values)
        if sheet.name == "任务":
            day, number = struck_off.get(row.id, (None, ""))
            entry.stands = Standing(State(row.state), row.finished_on, day, number)
        known.sheets[sheet.name].add(entry, entry_keys(sheet, entry.values))
        if sheet.name == "人员":
            known.namesakes[canonical_text(entry.name)].append(entry)


def _supporting(tx: Tx, units: dict[int, KnownEntry]) -> dict[int, list[KnownEntry]]:
    found: dict[int, list[KnownEntry]] = defaultdict(list)
    for row in tx.execute(select(item_units).order_by(item_units.c.position)):
        found[row.item_id].append(units[row.unit_id])
    return found


def _value(
    column: Column, row: RawRow, by_id: ById, supporting: dict[int, list[KnownEntry]]
) -> object:
    if column.field == "supporting":
        return tuple(supporting.get(row.id, ()))
    value = getattr(row, column.field)
    if column.refers_to:
        return None if value is None else by_id[column.refers_to][value]
    if hasattr(row, f"{column.field}_words"):
        return Day(value, getattr(row, f"{column.field}_words"))
    return value


def entry_keys(sheet: SheetForm, values: Values) -> tuple[Hashable, ...]:
    """Return the keys by which a second import finds an entry."""
    if "code" in values:
        return tuple(values["code"].split("、"))
    if sheet.name == "人员":
        return ((canonical_text(values["name"]), values["unit_id"]),)
    if sheet.name == "资金":
        named = (canonical_text(values[field]) for field in ("source", "document"))
        return ((values["project_id"], *named),)
    if sheet.name == "年度目标":
        return ((values["item_id"], values["project_id"], values["year"]),)
    if sheet.name == "节点":
        return ((values["item_id"], canonical_text(values["name"])),)
    return (canonical_text(values["name"]),)
