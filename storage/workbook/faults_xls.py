"""Cells of an .xls that hold no value, or show only part of it (see storage/workbook/faults)."""

from collections.abc import Iterator
from io import StringIO

import xlrd
from xlrd.book import Book
from xlrd.sheet import Cell, Sheet

from storage.workbook.cells import CellFault
from storage.workbook.faults import BesidesValues
from storage.workbook.formats import Shown, shown_by
from storage.workbook.looks import Looks

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of every .xls. Source: [MS-CFB], Compound File Header."""

ERRORS = {**xlrd.error_text_from_code, 0x2B: "#GETTING_DATA"}
UNKNOWN_ERROR = ERRORS[0]


def of_xls(content: bytes) -> BesidesValues:
    """Return marks and looks of the sheets, and whether days are counted from 1904.

    Raises ValueError when the file cannot be read.
    """
    try:
        # What it says of a damaged file goes nowhere: the other reader decides whether it is one.
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=StringIO(),
            ignore_workbook_corruption=True,
        )  # fmt: skip
    except Exception as error:
        # On a damaged file it raises whatever comes of what it reads.
        raise ValueError(repr(error)) from error
    styles = _styles(book)
    return BesidesValues(
        lambda sheet: dict(_marks(book.sheet_by_name(sheet), styles)),
        book.datemode == 1,
        lambda sheet: _looks(book, book.sheet_by_name(sheet)),
    )


def _looks(book: Book, sheet: Sheet) -> Looks:
    fonts = [book.font_list[style.font_index].struck_out for style in book.xf_list]
    filled = (
        ((row, column), cell)
        for row in range(sheet.nrows)
        for column, cell in enumerate(sheet.row(row))
        if cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    )
    hidden = frozenset(row for row, info in sheet.rowinfo_map.items() if info.hidden)
    return Looks(hidden, frozenset(place for place, cell in filled if fonts[cell.xf_index]))


def _styles(book: Book) -> dict[int, Shown]:
    """Return the styles of cells that show only part of a day, by the number a cell calls them."""
    written = {form.format_key: form.format_str for form in book.format_list}
    formats = ((at, style.format_key) for at, style in enumerate(book.xf_list))
    found = ((at, shown_by(number, written.get(number))) for at, number in formats)
    return {style: part for style, part in found if part is not None}


def _marks(
    sheet: Sheet, styles: dict[int, Shown]
) -> Iterator[tuple[tuple[int, int], CellFault | Shown]]:
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            mark = _mark(cell, styles)
            if mark is not None:
                yield (row, column), mark


def _mark(cell: Cell, styles: dict[int, Shown]) -> CellFault | Shown | None:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return CellFault(ERRORS.get(cell.value, UNKNOWN_ERROR))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return styles.get(cell.xf_index)
    return None
