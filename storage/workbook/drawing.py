"""The sheets of a workbook that are read, what is told of the others, and what is wrong with any."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from rules.policy.wording import Translator
from storage.workbook.book import SHEETS
from storage.workbook.finding import find_sheets
from storage.workbook.grid import SheetLines, open_workbook, read_sheet
from storage.workbook.joined import APART, joined, lists_alike
from storage.workbook.known import Known
from storage.workbook.problems import Problem
from storage.workbook.sheets import FINDINGS, ITEMS, PEOPLE
from storage.workbook.unread import list_remarks, sheet_remarks, unread_item_lists


@dataclass(frozen=True, slots=True)
class DrawnBook:
    """The sheets by the contract's names; `problems` are of whole sheets.

    `alike`: the sheets that were read as one list of items, in their order.
    """

    sheets: dict[str, SheetLines]
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]
    alike: tuple[str, ...] = field(default=())

    def placed(self, problem: Problem) -> Problem:
        """Return a problem under the sheet and the row that it stands in."""
        if not self.alike or problem.sheet != self.sheets[ITEMS.name].name:
            return problem
        sheet = self.alike[problem.row // APART]
        return replace(problem, sheet=sheet, row=problem.row % APART)


def draw(content: bytes, known: Known, t: Translator) -> DrawnBook:
    """Return what a file holds. Raises Unreadable."""
    with open_workbook(content, t) as book:
        found = find_sheets(book)
        alike = lists_alike(book, found)
        alike_names = [each.name for each in alike]
        found = {name: each for name, each in found.items() if each.name not in alike_names}
        here = [(sheet, found[sheet.name]) for sheet in SHEETS if sheet.name in found]
        here += [(ITEMS, each) for each in alike]
        has_list = ITEMS.name in found or bool(alike)
        lacking = _may_lack(found)
        read = [read_sheet(sheet, book, each, lacking, t) for sheet, each in here]
        names = {each.name for _, each in here}
        second = unread_item_lists(book, names, t, has_list=has_list)
        others = tuple(sheet_remarks(book, {*names, *(each.sheet for each in second)}, t))
    lines = [each for each in read if isinstance(each, SheetLines)]
    wrong = [problem for each in read if not isinstance(each, SheetLines) for problem in each]
    missing = [] if second and not has_list else _missing({s.name for s, _ in here}, known, t)
    remarks = (*list_remarks(lines, t), *others)
    problems = (*missing, *wrong, *second)
    sheets = {each.sheet.name: each for each in lines}
    if not alike or problems:
        return DrawnBook(sheets, remarks, problems)
    sheets[ITEMS.name], said = joined([e for e in lines if e.sheet is ITEMS], found, t)
    return DrawnBook(sheets, (said, *remarks), problems, tuple(alike_names))


def _may_lack(found: Collection[str]) -> set[str]:
    """Return the columns that a list need not have, as other sheets are missing that it goes with."""
    columns = {"整改类型"}
    if FINDINGS.name not in found:
        columns |= {"问题编号", "任务名称"}
    if PEOPLE.name not in found:
        columns |= {"责任人"}
    return columns


def _missing(found: set[str], known: Known, t: Translator) -> list[Problem]:
    """Return problems for missing sheets: a first import needs items or people, a later one any."""
    if not found:
        every = t.comma().join(sheet.name for sheet in SHEETS)
        reason = t("The workbook has none of the sheets {sheets}.", sheets=every)
        return [Problem("", 0, "", reason)]
    if known.is_new() and not found & {ITEMS.name, PEOPLE.name}:
        return [Problem(ITEMS.name, 0, "", t("Sheet {sheet} is missing.", sheet=ITEMS.name))]
    return []
