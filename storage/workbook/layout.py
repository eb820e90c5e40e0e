"""Layout of an exported sheet: frozen header, wrapped cells, drop-down lists, print settings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from storage.workbook.cell_values import Cell

ROWS = 1_048_575
"""Most rows of one sheet under its header."""

PREPARED = 2_000
"""Rows for which drop-down lists are set."""

A3 = 8
GUIDE = "填写说明"
"""The sheet of a template that explains its columns; it is never read."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`choices` are offered as a list; with `open_list` other values may be typed.

    `remark` says beside the title what is to be filled in.
    """

    title: str
    width: int
    choices: Sequence[str] | str = ()
    open_list: bool = False
    remark: str = ""


class BookFormat:
    """A workbook being written to memory, line by line."""

    def __init__(self, now: datetime) -> None:
        self._bytes = BytesIO()
        options = {"constant_memory": True}
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._book.set_properties({"created": now.replace(tzinfo=None)})
        cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        head = {**cell, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#DDEBF7"}
        self._head = self._book.add_format(head)
        self._plain = self._book.add_format(cell)
        self._day = self._book.add_format({**cell, "num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({**cell, "num_format": "yyyy-mm-dd hh:mm:ss"})

    def add(self, name: str, headings: Sequence[Heading], lines: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet with its lines; lines beyond its limit go on in a second one."""
        sheet, row, part = self._start(name, headings), 0, 1
        for line in lines:
            if row == ROWS:
                part += 1
                sheet, row = self._start(f"{name}{part}", headings), 0
            row += 1
            for column, value in enumerate(line):
                self._write(sheet, row, column, value)
        sheet.autofilter(0, 0, max(row, 1), len(headings) - 1)

    def content(self) -> bytes:
        """Return the finished file."""
        self._book.close()
        return self._bytes.getvalue()

    def _start(self, name: str, headings: Sequence[Heading]) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.set_row(0, 24)
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, heading.width)
            sheet.write_string(0, column, heading.title, self._head)
            self._offer(sheet, column, heading)
            if heading.remark:
                sheet.write_comment(0, column, heading.remark, {"x_scale": 2})
        return sheet

    def _offer(self, sheet: Worksheet, column: int, heading: Heading) -> None:
        if heading.choices:
            offered = heading.choices
            source = offered if isinstance(offered, str) else list(offered)
            offer = {"validate": "list", "source": source, "show_error": not heading.open_list}
            sheet.data_validation(1, column, PREPARED, column, offer)

    def _write(self, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
        match value:
            case datetime():
                sheet.write_datetime(row, column, value, self._moment)
            case date():
                sheet.write_datetime(row, column, value, self._day)
            case str():
                # write() would turn a text that begins with = into a formula.
                sheet.write_string(row, column, value, self._plain)
            case _:
                sheet.write_number(row, column, value, self._plain)
