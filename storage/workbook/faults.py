"""Find cells of an .xlsx that have no value, or show only part of a date, though they are filled.

The workbook reader returns an empty text for `#DIV/0!` as for an empty cell, which would erase
the ledger's value; so they are looked up in the file itself. So are dates of which a cell shows
only the month.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, iterparse
from zipfile import ZipFile

from storage.workbook.cells import UNCALCULATED, CellFault
from storage.workbook.formats import Shown, shown_by

Marks = dict[tuple[int, int], CellFault | Shown]
"""(row, column), counted from 0 → the fault, or the part of the date shown."""

_SUSPECT = re.compile(rb"""=["']e["']|<(?:\w+:)?f[ />]""")
"""An error or a formula; a sheet without either is not parsed again."""

_LETTERS = re.compile("[A-Z]+")


def xlsx_marks(content: bytes) -> tuple[Callable[[str], Marks], bool]:
    """Return a function from sheet name to marks, and whether days are counted from 1904.

    Raises KeyError, BadZipFile or ParseError for a damaged file.
    """
    file = ZipFile(BytesIO(content))
    parts, styles = _parts(file), _styles(file)
    old = any(e.get("date1904") in ("1", "true") for e in _tree(file.read("xl/workbook.xml")))
    return lambda sheet: _marks(file.read(parts[sheet]), styles), old


def _styles(file: ZipFile) -> dict[str, Shown]:
    """Return the cell styles that show only part of a date, by style number."""
    if "xl/styles.xml" not in file.namelist():
        return {}
    root = _tree(file.read("xl/styles.xml"))
    written = {e.get("numFmtId"): e.get("formatCode") for e in root.iter() if _name(e) == "numFmt"}
    every = next((list(e) for e in root if _name(e) == "cellXfs"), [])
    formats = [style.get("numFmtId", "0") for style in every]
    found = (
        (str(at), shown_by(int(number), written.get(number))) for at, number in enumerate(formats)
    )
    return {style: part for style, part in found if part is not None}


def _parts(file: ZipFile) -> dict[str, str]:
    """Return the part of the file that holds each sheet, by sheet name."""
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
    """Yield every cell with its position; one without an address follows the one before."""
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
    # An empty text as a formula's result has the type of a text.
    return UNCALCULATED if "f" in inside and not inside.get("v") and not cell.get("t") else None


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
