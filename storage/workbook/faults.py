"""Find cells of an .xlsx that have no value, or show only part of a date, though they are filled.

The workbook reader returns an empty text for `#DIV/0!` as for an empty cell, which would erase
the ledger's value; so they are looked up in the file itself. So are dates of which a cell shows
only the month.
"""

import re
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from storage.workbook.cells import UNCALCULATED, CellFault
from storage.workbook.formats import Shown, shown_by
from storage.workbook.looks import Looks, xlsx_looks
from storage.workbook.parts import Place, named, read_cells, sheet_parts, tree

Marks = dict[Place, CellFault | Shown]
"""(row, column), counted from 0 → the fault, or the part of the date shown."""

_SUSPECT = re.compile(rb"""=["']e["']|<(?:\w+:)?f[ />]""")
"""An error or a formula; a sheet without either is not parsed again."""


class BesidesValues(NamedTuple):
    """What a file says besides its values: marks and looks by the name of a sheet."""

    marks: Callable[[str], Marks]
    since_1904: bool
    looks: Callable[[str], Looks]


def xlsx_marks(content: bytes) -> BesidesValues:
    """Return marks and looks of the sheets, and whether days are counted from 1904.

    Raises KeyError, BadZipFile or ParseError for a damaged file.
    """
    file = ZipFile(BytesIO(content))
    parts, styles = sheet_parts(file), _styles(file)
    old = any(e.get("date1904") in ("1", "true") for e in tree(file.read("xl/workbook.xml")))
    return BesidesValues(
        lambda sheet: _marks(file.read(parts[sheet]), styles), old, xlsx_looks(file)
    )


def _styles(file: ZipFile) -> dict[str, Shown]:
    """Return the cell styles that show only part of a date, by style number."""
    if "xl/styles.xml" not in file.namelist():
        return {}
    root = tree(file.read("xl/styles.xml"))
    written = {e.get("numFmtId"): e.get("formatCode") for e in root.iter() if named(e) == "numFmt"}
    every = next((list(e) for e in root if named(e) == "cellXfs"), [])
    formats = [style.get("numFmtId", "0") for style in every]
    found = (
        (str(at), shown_by(int(number), written.get(number))) for at, number in enumerate(formats)
    )
    return {style: part for style, part in found if part is not None}


def _marks(part: bytes, styles: dict[str, Shown]) -> Marks:
    if not styles and not _SUSPECT.search(part):
        return {}
    found = (
        (place, _fault(cell) or styles.get(cell.get("s", "0"))) for place, cell in read_cells(part)
    )
    return {place: mark for place, mark in found if mark is not None}


def _fault(cell: Element) -> CellFault | None:
    inside = {named(part): part.text or "" for part in cell}
    if cell.get("t") == "e":
        return CellFault(inside.get("v", ""))
    # An empty text as a formula's result has the type of a text.
    return UNCALCULATED if "f" in inside and not inside.get("v") and not cell.get("t") else None
