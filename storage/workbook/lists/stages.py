"""Several stages in one deadline: 6月底前完成一期，12月底前完成二期 has a milestone before its last day."""

from datetime import date

from storage.workbook.body import Cells, GridLine
from storage.workbook.cells import cell_text
from storage.workbook.days import Day, parse_deadline
from storage.workbook.lists.names import ListNames


def stages_of(line: GridLine, names: ListNames) -> list[GridLine]:
    """Return the earlier stages of a new or changed deadline as milestones of its item."""
    words = cell_text(line.cells.get("整改时限", ""))
    item = names.item(line)
    was: Day | None = None if item is None else item.values["deadline"]
    if not words or (was is not None and was.words == words):
        return []
    found = parse_deadline(words, names.today)
    steps: dict[str, GridLine] = {}
    for stage in found.stages if found.day is not None else ():
        name = _unused(stage.words or f"{stage.day.month}月{stage.day.day}日前完成", steps)
        steps[name] = GridLine(line.row, _cells(line, name, stage.day))
    return list(steps.values())


def _unused(name: str, taken: dict[str, GridLine]) -> str:
    while name in taken:
        name = f"{name}（续）"
    return name


def _cells(line: GridLine, name: str, due: date) -> Cells:
    return {
        "任务编号": cell_text(line.cells["任务编号"]),
        "节点名称": name,
        "责任单位": "",
        "完成时限": due,
        "目标量": "",
    }
