"""The parts of an .xlsx: which holds a sheet, and its cells with their positions."""

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring, iterparse
from zipfile import ZipFile

Place = tuple[int, int]
"""Row and column, counted from 0."""

_LETTERS = re.compile("[A-Z]+")


def sheet_parts(file: ZipFile) -> dict[str, str]:
    """Return the part of the file that holds each sheet, by sheet name."""
    targets = {
        link.attrib["Id"]: posixpath.normpath(posixpath.join("/xl", link.attrib["Target"]))[1:]
        for link in tree(file.read("xl/_rels/workbook.xml.rels"))
    }
    sheets = [e for e in tree(file.read("xl/workbook.xml")).iter() if named(e) == "sheet"]
    return {each.attrib["name"]: targets[_relation(each)] for each in sheets if _relation(each)}


def tree(part: bytes) -> Element:
    """Return the root of an XML part. Raises ParseError."""
    return fromstring(part)  # noqa: S314  # expat itself refuses what grows without measure


def _relation(sheet: Element) -> str:
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def read_cells(part: bytes) -> Iterator[tuple[Place, Element]]:
    """Yield every cell with its position; one without an address follows the one before."""
    row = -1
    for _, line in iterparse(BytesIO(part)):  # noqa: S314  # as above
        if named(line) == "row":
            row = int(line.get("r", row + 2)) - 1
            yield from _of_row(row, line)
            line.clear()


def _of_row(row: int, line: Element) -> Iterator[tuple[Place, Element]]:
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


def named(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]
