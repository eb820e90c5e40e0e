"""Sheets and columns of a workbook that are not read: each is named."""

from collections.abc import Collection, Iterable, Iterator

from python_calamine import CalamineSheet

from rules.policy.wording import Translator
from storage.workbook.cells import Value, canonical_text, cell_text
from storage.workbook.grid import SheetLines, Workbook
from storage.workbook.headers import DUE, find_header
from storage.workbook.problems import Problem
from storage.workbook.recorded import HISTORY_SHEETS
from storage.workbook.sheets import ITEMS

RESPONSIBLE = ("lead_unit_id", "owner_id")
"""Fields that name who is responsible."""


def unread_item_lists(file: Workbook, read: Collection[str], t: Translator) -> list[Problem]:
    """Return a problem for each visible sheet, not in `read`, that looks like a list of items."""
    reason = t(
        "This sheet looks like a list of items and is not read; "
        "please move its rows to sheet {sheet} or delete it.",
        sheet=ITEMS.name,
    )
    others = (file.book.get_sheet_by_name(name) for name in _others(file, read, hidden=False))
    return [Problem(each.name, 0, "", reason) for each in others if _lists_items(each)]


def sheet_remarks(file: Workbook, read: Collection[str], t: Translator) -> Iterator[str]:
    """Yield remarks on sheets that are not read, and on hidden ones that are."""
    for name in file.names(hidden=True):
        if name in read:
            yield t("Sheet {sheet} is hidden and was read.", sheet=name)
    for name in _others(file, read, hidden=True):
        yield t("Sheet {sheet} is hidden and was not read.", sheet=name)
    for name in _others(file, read, hidden=False):
        if _filled(file.book.get_sheet_by_name(name)):
            yield t("Sheet {sheet} was not read.", sheet=name)


def column_remarks(drawn: Iterable[SheetLines], t: Translator) -> Iterator[str]:
    """Yield remarks on columns that were read by an ambiguous name."""
    for each in drawn:
        for column, other in each.doubtful:
            yield t(
                "Sheet {sheet}: {column} was read from column {other}.",
                sheet=each.sheet.name,
                other=other,
                column=column.header,
            )


def _others(file: Workbook, read: Collection[str], *, hidden: bool) -> list[str]:
    """Return the sheets that are neither read nor added by an export."""
    added = {canonical_text(each.name) for each in HISTORY_SHEETS}
    names = (name for name in file.names(hidden=hidden) if name not in read)
    return [name for name in names if canonical_text(name).rstrip("0123456789") not in added]


def _lists_items(drawn: CalamineSheet) -> bool:
    """Return whether the headings name deadlines and responsible units or people, with rows below."""
    rows: list[list[Value]] = drawn.to_python(skip_empty_area=False)
    header = find_header(ITEMS, rows, set())
    if header is None:
        return False
    fields = {column.field for column in ITEMS.columns if column.header in header.places}
    speaks = not fields.isdisjoint(DUE) and not fields.isdisjoint(RESPONSIBLE)
    return speaks and any(cell_text(cell) for row in rows[header.top + 1 :] for cell in row)


def _filled(drawn: CalamineSheet) -> bool:
    return any(cell_text(cell) for row in drawn.to_python() for cell in row)
