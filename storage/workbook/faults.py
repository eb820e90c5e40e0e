"""Cells of an .xlsx that hold no value, or show only part of it, though something stands in them.

The reader of workbooks gives an empty text for `#DIV/0!` as for a cell that nobody filled. Taken
for empty they would wipe out what the ledger knows, so they are looked for in the file itself.
So are the days of which a cell shows only the month.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, iterparse
from zipfile import ZipFile

from storage.workbook.cells import UNCALCULATED, CellFault
from storage.workbook.formats import Shown, shown_part

Marks = dict[tuple[int, int], CellFault | Shown]
"""By row and column, counted from 0."""

_SUSPECT = re.compile(rb"""=["']e["']|<(?:\w+:)?f[ />]""")
"""An error or a formula: a sheet that has neither needs no second look."""

_LETTERS = re.compile("[A-Z]+")


def xlsx_marks(content: bytes) -> tuple[Callable[[str], Marks], bool]:
    """What to ask for the marks of a sheet, by its name; whether days are counted from 1904."""
    file = ZipFile(BytesIO(content))
    parts, styles = _parts(file), _styles(file)
    old = any(e.get("date1904") in ("1", "true") for e in _tree(file.read("xl/workbook.xml")))
    return lambda sheet: _marks(file.read(parts[sheet]), styles), old


def _styles(file: ZipFile) -> dict[str, Shown]:
    """The styles of cells that show only part of a day, by the number a cell calls them."""
    if "xl/styles.xml" not in file.namelist():
        return {}
    root = _tree(file.read("xl/styles.xml"))
    written = {e.get("numFmtId"): e.get("formatCode") for e in root.iter() if _name(e) == "numFmt"}
    every = next((list(e) for e in root if _name(e) == "cellXfs"), [])
    formats = [style.get("numFmtId", "0") for style in every]
    found = (
        (str(at), shown_part(int(number), written.get(number))) for at, number in enumerate(formats)
    )
    return {style: part for style, part in found if part is not None}


def _parts(file: ZipFile) -> dict[str, str]:
    """The part of the file that holds a sheet, by the sheet's name."""
    targets = {
        link.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", link.attrib["Target"]))[1:]
        for link in _tree(file.read("xl/_rels/workbook.xml.rels"))
    }
    named = [e for e in _tree(file.read("xl/workbook.xml")).iter() if _name(e) == "sheet"]
    return {each.attrib["name"]: targets[_relation(each)] for each in named if _relation(each)}


def _tree(part: bytes) -> Element:
    return fromstring(part)  # noqa: S314  # expat itself refuses what grows without measure


def _relation(sheet: Element) -> str:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def _marks(part: bytes, styles: dict[str, Shown]) -> Marks:
    if not styles and not _SUSPECT.search(part):
        return {}
    found = (
        (place, _fault(cell) or styles.get(cell.get("s", "0"))) for place, cell in _cells(part)
    )
    return {place: mark for place, mark in found if mark is not None}


def _cells(part: bytes) -> Iterator[tuple[tuple[int, int], Element]]:
    """Every cell with its place; what names none stands behind the one before."""
    row = -1
    for _, line in iterparse(BytesIO(part)):  # noqa: S314  # as above
        if _name(line) == "row":
            row = int(line.get("r", row + 2)) - 1
            yield from _of_row(row, line)
            line.clear()


def _of_row(row: int, line: Element) -> Iterator[tuple[tuple[int, int], Element]]:
    column = -1
    for cell in line:
        address = _LETTERS.match(cell.get("r", ""))
        column = _column(address[0]) if address else column + 1
        yield (row, column), cell


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _fault(cell: Element) -> CellFault | None:
    inside = {_name(part): part.text or "" for part in cell}
    if cell.get("t") == "e":
        return CellFault(inside.get("v", ""))
    # A text that a formula found to be empty is marked as a text.
    return UNCALCULATED if "f" in inside and not inside.get("v") and not cell.get("t") else None


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
