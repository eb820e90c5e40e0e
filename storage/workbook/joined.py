"""One list on several sheets, as of each county its own: sheets with the same headings are read as one."""

import re
from collections.abc import Collection
from dataclasses import replace

from python_calamine import CalamineSheet

from rules.policy.wording import Translator
from storage.workbook.body import GridLine
from storage.workbook.cells import canonical_text, cell_text
from storage.workbook.finding import headings_of, item_lists
from storage.workbook.grid import SheetLines, Workbook
from storage.workbook.sheets import FINDINGS, ITEMS

APART = 2**20
"""What the rows of each further sheet are counted on by: as many as a sheet may have."""

_MARKS = re.compile(r"[\s（）()、，,;；\-]")
"""What a number may not have inside."""


def lists_alike(file: Workbook, found: Collection[str]) -> list[CalamineSheet]:
    """Return the lists of items where several visible sheets with the same headings are one."""
    lists = [] if ITEMS.name in found else item_lists(file)
    same = len({headings_of(each) for each in lists}) == 1
    return lists if len(lists) > 1 and same else []


def joined(
    parts: list[SheetLines], found: Collection[str], t: Translator
) -> tuple[SheetLines, str]:
    """Return sheets as one list, and what is to be said of it.

    Where the numbers begin anew on each sheet, its name goes before them.
    """
    names = t.comma().join(part.name for part in parts)
    said = t("Sheets read as one list: {sheets}.", sheets=names)
    if _begin_anew(parts):
        for part in parts:
            _renumber(part, own_findings=FINDINGS.name not in found)
        said = t(
            "Sheets read as one list: {sheets}. As the numbers begin anew on each, its name goes "
            "before them.",
            sheets=names,
        )
    for at, part in enumerate(parts):
        for line in part.lines:
            line.row += at * APART
            for each in line.parts:
                each.row += at * APART
    lines = [line for part in parts for line in part.lines]
    ignored = list(dict.fromkeys(title for part in parts for title in part.ignored))
    return replace(parts[0], lines=lines, ignored=ignored, name=names), said


def _begin_anew(parts: list[SheetLines]) -> bool:
    seen: set[str] = set()
    for part in parts:
        here = {canonical_text(cell_text(line.cells["任务编号"])) for line in part.lines} - {""}
        if not seen.isdisjoint(here):
            return True
        seen |= here
    return False


def _renumber(part: SheetLines, *, own_findings: bool) -> None:
    prefix = _MARKS.sub("", part.name)
    for line in part.lines:
        _prefix(line, "任务编号", prefix)
        if own_findings:
            _prefix(line, "问题编号", prefix)


def _prefix(line: GridLine, header: str, prefix: str) -> None:
    for cells in (line.cells, *(part.cells for part in line.parts)):
        number = cell_text(cells.get(header, ""))
        if number:
            cells[header] = f"{prefix}-{number}"
