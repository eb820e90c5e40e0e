"""Tables of a Word document as the sheets of a workbook: plans and lists are often written so."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import xlsxwriter
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table

BODY = "word/document.xml"
"""The part of the file by which a document is told from a workbook."""

SHEET = "表"
"""What the sheets are called, with the table's number."""

Place = tuple[int, int]


def is_document(content: bytes) -> bool:
    """Return whether a file is a Word document (.docx)."""
    if not content.startswith(b"PK"):
        return False
    try:
        return BODY in ZipFile(BytesIO(content)).namelist()
    except BadZipFile:
        return False


def as_workbook(content: bytes) -> bytes:
    """Return a workbook with a sheet for each table, merged cells merged; empty without a table.

    What was inserted stands, what was deleted does not. Raises what a damaged file raises.
    """
    tables = Document(BytesIO(content)).tables
    made = BytesIO()
    book = xlsxwriter.Workbook(made)
    for number, table in enumerate(tables, 1):
        sheet = book.add_worksheet(f"{SHEET}{number}")
        for cell, places in _cells(table).items():
            (top, left), (bottom, right) = places[0], places[-1]
            if len(places) == (bottom - top + 1) * (right - left + 1) > 1:
                sheet.merge_range(top, left, bottom, right, "")
            sheet.write_string(top, left, _text(cell))
    book.close()
    return made.getvalue() if tables else b""


def _cells(table: Table) -> dict[CT_Tc, list[Place]]:
    """Return the places of each cell in the grid, of a merged one several."""
    found: dict[CT_Tc, list[Place]] = {}
    for number, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells, row.grid_cols_before):
            found.setdefault(cell._tc, []).append((number, column))
    return found


def _text(cell: CT_Tc) -> str:
    return "\n".join("".join(_words(paragraph)) for paragraph in cell.iter(qn("w:p"))).strip()


def _words(paragraph: BaseOxmlElement) -> Iterator[str]:
    for part in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        yield (part.text or "") if part.tag == qn("w:t") else "\n"
