"""Write new and changed entries with few statements, whatever their number."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time

from sqlalchemy import bindparam, delete, func, insert, select, true, update

from rules.policy.gaps import is_done_after
from rules.policy.items import State
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.ledger.tables import item_units, items, persons
from storage.workbook.days import Day
from storage.workbook.known import KnownEntry, Standing, Values
from storage.workbook.sheets import PEOPLE, SheetForm

AT_ONCE = 1000
"""Rows per statement."""

Each = Callable[[int], None]
"""Called with the number of rows written."""


def save_entries(tx: Tx, sheet: SheetForm, entries: Sequence[KnownEntry], each: Each) -> None:
    """Write new and changed entries of a sheet. `each` is called with the rows written."""
    new = [entry for entry in entries if entry.was is None]
    changed = [entry for entry in entries if entry.changed()]
    each(len(entries) - len(new) - len(changed))
    if sheet is PEOPLE:
        _free_places(tx, changed)
    _insert(tx, sheet, new, each)
    _update(tx, sheet, changed, each)
    if sheet.name == "任务":
        moved = [e for e in changed if "supporting" in e.changed()]
        _support(tx, new, moved)
        _undo(tx, [e for e in changed if "total" in e.changed()])
    if sheet.name == "节点":
        _undo_by_milestones(tx, [e.values["item_id"] for e in (*new, *changed)])


def _free_places(tx: Tx, changed: list[KnownEntry]) -> None:
    """Free the names and units that others of the same name move into, in whatever order."""
    moved = [entry for entry in changed if not {"name", "unit_id"}.isdisjoint(entry.changed())]
    for entry in moved:
        aside = update(persons).where(persons.c.id == entry.id)
        tx.execute(aside.values(name=f"{entry.name} {entry.id}"))


def _insert(tx: Tx, sheet: SheetForm, new: list[KnownEntry], each: Each) -> None:
    place = _last_position(tx, sheet)
    query = insert(sheet.table).returning(sheet.table.c.id, sort_by_parameter_order=True)
    for start in range(0, len(new), AT_ONCE):
        part = new[start : start + AT_ONCE]
        rows = [_row(sheet, entry, place + start + at) for at, entry in enumerate(part, 1)]
        for entry, number in zip(part, tx.execute(query, rows).scalars(), strict=True):
            entry.id = number
        each(len(part))
    if sheet.name == "单位":
        _set_above(tx, sheet, new)


def _set_above(tx: Tx, sheet: SheetForm, new: list[KnownEntry]) -> None:
    """Set the parents of new units, which may be entered before their parents."""
    units = sheet.table
    below = [entry for entry in new if entry.values["parent_id"] is not None]
    if below:
        query = update(units).where(units.c.id == bindparam("row"))
        rows = [{"row": entry.id, "above": entry.values["parent_id"].id} for entry in below]
        tx.execute(query.values(parent_id=bindparam("above")), rows)


def _last_position(tx: Tx, sheet: SheetForm) -> int:
    if "position" not in sheet.table.c:
        return 0
    return tx.execute(select(func.max(sheet.table.c.position))).scalar() or 0


def _row(sheet: SheetForm, entry: KnownEntry, position: int) -> Values:
    row = table_columns(entry.values)
    if "position" in sheet.table.c:
        row["position"] = position
    if sheet.name == "任务":
        row |= _stands(entry)
    return row


def _stands(entry: KnownEntry) -> Values:
    """Return how a new item stands: not started, or as the office's own list says.

    The moment of striking off is noon in China: a list knows the day alone.
    """
    stands = entry.stands or Standing(State.NOT_STARTED)
    day = stands.struck_off_on
    return {
        "state": stands.state,
        "finished_on": stands.finished_on,
        "struck_off_at": None if day is None else datetime.combine(day, time(4), UTC),
        "done": entry.values["total"] if stands.is_done else None,
    }


def table_columns(values: Values) -> Values:
    """Return fields as the tables have them: numbers for entries, two columns for a deadline."""
    row: Values = {}
    for field, value in values.items():
        if isinstance(value, KnownEntry):
            row[field] = value.id
        elif isinstance(value, Day):
            row |= {field: value.on, f"{field}_words": value.words}
        elif field != "supporting":
            row[field] = value
    return row


def _update(tx: Tx, sheet: SheetForm, changed: list[KnownEntry], each: Each) -> None:
    """Update only the fields that differ, so that later reports are kept."""
    by_fields: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for entry in changed:
        differ = entry.changed()
        if sheet is PEOPLE and "unit_id" in differ:
            differ = list(dict.fromkeys(["name", *differ]))
        row = table_columns({field: entry.values[field] for field in differ})
        if row:
            by_fields[tuple(row)].append(
                {f"new_{name}": v for name, v in row.items()} | {"row": entry.id}
            )
    for fields, rows in by_fields.items():
        values: Values = {name: bindparam(f"new_{name}") for name in fields}
        query = update(sheet.table).where(sheet.table.c.id == bindparam("row")).values(values)
        tx.execute(query, rows)
    each(len(changed))


def _undo(tx: Tx, changed: list[KnownEntry]) -> None:
    """Reopen items reported as finished that fall short of a new, greater total."""
    short = items.c.total.is_not(None) & func.coalesce(items.c.done < items.c.total, true())
    query = select(items.c.id).where(items.c.finished_on.is_not(None), short)
    found = set(tx.execute(query).scalars()) if changed else set()
    for entry in changed:
        entry.undone = entry.id in found
        if entry.undone:
            tx.execute(update(items).where(items.c.id == entry.id).values(finished_on=None))


def _undo_by_milestones(tx: Tx, of_milestones: list[KnownEntry]) -> None:
    """Reopen items that were done before a milestone was added, or its target raised."""
    of_it = {entry.id: entry for entry in of_milestones if entry.id is not None and entry.was}
    if not of_it:
        return
    steps = item_store.steps_of(tx, of_it)
    for item in item_store.by_ids(tx, of_it).values():
        of_item = steps.get(item.id, [])
        if item.finished_on is not None and is_done_after(item, of_item, said=True) is False:
            of_it[item.id].undone = True
            item_store.change(tx, item.id, finished_on=None)


def _support(tx: Tx, new: list[KnownEntry], changed: list[KnownEntry]) -> None:
    """Replace the supporting units of changed items, and add those of new ones."""
    if changed:
        gone = delete(item_units).where(item_units.c.item_id == bindparam("item"))
        tx.execute(gone, [{"item": entry.id} for entry in changed])
    rows = [
        {"item_id": entry.id, "unit_id": unit.id, "position": place}
        for entry in (*new, *changed)
        for place, unit in enumerate(entry.values["supporting"])
    ]
    if rows:
        tx.execute(insert(item_units), rows)
