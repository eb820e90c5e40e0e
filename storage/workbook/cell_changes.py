"""The cells an import changes, to be shown to whoever runs it."""

from collections.abc import Iterator

from storage.workbook.book import SHEETS
from storage.workbook.facts import changed_cells, display_name
from storage.workbook.known import Known, KnownEntry
from storage.workbook.problems import Change
from storage.workbook.sheets import MILESTONES, SheetForm


def cell_changes(known: Known, entries: dict[str, list[KnownEntry]]) -> Iterator[Change]:
    """Yield every cell of the ledger that will differ, in the order of the sheets."""
    for sheet in SHEETS:
        for entry in entries.get(sheet.name, []):
            if entry.changed():
                yield from _of(sheet, entry, known)


def _of(sheet: SheetForm, entry: KnownEntry, known: Known) -> Iterator[Change]:
    item = f"{entry.values['item_id'].name} " if sheet is MILESTONES else ""
    what = f"{sheet.name} {item}{display_name(sheet, entry)}"
    for header, cells in changed_cells(sheet, entry, known).items():
        yield Change(what, header, (cells[0], cells[1]) if cells else None)
