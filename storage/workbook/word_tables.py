"""Tables of a Word document as the sheets of a workbook: plans and lists are often written so."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import xlsxwriter
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

SHEET = "表"
"""What the sheets are called, with the table's number."""

Place = tuple[int, int]


def as_workbook(content: bytes) -> bytes:
    """Return a workbook with a sheet for each table, merged cells merged; empty without a table.

    What was inserted stands, what was deleted does not. Raises BadZipFile, and what a damaged file raises.
    """
    try:
        tables = Document(BytesIO(content)).tables
    except PackageNotFoundError as error:
        raise BadZipFile from error
    made = BytesIO()
    book = xlsxwriter.Workbook(made)
    struck = book.add_format({"font_strikeout": True})
    for number, table in enumerate(tables, 1):
        sheet = book.add_worksheet(f"{SHEET}{number}")
        for cell, places in _cells(table).items():
            (top, left), (bottom, right) = places[0], places[-1]
            if len(places) == (bottom - top + 1) * (right - left + 1) > 1:
                sheet.merge_range(top, left, bottom, right, "")
            _write(sheet, (top, left), cell, struck)
    book.close()
    return made.getvalue() if tables else b""


def _cells(table: Table) -> dict[CT_Tc, list[Place]]:
    """Return the places of each cell in the grid, of a merged one several."""
    found: dict[CT_Tc, list[Place]] = {}
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells, row.grid_cols_before):
            found.setdefault(cell._tc, []).append((number, column))
    return found


def _write(sheet: Worksheet, place: Place, cell: CT_Tc, struck: Format) -> None:
    """Write a cell's words; what is struck through is so in the sheet."""
    spans = list(_spans(cell))
    looks = {line for words, line in spans if words.strip()}
    if looks == {False, True}:
        parts = [part for words, line in spans for part in ((struck, words) if line else (words,))]
        sheet.write_rich_string(*place, *parts)
    else:
        words = "".join(words for words, _ in spans).strip()
        sheet.write_string(*place, words, struck if looks == {True} else None)


def _spans(cell: CT_Tc) -> Iterator[tuple[str, bool]]:
    """Yield the words of a cell, and whether they are struck through."""
    for number, paragraph in enumerate(cell.iter(qn("w:p"))):
        if number:
            yield "\n", False
        for run in paragraph.iter(qn("w:r")):
            words = "".join(_words(run))
            if words:
                yield words, any(map(_is_on, run.iter(qn("w:strike"), qn("w:dstrike"))))


def _is_on(mark: BaseOxmlElement) -> bool:
    return mark.get(qn("w:val"), "1") not in ("0", "false", "off")


def _words(run: BaseOxmlElement) -> Iterator[str]:
    for part in run.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        yield (part.text or "") if part.tag == qn("w:t") else "\n"
