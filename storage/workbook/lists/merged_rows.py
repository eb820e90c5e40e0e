"""Several measures under one number: one item, each measure with its own day a milestone."""

import re
from dataclasses import dataclass, field
from datetime import date

from rules.policy.wording import Translator
from storage.workbook import days
from storage.workbook.body import Cells, GridLine, SheetRow
from storage.workbook.cells import Value, cell_text
from storage.workbook.lists.amount_cells import divide_amount
from storage.workbook.lists.kinds import title_of
from storage.workbook.lists.unit_cells import read_units
from storage.workbook.problems import Refused

TOGETHER = ("牵头单位", "配合单位", "责任人")
"""Columns whose cells are read together where the rows of one number differ."""
_RESOLVED = (*TOGETHER, "整改时限", "总量", "计量单位", "任务名称")


@dataclass(slots=True)
class DividedItem:
    """What became of the rows of one number; `amounts_differ`: no total is read."""

    steps: list[GridLine] = field(default_factory=list)
    amounts_differ: bool = False


def divide(line: GridLine, today: date, t: Translator) -> DividedItem:
    """Make milestones of the rows of one number where their days or units differ.

    The line keeps the last day; the first unit leads, the first person owns.
    """
    found = DividedItem()
    if not {"整改时限", "牵头单位", "任务名称"} & {*line.conflicts}:
        return found
    for header in TOGETHER:
        words = [_words(part, header, line) for part in line.parts if header in part.cells]
        if header in line.conflicts:
            line.cells[header] = "、".join(dict.fromkeys(word for word in words if word))
    line.cells["整改时限"] = _last(
        [part.cells.get("整改时限", "") for part in line.parts], today, t
    )
    found.amounts_differ = _settle_amounts(line)
    by = "任务名称" if "任务名称" in line.conflicts else "整改措施"
    line.conflicts = [header for header in line.conflicts if header not in _RESOLVED]
    found.steps = _steps(line, by)
    return found


def _words(part: SheetRow, header: str, line: GridLine) -> str:
    """Return a cell's words; a person of another row's unit is named with that unit."""
    words = cell_text(part.cells[header])
    lead = cell_text(part.cells.get("牵头单位", ""))
    own = header == "责任人" and lead not in (
        "",
        cell_text(line.parts[0].cells.get("牵头单位", "")),
    )
    return f"{words}（{lead}）" if own and words and not re.search("[(（、,，]", words) else words


def _last(cells: list[Value], today: date, t: Translator) -> Value:
    """Return the cell with the last day; where none has one, the first that says something."""
    given = [cell for cell in cells if cell_text(cell)]
    dated = [(day, cell) for cell in given if (day := _day(cell, today, t)) is not None]
    if dated:
        return max(dated, key=lambda each: each[0])[1]
    return given[0] if given else ""


def _day(cell: Value, today: date, t: Translator) -> date | None:
    try:
        return days.read_day(cell, None, today, t, lasting=True).on
    except Refused:
        return None


def _settle_amounts(line: GridLine) -> bool:
    """Keep the only amount of the rows; return whether several differ and none is kept."""
    for part in line.parts:
        divide_amount(part.cells, "总量", "计量单位")
    said = {
        (cell_text(part.cells.get("总量", "")), cell_text(part.cells.get("计量单位", "")))
        for part in line.parts
        if cell_text(part.cells.get("总量", ""))
    }
    if not said:
        return False
    number, measure = said.pop()
    line.cells["总量"], line.cells["计量单位"] = ("", "") if said else (number, measure)
    return bool(said)


def _steps(line: GridLine, by: str) -> list[GridLine]:
    steps: list[GridLine] = []
    taken: set[str] = set()
    for part in line.parts:
        name = title_of(
            cell_text(part.cells.get(by, "")) or cell_text(part.cells.get("整改目标", ""))
        )
        if not name or not cell_text(part.cells.get("整改时限", "")):
            continue
        while name in taken:
            name = f"{name}（续）"
        taken.add(name)
        steps.append(GridLine(part.row, _step(line, part, name)))
    return steps


def _step(line: GridLine, part: SheetRow, name: str) -> Cells:
    units = read_units(cell_text(part.cells.get("牵头单位", "")), frozenset(), "lead")
    return {
        "任务编号": line.cells["任务编号"],
        "节点名称": name,
        "责任单位": units.lead[0] if units.lead else "",
        "完成时限": part.cells["整改时限"],
        "目标量": "",
    }
