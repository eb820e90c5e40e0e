"""The problems that a list without a sheet of findings names itself, and titles of its items."""

from storage.workbook.body import Cells, GridLine
from storage.workbook.cells import canonical_text, cell_text, split_codes
from storage.workbook.lists.kinds import title_of
from storage.workbook.lists.names import ListNames
from storage.workbook.problems import Refused
from storage.workbook.sheets import FINDINGS

_ASIDE = ("方面", "类别", "是否重点")
TITLED_BY = ("反馈问题", "整改目标", "整改措施")
"""Columns from which an item without a name takes it, in this order."""


def settle_title(line: GridLine, names: ListNames) -> None:
    """Name a new item by its problem, its goal or its measures, where the list has no names."""
    if "任务名称" in line.cells or names.item(line) is not None:
        return
    texts = (line.more.get(header, line.cells.get(header, "")) for header in TITLED_BY)
    words = next((words for text in texts if (words := cell_text(text))), "")
    line.cells["任务名称"] = title_of(words)


def findings_of(lines: list[GridLine], names: ListNames) -> list[GridLine]:
    """Return an entry for each problem that the lines name, and give each line its number."""
    found: dict[str, GridLine] = {}
    for line in lines:
        number = _number(line, names)
        if not number:
            continue
        line.cells["问题编号"] = number
        cells = _cells(number, line, names)
        before = found.get(canonical_text(number))
        if before is None and cells is not None:
            found[canonical_text(number)] = GridLine(line.row, cells)
        elif before is not None and cells is not None:
            _agree(before, cells)
    return list(found.values())


def _number(line: GridLine, names: ListNames) -> str:
    """Return the number of a line's problem: its own, else that of the item."""
    own = cell_text(line.cells.get("问题编号", ""))
    if own:
        return own
    item = names.item(line)
    if item is not None:
        return str(item.values["finding_id"].name)
    try:
        return "、".join(split_codes(line.cells.get("任务编号", ""), names.t))
    except Refused:
        return ""


def _cells(number: str, line: GridLine, names: ListNames) -> Cells | None:
    """Return what the line says of its problem; None where it is known and nothing is said."""
    try:
        known = names.known.sheets[FINDINGS.name].find_all(split_codes(number, names.t))
    except Refused:
        return None
    given = {h: line.more[h] for h in ("反馈问题", *_ASIDE) if cell_text(line.more.get(h, ""))}
    if known and not given:
        return None
    if not known:
        given.setdefault("反馈问题", line.cells.get("任务名称", ""))
        if "方面" not in line.more and line.section:
            given["方面"] = line.section
    return {"问题编号": number, **given}


def _agree(before: GridLine, cells: Cells) -> None:
    """Add what a further line says of a problem; where it says otherwise that is reported."""
    for header, value in cells.items():
        if before.cells.setdefault(header, value) != value and header not in before.conflicts:
            before.conflicts.append(header)
