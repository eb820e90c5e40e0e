"""Read a workbook's sheets: find them by name and their header rows by content, fill merged cells."""

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from rules.policy.wording import Translator
from storage.workbook.cells import CellFault, Since1904, Value, canonical_text, cell_text
from storage.workbook.faults import Marks, xlsx_marks
from storage.workbook.faults_xls import SIGNATURE, of_xls
from storage.workbook.formats import Shown
from storage.workbook.headers import (
    HEADER_ROWS,
    Beside,
    Header,
    ambiguous_columns,
    ambiguous_deadlines,
    find_header,
    plain_header,
    status_columns,
)
from storage.workbook.problems import Problem
from storage.workbook.sheets import SHEETS, Column, SheetForm

Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(slots=True)
class GridLine:
    """One row of a sheet: its number in Excel and its cells by header."""

    row: int
    cells: dict[str, Value]
    conflicts: list[str] = field(default_factory=list)
    """Columns in which rows merged into this one differ."""
    status_cells: dict[str, Value] = field(default_factory=dict)
    """Cells of columns that are not imported but say how an item stands."""


@dataclass(slots=True)
class SheetLines:
    """The lines of a sheet, and its columns that were not read."""

    sheet: SheetForm
    lines: list[GridLine]
    ignored: list[str]
    doubtful: list[tuple[Column, str]]
    """Columns found only by an ambiguous name, and that name."""


BROKEN = (CalamineError, BadZipFile, ParseError, LookupError, ValueError, zlib.error, struct.error)
"""Errors of reading a file that is damaged, or no workbook."""


class Unreadable(Exception):
    """The file is no workbook; the reason in the person's language."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's cells, with marks for those without a value or showing part of a date."""

    book: CalamineWorkbook
    marks: Callable[[str], Marks]
    since_1904: bool

    def names(self, *, hidden: bool) -> list[str]:
        """Return the names of the hidden sheets, or of the visible ones."""
        return [
            sheet.name
            for sheet in self.book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
            and (sheet.visible != SheetVisibleEnum.Visible) is hidden
        ]


@contextmanager
def open_workbook(content: bytes, t: Translator) -> Iterator[Workbook]:
    """Open a workbook; raises Unreadable where it is damaged, even deep inside a sheet."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        find_marks = of_xls if content.startswith(SIGNATURE) else xlsx_marks
        yield Workbook(book, *find_marks(content))
    except PasswordError:
        raise Unreadable(t("The workbook is protected by a password.")) from None
    except BROKEN:
        raise Unreadable(
            t("The file is not a workbook that can be read (.xlsx or .xls).")
        ) from None


def find_sheets(file: Workbook) -> dict[str, CalamineSheet]:
    """Return the sheets by the contract's names; an exact name precedes an alias.

    A hidden sheet is taken only where no visible one has its name.
    """
    visible, hidden = (
        {canonical_text(name): name for name in reversed(file.names(hidden=hidden))}
        for hidden in (False, True)
    )
    found: dict[str, CalamineSheet] = {}
    for sheet in SHEETS:
        names = [canonical_text(name) for name in (sheet.name, *sheet.aliases)]
        for named in (visible, hidden):
            called = next((name for name in names if name in named), None)
            if called is not None and sheet.name not in found:
                found[sheet.name] = file.book.get_sheet_by_name(named.pop(called))
    return found


def read_sheet(
    sheet: SheetForm, file: Workbook, drawn: CalamineSheet, t: Translator
) -> SheetLines | list[Problem]:
    """Return the lines under the header row, or the problems of the header row."""
    rows = _rows(file, drawn)
    merged = drawn.merged_cell_ranges or []
    blank = _banners(rows, merged)
    filled = _fill(rows, [each for each in merged if each[0][0] not in blank])
    beside = _beside(merged)
    header = find_header(sheet, rows, beside)
    if header is None:
        return [_no_header(sheet, t)]
    row = rows[header.top]
    problems = [*_missing(sheet, header, t), *ambiguous_columns(sheet, row, header, beside, t)]
    if problems:
        return problems
    body = _Body(sheet, rows, header.top, header.places, blank, filled, status_columns(row, header))
    doubtful = ambiguous_deadlines(sheet, row, header)
    return SheetLines(sheet, list(body.lines()), _ignored(row, header.places), doubtful)


def _beside(merged: list[Range]) -> Beside:
    return {
        (row, column)
        for (top, left), (bottom, right) in merged
        for row in range(top, min(bottom, HEADER_ROWS) + 1)
        for column in range(left + 1, right + 1)
    }


def _rows(file: Workbook, drawn: CalamineSheet) -> list[list[Value]]:
    rows: list[list[Value]] = drawn.to_python(skip_empty_area=False)
    _mark(rows, file.marks(drawn.name))
    if file.since_1904:
        rows = [[_since_1904(value) for value in row] for row in rows]
    return rows


def _since_1904(value: Value) -> Value:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return Since1904(value)


def _mark(rows: list[list[Value]], marks: Marks) -> None:
    """Put marks into the rows; columns without any value are not read."""
    width = len(rows[0]) if rows else 0
    for (row, column), mark in marks.items():
        if isinstance(mark, CellFault):
            while row >= len(rows):
                rows.append([""] * width)
        if row < len(rows) and column < width:
            rows[row][column] = _marked(rows[row][column], mark)


def _marked(value: Value, mark: CellFault | Shown) -> Value:
    if isinstance(mark, CellFault):
        return mark
    return mark(value.year, value.month, value.day) if isinstance(value, date) else value


def _no_header(sheet: SheetForm, t: Translator) -> Problem:
    columns = t.comma().join(column.header for column in sheet.columns if column.required)
    reason = t.ngettext(
        "No header row in the first {count} row; it needs the columns {columns}.",
        "No header row in the first {count} rows; it needs the columns {columns}.",
        count=HEADER_ROWS,
        columns=columns,
    )
    return Problem(sheet.name, 0, "", reason)


def _missing(sheet: SheetForm, header: Header, t: Translator) -> list[Problem]:
    return [
        Problem(sheet.name, header.top + 1, column.header, t("This column is missing."))
        for column in sheet.columns
        if column.required and column.header not in header.places
    ]


def _banners(rows: list[list[Value]], merged: list[Range]) -> set[int]:
    """Return rows that hold one text merged across them: titles of sections, no entries."""
    found = set()
    for (top, left), (bottom, right) in merged:
        wide = top == bottom and right - left >= 2 and top < len(rows)
        if wide and sum(cell != "" for cell in rows[top]) == 1:
            found.add(top)
    return found


def _fill(rows: list[list[Value]], merged: list[Range]) -> set[tuple[int, int]]:
    """Put a merged range's value into each of its cells; return the cells below its first row."""
    hanging = set()
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]) or rows[top][left] == "":
            continue
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, len(rows[row]) - 1) + 1):
                rows[row][column] = rows[top][left]
        hanging |= {(row, left) for row in range(top + 1, bottom + 1)}
    return hanging


def _ignored(header: list[Value], places: dict[str, int]) -> list[str]:
    known = set(places.values())
    return [
        cell_text(cell) for place, cell in enumerate(header) if cell != "" and place not in known
    ]


@dataclass(slots=True)
class _Body:
    """The rows under a header row."""

    sheet: SheetForm
    rows: list[list[Value]]
    top: int
    places: dict[str, int]
    banners: set[int]
    hanging: set[tuple[int, int]]
    status: dict[str, int]

    def lines(self) -> Iterator[GridLine]:
        """Yield the lines, with rows of one merged number joined."""
        last: GridLine | None = None
        for row in range(self.top + 1, len(self.rows)):
            cells = {header: self.rows[row][place] for header, place in self.places.items()}
            if row in self.banners or self._says_nothing(cells):
                continue
            if last is not None and self._continues(row):
                self._join(last, cells)
                continue
            if last is not None:
                yield last
            status_cells = {header: self.rows[row][place] for header, place in self.status.items()}
            last = GridLine(row + 1, cells, status_cells=status_cells)
        if last is not None:
            yield last

    def _says_nothing(self, cells: dict[str, Value]) -> bool:
        """Return whether a row is empty, or repeats the header on a printed page."""
        words = {header: canonical_text(cell_text(value)) for header, value in cells.items()}
        if not any(words.values()):
            return True
        return all(plain_header(cells[header]) == self._headed(header) for header in cells)

    def _headed(self, header: str) -> str:
        return plain_header(self.rows[self.top][self.places[header]])

    def _continues(self, row: int) -> bool:
        """Return whether this row's number is merged with the one above."""
        place = self.places.get(self.sheet.merges)
        return place is not None and (row, place) in self.hanging

    def _join(self, line: GridLine, cells: dict[str, Value]) -> None:
        for header, value in cells.items():
            before = line.cells[header]
            if value in ("", before) or isinstance(before, CellFault):
                continue
            if before == "" or isinstance(value, CellFault):
                line.cells[header] = value
            elif self.sheet.column(header).joins:
                line.cells[header] = f"{cell_text(before)}\n{cell_text(value)}"
            else:
                line.conflicts.append(header)
