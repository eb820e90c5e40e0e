"""Build a workbook from a folder of CSV files with the contract's headers, for a demo."""

import csv
from datetime import UTC, datetime
from pathlib import Path

from storage.workbook.exporting import headings
from storage.workbook.layout import BookFormat
from storage.workbook.project_sheets import FUNDS, PROJECTS, TARGETS
from storage.workbook.sheets import FINDINGS, ITEMS, MILESTONES, PEOPLE, UNITS, SheetForm

FILES = {
    "units.csv": UNITS,
    "people.csv": PEOPLE,
    "findings.csv": FINDINGS,
    "items.csv": ITEMS,
    "milestones.csv": MILESTONES,
}
OF_PROJECTS = {"projects.csv": PROJECTS, "funds.csv": FUNDS, "targets.csv": TARGETS}
"""Files that a folder may lack."""
MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""Creation date in the file, fixed so that the same CSV files give the same workbook, byte for byte."""


def workbook_from_csv(folder: Path | str, path: Path | str) -> None:
    """Write `path` (.xlsx) from the files in `folder`."""
    book = BookFormat(MADE)
    there = {n: form for n, form in OF_PROJECTS.items() if (Path(folder) / n).is_file()}
    for name, sheet in (FILES | there).items():
        with (Path(folder) / name).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        book.add(sheet.name, headings(sheet), [_line(sheet, row) for row in rows])
    Path(path).write_bytes(book.content())


def _line(sheet: SheetForm, row: dict[str, str]) -> list[str]:
    return [row.get(column.header, "") for column in sheet.columns]
