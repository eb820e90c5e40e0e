"""A formula that failed is no empty cell: it is named, and what the ledger knows is not wiped out."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from storage.db.engine import Engine
from storage.workbook import Problem
from tests.support.workbooks import Formula, Plan, as_file, ledger, plan, take, with_cell

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _failed(error: str) -> str:
    return f"{error} is the error of a formula and no value."


WAITING = "This formula has no result yet; please open the file in Excel and save it."

FAILED = [
    ("amount", "任务", 2, "总量", "#DIV/0!"),
    ("units", "任务", 2, "配合单位", "#N/A"),
    ("person", "任务", 3, "包保市领导", "#N/A"),
    ("deadline", "任务", 4, "整改时限", "#VALUE!"),
    ("text", "任务", 2, "资金渠道", "#NAME?"),
    ("number_of_an_item", "任务", 3, "任务编号", "#REF!"),
    ("target_of_a_milestone", "节点", 3, "目标量", "#REF!"),
    ("post_of_a_person", "人员", 2, "职务", "#N/A"),
    ("unit_above", "单位", 4, "上级", "#N/A"),
]


@pytest.mark.parametrize(
    ("sheet", "row", "column", "error"), [f[1:] for f in FAILED], ids=[f[0] for f in FAILED]
)
def test_the_error_of_a_formula_is_named_and_changes_nothing(
    engine: Engine, sheet: str, row: int, column: str, error: str
) -> None:
    take(engine, plan())
    before = ledger(engine)

    result = take(engine, with_cell(sheet, row, column, Formula("=1/0", error)))

    assert result.problems[0] == Problem(sheet, row, column, _failed(error))
    assert ledger(engine) == before


def test_every_error_is_named(engine: Engine) -> None:
    file = with_cell("任务", 2, "总量", Formula("=1/0", "#DIV/0!"))
    file["任务"][1][7] = file["任务"][1][9] = Formula("=VLOOKUP(1,A:B,2,0)", "#N/A")
    file["节点"][1][4] = Formula("=A1", "#REF!")

    assert take(engine, file).problems == (
        Problem("任务", 2, "配合单位", _failed("#N/A")),
        Problem("任务", 2, "包保市领导", _failed("#N/A")),
        Problem("任务", 2, "总量", _failed("#DIV/0!")),
        Problem("节点", 2, "目标量", _failed("#REF!")),
    )


def test_an_error_pasted_as_a_text_is_named_too(engine: Engine) -> None:
    assert take(engine, with_cell("任务", 2, "资金渠道", "#N/A")).problems == (
        Problem("任务", 2, "资金渠道", _failed("#N/A")),
    )


def test_an_error_merged_over_rows_is_named_in_each(engine: Engine) -> None:
    file = with_cell("任务", 3, "督导单位", "")
    content = as_file(file, [("任务", "L2:L3", Formula("=1/0", "#N/A"))])

    assert take(engine, content).problems == (
        Problem("任务", 2, "督导单位", _failed("#N/A")),
        Problem("任务", 3, "督导单位", _failed("#N/A")),
    )


def test_an_error_in_rows_that_are_one_is_named(engine: Engine) -> None:
    file = plan()
    file["任务"].insert(2, ["1", *[""] * 4, Formula("=A9", "#REF!"), *[""] * 11])

    assert take(engine, as_file(file, [("任务", "A2:A3", "1")])).problems == (
        Problem("任务", 2, "整改措施", _failed("#REF!")),
    )


def test_errors_that_nobody_reads_stop_nothing(engine: Engine) -> None:
    """In a column of the office's own, and above the header."""
    file = plan()
    file["任务"] = [[*row, Formula("=1/0", "#DIV/0!")] for row in file["任务"]]
    file["任务"].insert(0, ["台账", "", Formula("=1/0", "#DIV/0!")])

    assert take(engine, file).problems == ()


def _without_results(plan: Plan) -> bytes:
    """As programs write formulas that leave the reckoning to Excel: `<c><f>…</f><v/></c>`."""
    old = ZipFile(BytesIO(as_file(plan)))
    content = BytesIO()
    with ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(rb"(</f>)<v>\d+</v>", rb"\1<v/>", part))
    return content.getvalue()


def test_a_formula_that_found_nothing_is_an_empty_cell(engine: Engine) -> None:
    content = _without_results(with_cell("任务", 2, "资金渠道", Formula('=""', "0")))

    assert take(engine, content).problems == ()


def test_a_formula_without_a_result_is_named(engine: Engine) -> None:
    content = _without_results(with_cell("任务", 2, "总量", Formula("=40+5", 45)))

    assert take(engine, content).problems == (Problem("任务", 2, "总量", WAITING),)


def test_rows_of_formulas_without_results_are_no_empty_rows(engine: Engine) -> None:
    file = plan()
    file["单位"].append([Formula("=A1", 0)] * 3)

    assert Problem("单位", 6, "名称", WAITING) in take(engine, _without_results(file)).problems


def test_errors_of_an_old_workbook_are_named_too(engine: Engine) -> None:
    """An .xls: an error that was pasted, and one that a formula came to."""
    content = (Path(__file__).parent / "faults.xls").read_bytes()

    assert take(engine, content).problems == (
        Problem("任务", 2, "总量", _failed("#DIV/0!")),
        Problem("节点", 3, "目标量", _failed("#REF!")),
    )
