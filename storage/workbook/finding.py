"""Which sheet of a workbook is which: by its name, and the list of items by its headings."""

from python_calamine import CalamineSheet

from storage.workbook.book import SHEETS
from storage.workbook.cells import Value, canonical_text, cell_text
from storage.workbook.grid import Workbook, covered_cells
from storage.workbook.headers import DUE, Header, find_header, plain_header
from storage.workbook.sheets import ITEMS

RESPONSIBLE = ("lead_unit_id", "owner_id")
"""Fields that name who is responsible."""
_NEVER = frozenset(
    canonical_text(form.name) for form in SHEETS if form.name not in (ITEMS.name, "问题")
)
"""Sheets of these names are never the list of items."""
OF_MILESTONES = ("节点名称", "节点")
"""Headings that no list of items has."""


def find_sheets(file: Workbook) -> dict[str, CalamineSheet]:
    """Return the sheets by the contract's names; an exact name precedes an alias.

    A hidden sheet is taken only where no visible one has its name, nor is a list of items. The
    list of items may have any name where it is the only one.
    """
    found = _by_name(file, hidden=False)
    lists = [] if ITEMS.name in found else item_lists(file)
    if len(lists) == 1:
        found = {name: sheet for name, sheet in found.items() if sheet.name != lists[0].name}
        found[ITEMS.name] = lists[0]
    for name, sheet in _by_name(file, hidden=True).items():
        if name not in found and not (name == ITEMS.name and lists):
            found[name] = sheet
    return found


def _by_name(file: Workbook, *, hidden: bool) -> dict[str, CalamineSheet]:
    called = {canonical_text(name): name for name in reversed(file.names(hidden=hidden))}
    found: dict[str, CalamineSheet] = {}
    for form in SHEETS:
        names = [canonical_text(name) for name in (form.name, *form.aliases)]
        own = next((name for name in names if name in called), None)
        if own is not None:
            found[form.name] = file.book.get_sheet_by_name(called.pop(own))
    return found


def item_lists(file: Workbook) -> list[CalamineSheet]:
    """Return the visible sheets that look like lists of items, whatever they are called."""
    names = [n for n in file.names(hidden=False) if canonical_text(n) not in _NEVER]
    return [sheet for sheet in map(file.book.get_sheet_by_name, names) if lists_items(sheet)]


def headings_of(drawn: CalamineSheet) -> frozenset[str]:
    """Return the headings of a list of items, whatever their order."""
    header = _header(drawn.to_python(skip_empty_area=False), drawn)
    return frozenset() if header is None else frozenset(map(plain_header, header.titles)) - {""}


def _header(rows: list[list[Value]], drawn: CalamineSheet) -> Header | None:
    return find_header(ITEMS, rows, covered_cells(drawn.merged_cell_ranges or []))


def lists_items(drawn: CalamineSheet) -> bool:
    """Return whether the headings name deadlines and responsible units or people, with rows below."""
    rows: list[list[Value]] = drawn.to_python(skip_empty_area=False)
    header = _header(rows, drawn)
    if header is None or any(plain_header(title) in OF_MILESTONES for title in header.titles):
        return False
    fields = {column.field for column in ITEMS.columns if column.header in header.places}
    speaks = not fields.isdisjoint(DUE) and not fields.isdisjoint(RESPONSIBLE)
    return speaks and any(cell_text(cell) for row in rows[header.top + 1 :] for cell in row)
