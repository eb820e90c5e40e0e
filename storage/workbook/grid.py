"""Read a workbook's sheets: find them by name and their header rows by content, fill merged cells."""

import struct
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from rules.policy.wording import Translator
from storage.workbook.body import Body, GridLine, Range, banner_rows, fill_merged
from storage.workbook.cells import CellFault, Since1904, Value, cell_text
from storage.workbook.faults import Marks, xlsx_marks
from storage.workbook.faults_xls import SIGNATURE, of_xls
from storage.workbook.formats import Shown
from storage.workbook.headers import (
    HEADER_ROWS,
    Header,
    ambiguous_columns,
    ambiguous_deadlines,
    find_header,
)
from storage.workbook.looks import Looks
from storage.workbook.probe import DOCUMENT
from storage.workbook.problems import Problem
from storage.workbook.sheets import Column, SheetForm
from storage.workbook.tiers import Beside


@dataclass(slots=True)
class SheetLines:
    """The lines of a sheet, and what of it was not read.

    `name`: what the sheet is called; `titles`: the title of each column that was found.
    """

    sheet: SheetForm
    lines: list[GridLine]
    ignored: list[str]
    doubtful: list[tuple[Column, str]] = field(default_factory=list)
    """Columns found only by an ambiguous name, and that name."""
    name: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """Rows that are no entries, and their first words."""
    struck: list[tuple[int, str]] = field(default_factory=list)
    """Rows struck through, which are not read; `hidden` ones are, and `partly_struck` cells."""
    hidden: list[tuple[int, str]] = field(default_factory=list)
    partly_struck: list[str] = field(default_factory=list)


BROKEN = (
    *(CalamineError, BadZipFile, ParseError, LookupError, ValueError, zlib.error, struct.error),
    SyntaxError,
)
"""Errors of reading a file that is damaged, or no workbook."""


class Unreadable(Exception):
    """The file is no workbook; the reason in the person's language."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook's cells, with marks for those without a value or showing part of a date."""

    book: CalamineWorkbook
    marks: Callable[[str], Marks]
    since_1904: bool
    looks: Callable[[str], Looks]

    def names(self, *, hidden: bool) -> list[str]:
        """Return the names of the hidden sheets, or of the visible ones."""
        return [
            sheet.name
            for sheet in self.book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
            and (sheet.visible != SheetVisibleEnum.Visible) is hidden
        ]


def _is_document(content: bytes) -> bool:
    if not content.startswith(b"PK"):
        return False
    with ZipFile(BytesIO(content)) as packed:
        return DOCUMENT in packed.namelist()


@contextmanager
def open_workbook(content: bytes, t: Translator) -> Iterator[Workbook]:
    """Open a workbook; raises Unreadable where it is damaged, even deep inside a sheet."""
    try:
        if _is_document(content):
            from storage.workbook.word_tables import as_workbook  # noqa: PLC0415 - slow to import, rarely needed

            content = as_workbook(content)
            if not content:
                raise Unreadable(t("The document has no table."))
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        find_marks = of_xls if content.startswith(SIGNATURE) else xlsx_marks
        yield Workbook(book, *find_marks(content))
    except PasswordError:
        raise Unreadable(t("The workbook is protected by a password.")) from None
    except BROKEN:
        raise Unreadable(
            t("The file is not a workbook or a document that can be read (.xlsx, .xls or .docx).")
        ) from None


def read_sheet(
    sheet: SheetForm, file: Workbook, drawn: CalamineSheet, may_lack: Collection[str], t: Translator
) -> SheetLines | list[Problem]:
    """Return the lines under the header row, or the problems of the header row.

    `may_lack`: columns that the sheet need not have.
    """
    rows = _rows(file, drawn)
    merged = drawn.merged_cell_ranges or []
    blank = banner_rows(rows, merged)
    filled = fill_merged(rows, [each for each in merged if each[0][0] not in blank])
    header = find_header(sheet, rows, covered_cells(merged))
    if header is None:
        return [_no_header(sheet, drawn.name, t)]
    problems = [*_missing(sheet, header, may_lack, t), *ambiguous_columns(sheet, header, t)]
    if problems:
        return [replace(problem, sheet=drawn.name) for problem in problems]
    body = Body(sheet, rows, header, blank, filled, file.looks(drawn.name))
    return SheetLines(
        sheet,
        list(body.lines()),
        _ignored(header),
        ambiguous_deadlines(sheet, header),
        drawn.name,
        {h: _in_a_line(header.titles[at]) for h, at in (header.places | header.more).items()},
        body.skipped,
        body.struck,
        body.hidden,
        body.partly_struck,
    )


def covered_cells(merged: list[Range]) -> Beside:
    """Return the cells that headers merged over several columns cover besides their first."""
    return {
        (row, column)
        for (top, left), (bottom, right) in merged
        for row in range(top, min(bottom, HEADER_ROWS) + 1)
        for column in range(left + 1, right + 1)
    }


def _in_a_line(title: Value) -> str:
    return "".join(cell_text(title).split())


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


def _no_header(sheet: SheetForm, name: str, t: Translator) -> Problem:
    columns = t.comma().join(column.header for column in sheet.columns if column.required)
    reason = t.ngettext(
        "No header row in the first {count} row; it needs the columns {columns}.",
        "No header row in the first {count} rows; it needs the columns {columns}.",
        count=HEADER_ROWS,
        columns=columns,
    )
    return Problem(name, 0, "", reason)


def _missing(
    sheet: SheetForm, header: Header, may_lack: Collection[str], t: Translator
) -> list[Problem]:
    found = {*header.places, *header.more}
    title_from = bool(found & {"反馈问题", "整改措施"})
    spared = {*may_lack} - (set() if title_from else {"任务名称"})
    return [
        Problem(sheet.name, header.top + 1, column.header, t("This column is missing."))
        for column in sheet.columns
        if column.required and column.header not in {*header.places, *spared}
    ]


def _ignored(header: Header) -> list[str]:
    known = {*header.places.values(), *header.more.values()}
    return [
        cell_text(cell)
        for place, cell in enumerate(header.titles)
        if cell != "" and place not in known
    ]
