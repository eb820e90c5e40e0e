"""Complete a list that stands alone: what other sheets would say is read from its own cells."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date

from rules.policy.people import Role
from rules.policy.wording import Translator
from storage.workbook.body import GridLine
from storage.workbook.cells import Value, cell_text, split_codes
from storage.workbook.days import Day
from storage.workbook.grid import SheetLines
from storage.workbook.known import Known
from storage.workbook.lists import finding_columns, merged_rows, people_columns, unit_columns
from storage.workbook.lists.amount_cells import divide_amount
from storage.workbook.lists.kinds import kind_by_deadline
from storage.workbook.lists.names import ListNames
from storage.workbook.lists.stages import stages_of
from storage.workbook.problems import Proposal, Refused
from storage.workbook.readers import LASTING
from storage.workbook.sheets import FINDINGS, ITEMS, MILESTONES, PEOPLE, STANDING, UNITS, SheetForm

SAID = (
    "整改状态",
    "整改时限",
    "总量",
    "牵头单位",
    "配合单位",
    "责任人",
    "包保市领导",
    "包保责任人",
)
"""Columns whose words are shown beside what they were understood as."""
_SHEET_OF = {"问题编号": "任务编号", "姓名": "责任人", "单位": "牵头单位", "名称": "牵头单位",
             "节点名称": "整改措施", "完成时限": "整改时限", "责任单位": "牵头单位", "职务": "责任人"}  # fmt: skip
"""Columns of other sheets → the list's column that their cells were read from."""


@dataclass(slots=True)
class CompletedList:
    """The sheets of a workbook with what its list says in place of those it lacks.

    `said`: cells of the list's lines before they were divided, by row; `doubts`: what a careful
    clerk would look at again, by row; `questions`: the same of the whole list.
    """

    drawn: dict[str, SheetLines]
    said: dict[int, dict[str, str]] = field(default_factory=dict)
    doubts: dict[int, list[str]] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    offered: list[Proposal] = field(default_factory=list)
    """Stages of deadlines that are milestones where that is accepted."""


def complete(
    drawn: dict[str, SheetLines], known: Known, today: date, t: Translator, *, accepted: bool
) -> CompletedList:
    """Return the sheets with units, people, problems and milestones that only the list names.

    `accepted`: stages of a deadline become milestones.
    """
    if ITEMS.name not in drawn:
        return CompletedList(drawn)
    items, names = drawn[ITEMS.name], ListNames(drawn, known, today, t)
    said = {line.row: _said(line) for line in items.lines}
    steps: list[GridLine] = []
    offered: list[GridLine] = []
    staged = _codes(drawn[MILESTONES.name].lines, t) if MILESTONES.name in drawn else set()
    for line in items.lines:
        kind = _kind(line, items, names)
        several = _divide(line, names) if names.lacks(MILESTONES.name) else []
        steps += several
        if not several and staged.isdisjoint(_codes([line], t)):
            offered += stages_of(line, names)
        _measure(line, names)
        unit_columns.settle_units(line, names, items.titles)
        if kind:
            line.cells["整改类型"] = kind
    steps += offered if accepted else []
    for line in (*items.lines, *(_as_units(step) for step in steps)):
        unit_columns.propose_units(line, names)
    for line in items.lines:
        people_columns.settle_people(line, names)
    unit_columns.settle_parents(names)
    _ask_for_office(names)
    proposed = {
        UNITS.name: list(names.new_units.values()),
        PEOPLE.name: list(names.new_people.values()),
        FINDINGS.name: _findings(items, names),
        MILESTONES.name: steps,
    }
    whole = {form.name: _sheet(form, drawn, proposed, items) for form in _FORMS}
    in_order = {name: sheet for name, sheet in whole.items() if sheet is not None}
    in_order |= {name: sheet for name, sheet in drawn.items() if name not in whole}
    return CompletedList(
        in_order, said, names.doubts, names.questions, [_offer(step) for step in offered]
    )


def _codes(lines: Iterable[GridLine], t: Translator) -> set[str]:
    """Return the numbers of the items that lines are about."""
    found: set[str] = set()
    for line in lines:
        with suppress(Refused):
            found |= {*split_codes(line.cells.get("任务编号", ""), t)}
    return found


def _offer(step: GridLine) -> Proposal:
    code, name, due = (step.cells[header] for header in ("任务编号", "节点名称", "完成时限"))
    return Proposal(MILESTONES.name, f"{code} {name}（{due}）")


def _ask_for_office(names: ListNames) -> None:
    """Say that nobody decides while the list is all there is: the office is in no list."""
    people = names.known.sheets[PEOPLE.name].entries
    decides = any(Role.OFFICE in entry.values["roles"] for entry in people)
    if names.lacks(PEOPLE.name) and not decides:
        said = names.t("Nobody has the role {role} yet; please add them by a sheet {sheet}.",
                       role=Role.OFFICE.value, sheet=PEOPLE.name)  # fmt: skip
        names.questions.append(said)


_FORMS = (UNITS, PEOPLE, FINDINGS, ITEMS, MILESTONES)


def _said(line: GridLine) -> dict[str, str]:
    cells = line.cells | line.more
    said = {header: cell_text(cells[header]) for header in SAID if header in cells}
    for header in {*line.conflicts} & {*said}:
        each = (cell_text(part.cells[header]) for part in line.parts)
        said[header] = "、".join(dict.fromkeys(words for words in each if words))
    if "整改状态" in said:
        stands = (cell_text(line.more[c.header]) for c in STANDING if c.header in line.more)
        said["整改状态"] = "、".join(words for words in stands if words)
    return said


def _kind(line: GridLine, items: SheetLines, names: ListNames) -> str:
    """Return the type by the deadline's words, where the list has no types; empty to leave it."""
    if "整改类型" in items.titles:
        return ""
    cells: Iterable[Value] = (part.cells.get("整改时限", "") for part in line.parts)
    kinds = [kind for cell in cells if (kind := kind_by_deadline(cell, names.today))]
    item = names.item(line)
    if item is not None:
        was: Day = item.values["deadline"]
        words = cell_text(line.cells.get("整改时限", ""))
        if words in (was.words, was.on.isoformat() if was.on else ""):
            return ""
    return LASTING if LASTING in kinds else next(iter(kinds), "限期整改")


def _divide(line: GridLine, names: ListNames) -> list[GridLine]:
    found = merged_rows.divide(line, names.today, names.t)
    if found.steps:
        names.doubt(
            line.row,
            names.t.ngettext(
                "{count} measure under one number is one item with a milestone",
                "{count} measures under one number are one item with milestones",
                count=len(found.steps),
            ),
        )
    if found.amounts_differ:
        names.doubt(line.row, names.t("its rows have different amounts, none is read"))
    return found.steps


def _measure(line: GridLine, names: ListNames) -> None:
    found = divide_amount(line.cells, "总量", "计量单位")
    if found is not None and found.about:
        names.doubt(line.row, names.t("the amount is said to be approximate"))


def _as_units(step: GridLine) -> GridLine:
    return GridLine(step.row, {"牵头单位": step.cells["责任单位"]})


def _findings(items: SheetLines, names: ListNames) -> list[GridLine]:
    if not names.lacks(FINDINGS.name):
        return []
    for line in items.lines:
        finding_columns.settle_title(line, names)
    return finding_columns.findings_of(items.lines, names)


def _sheet(
    form: SheetForm,
    drawn: dict[str, SheetLines],
    proposed: dict[str, list[GridLine]],
    items: SheetLines,
) -> SheetLines | None:
    """Return a sheet of the workbook, or what the list proposes in its place; None for neither."""
    lines = proposed.get(form.name, [])
    if form.name in drawn:
        own = drawn[form.name]
        return replace(own, lines=[*own.lines, *lines]) if form is MILESTONES else own
    if not lines:
        return None
    titles = {
        column.header: items.titles.get(_SHEET_OF.get(column.header, column.header), column.header)
        for column in form.columns
    }
    return SheetLines(form, lines, [], name=items.name, titles=titles)
