"""Export the whole ledger as one workbook; importing it again changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from storage.db.engine import Tx
from storage.workbook import cell_values
from storage.workbook.book import SHEETS
from storage.workbook.cell_values import Cell
from storage.workbook.known import Known, Standing
from storage.workbook.layout import BookFormat, Heading
from storage.workbook.loading import load_known
from storage.workbook.recorded import HISTORY_SHEETS
from storage.workbook.sheets import Column, SheetForm
from storage.workbook.taking_over import state_word

CITY_TIME = ZoneInfo("Asia/Shanghai")
SEVERAL = frozenset({"supporting", "roles"})
"""Columns that hold several words; Excel's drop-down lists offer only one."""

NONE: Mapping[str, str] = MappingProxyType({})

UNIT_NAMES = "=单位!$A$2:$A$2000"


def export_workbook(tx: Tx, path: Path | str, *, now: datetime, zone: ZoneInfo = CITY_TIME) -> None:
    """Write the ledger to `path`, times in `zone`; replaces an older file only when complete.

    Raises OSError when the file cannot be written.
    """
    known = load_known(tx)
    book = BookFormat(now.astimezone(zone))
    for sheet in SHEETS:
        book.add(sheet.name, exported_headings(sheet), _lines(sheet, known))
    for sheet_of_history in HISTORY_SHEETS:
        titles = [Heading(title, width) for title, width in sheet_of_history.headings]
        book.add(sheet_of_history.name, titles, sheet_of_history.lines(tx, zone))
    write_whole(book, path)


def write_whole(book: BookFormat, path: Path | str) -> None:
    """Write a finished workbook; an older file is replaced only when it is complete.

    Raises OSError when the file cannot be written.
    """
    target = Path(path)
    partial = target.with_name(target.name + ".partial")
    try:
        partial.write_bytes(book.content())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def headings(sheet: SheetForm) -> list[Heading]:
    """Return the headings of a sheet with widths and drop-down lists."""
    return [_heading(column) for column in sheet.columns]


def exported_headings(sheet: SheetForm, remarks: Mapping[str, str] = NONE) -> list[Heading]:
    """Return the headings of a sheet of the ledger, with how each item stands."""
    stands = [column for column in sheet.standing if column.field in _EXPORTED]
    found = [*headings(sheet), *map(_heading, stands)]
    return [replace(heading, remark=remarks.get(heading.title, "")) for heading in found]


def _heading(column: Column) -> Heading:
    names_unit = column.refers_to == "单位"
    choices = UNIT_NAMES if names_unit else column.choices
    several = names_unit or column.field in SEVERAL
    return Heading(column.header, column.width, choices, open_list=several)


def _lines(sheet: SheetForm, known: Known) -> Iterator[list[Cell]]:
    for entry in known.sheets[sheet.name].entries:
        cells = [cell_values.cell_value(column, entry.values, known) for column in sheet.columns]
        yield cells + (_standing(entry.stands) if entry.stands is not None else [])


def _standing(stands: Standing) -> list[Cell]:
    """Return how an item stands, as a list of a ledger already running has it."""
    days = (stands.finished_on, stands.struck_off_on)
    return [state_word(stands), *(day or "" for day in days), stands.number]


_EXPORTED = ("state", "finished_on", "struck_off_on", "number")
