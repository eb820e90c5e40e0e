"""Export the whole ledger as one workbook; importing it again changes nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from rules.policy.people import Person
from rules.policy.permissions import is_office, may_see_supervision
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.workbook import cell_values
from storage.workbook.book import OF_PROJECTS, SHEETS
from storage.workbook.cell_values import Cell
from storage.workbook.known import Known, KnownEntry, Standing
from storage.workbook.layout import BookFormat, Heading
from storage.workbook.loading import load_known
from storage.workbook.project_sheets import PROJECTS
from storage.workbook.recorded import HISTORY_SHEETS
from storage.workbook.sheets import FINDINGS, ITEMS, MILESTONES, Column, SheetForm
from storage.workbook.taking_over import state_word

CITY_TIME = ZoneInfo("Asia/Shanghai")
SEVERAL = frozenset({"supporting", "roles"})
"""Columns that hold several words; Excel's drop-down lists offer only one."""

NONE: Mapping[str, str] = MappingProxyType({})

UNIT_NAMES = "=单位!$A$2:$A$2000"


@dataclass(frozen=True, slots=True)
class Extent:
    """The items that a workbook is about, and those whose supervision it may show.

    Such a workbook has no sheets of units and people, with their telephones, nor the journal: it
    is imported again without anybody missing from it.
    """

    items: frozenset[int]
    supervised: frozenset[int]


_OF_ITEMS = (FINDINGS, ITEMS, MILESTONES, *OF_PROJECTS)
_SUPERVISION, _JOURNAL = "需协调事项", "流水"
"""Sheets for those alone who may see what was asked for on an item, and for the ledger's keepers."""


def extent_of(tx: Tx, person: Person, asked: Collection[int] | None) -> Extent | None:
    """Return which items of those asked for somebody may see; None: the whole ledger, as its keeper."""
    if asked is None and is_office(person):
        return None
    visible = item_store.ids(tx, person, ItemFilter())
    shown = visible if asked is None else visible & frozenset(asked)
    items = item_store.by_ids(tx, shown).values()
    return Extent(shown, frozenset(i.id for i in items if may_see_supervision(person, i)))


def export_workbook(
    tx: Tx,
    path: Path | str,
    *,
    now: datetime,
    zone: ZoneInfo = CITY_TIME,
    extent: Extent | None = None,
) -> None:
    """Write the ledger to `path`, times in `zone`; replaces an older file only when complete.

    With an `extent` only what is about its items. Raises OSError when the file cannot be written.
    """
    known = load_known(tx)
    book = BookFormat(now.astimezone(zone))
    for sheet in SHEETS if extent is None else _OF_ITEMS:
        book.add(sheet.name, _titles(sheet, extent), _lines(sheet, known, extent))
    codes = None if extent is None else _codes(known, extent)
    for history in HISTORY_SHEETS:
        if codes is None or history.name != _JOURNAL:
            titles = [Heading(title, width) for title, width in history.headings]
            lines = history.lines(tx, zone)
            kept = lines if codes is None else _about(lines, codes[history.name == _SUPERVISION])
            book.add(history.name, titles, kept)
    write_whole(book, path)


def _titles(sheet: SheetForm, extent: Extent | None) -> list[Heading]:
    found = exported_headings(sheet)
    if extent is None:
        return found
    return [replace(h, choices=()) if h.choices == UNIT_NAMES else h for h in found]


def _codes(known: Known, extent: Extent) -> tuple[frozenset[str], frozenset[str]]:
    """Return the numbers of the items, and of those whose supervision may be shown."""
    every = known.sheets[ITEMS.name].entries
    items, supervised = (
        frozenset(entry.name for entry in every if entry.id in ids)
        for ids in (extent.items, extent.supervised)
    )
    return items, supervised


def _about(lines: Iterator[list[Cell]], codes: Collection[str]) -> Iterator[list[Cell]]:
    """Yield the lines whose first cell is the number of one of these items."""
    return (line for line in lines if line[0] in codes)


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


def _lines(sheet: SheetForm, known: Known, extent: Extent | None) -> Iterator[list[Cell]]:
    shown = None if extent is None else _entries(known, extent)
    for entry in known.sheets[sheet.name].entries:
        if shown is not None and entry not in shown:
            continue
        cells = [cell_values.cell_value(column, entry.values, known) for column in sheet.columns]
        yield cells + (_standing(entry.stands) if entry.stands is not None else [])


def _entries(known: Known, extent: Extent) -> set[KnownEntry]:
    """Return the items of an extent with their findings and milestones."""
    items = {each for each in known.sheets[ITEMS.name].entries if each.id in extent.items}
    findings = {item.values["finding_id"] for item in items}
    below = items | _below(known, (MILESTONES, PROJECTS), items)
    return findings | below | _below(known, OF_PROJECTS, below)


def _below(known: Known, sheets: Iterable[SheetForm], above: set[KnownEntry]) -> set[KnownEntry]:
    """Return the entries that belong to one of these, by its number."""
    every = (entry for sheet in sheets for entry in known.sheets[sheet.name].entries)
    owners = ("item_id", "project_id")
    return {each for each in every if any(each.values.get(field) in above for field in owners)}


def _standing(stands: Standing) -> list[Cell]:
    """Return how an item stands, as a list of a ledger already running has it."""
    days = (stands.finished_on, stands.struck_off_on)
    return [state_word(stands), *(day or "" for day in days), stands.number]


_EXPORTED = ("state", "finished_on", "struck_off_on", "number")
