"""Values of the ledger as cells of a workbook, so that importing them changes nothing."""

from datetime import date
from decimal import Decimal

from rules.policy.wording import amount
from storage.workbook.days import Day
from storage.workbook.known import Known, KnownEntry, Values
from storage.workbook.readers import people_meant
from storage.workbook.sheets import Column

Cell = str | float | date


def cell_value(column: Column, values: Values, known: Known) -> Cell:
    """Return a field's cell value; dates stay dates and figures numbers."""
    value = values[column.field]
    if isinstance(value, Day):
        return value.words or value.on or ""
    if isinstance(value, date):
        return value
    if isinstance(value, Decimal) or column.field == "year":
        return float(value)
    return field_text(column, values, known)


def field_text(column: Column, values: Values, known: Known) -> str:
    """Return a field as text, as the journal keeps it."""
    value = values[column.field]
    if column.refers_to == "人员" and isinstance(value, KnownEntry):
        return _person(value, values.get("lead_unit_id"), known)
    return value_text(value)


def value_text(value: object) -> str:
    """Return a value as text."""
    match value:
        case KnownEntry():
            words = value.name
        case tuple():
            words = "、".join(entry.name for entry in value)
        case Day():
            words = value.words or (value.on.isoformat() if value.on else "")
        case Decimal():
            words = amount(value)
        case bool():
            words = "是" if value else "否"
        case _:
            words = str(value or "")
    return words


def _person(person: KnownEntry, lead: KnownEntry | None, known: Known) -> str:
    """Return the person's name, with the unit where the name is ambiguous."""
    if people_meant(known, person.name, lead) == [person]:
        return person.name
    return f"{person.name}（{person.values['unit_id'].name}）"
