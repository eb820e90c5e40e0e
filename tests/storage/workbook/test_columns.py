"""Which column and which sheet is meant: what is unclear is refused, what is not read is named."""

from datetime import date

import pytest
from sqlalchemy import select

from storage.db.engine import Engine
from storage.ledger.tables import items, milestones, units
from storage.workbook import Problem
from tests.support.workbooks import (
    as_file,
    ledger,
    plan,
    rows_of,
    take,
    with_cell,
    with_columns,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

DUE, DONE = date(2027, 6, 30), date(2026, 3, 15)


PLANNED = ["计划完成时间", "整改完成时限", "要求完成时限", "完成时限", "整改期限"]


@pytest.mark.parametrize("header", PLANNED)
@pytest.mark.parametrize("done", ["完成时间", "实际完成时间", "完成时间（实际）", "完成日期"])
def test_when_it_was_done_is_never_the_deadline(engine: Engine, header: str, done: str) -> None:
    file = with_columns("任务", (done, DONE), (header, DUE), without="整改时限")

    result = take(engine, file)

    assert (result.problems, result.ignored) == ((), ())
    query = select(items.c.deadline, items.c.finished_on).distinct()
    assert rows_of(engine, query) == [(DUE, DONE)]


def test_nor_is_it_a_milestones(engine: Engine) -> None:
    file = with_columns("节点", ("完成时间", DONE), ("计划完成时间", DUE), without="完成时限")

    assert take(engine, file).problems == ()
    assert rows_of(engine, select(milestones.c.due).distinct()) == [(DUE,)]


def test_alone_it_is_taken_for_the_deadline_and_that_is_said(engine: Engine) -> None:
    result = take(engine, with_columns("任务", ("完成时间", DUE), without="整改时限"))

    assert result.problems == ()
    assert result.remarks == ("Sheet 任务: 整改时限 was read from column 完成时间.",)
    assert rows_of(engine, select(items.c.deadline).distinct()) == [(DUE,)]


@pytest.mark.parametrize("status", ["整改状态", "完成情况", "是否完成", "整改进展情况"])
def test_beside_a_state_it_may_be_either_and_is_refused(engine: Engine, status: str) -> None:
    file = with_columns("任务", ("完成时间", DONE), (status, "已完成"), without="整改时限")
    before = ledger(engine)

    assert take(engine, file).problems == (
        Problem(
            "任务", 1, "整改时限",
            "Column 完成时间 may say when it is due or when it was done; "
            "please call it 整改时限 or 完成日期.",
        ),
    )  # fmt: skip
    assert ledger(engine) == before


def test_not_even_the_deadline_alone_may_be_the_real_day(engine: Engine) -> None:
    file = with_columns("任务", ("实际完成时间", DONE), without="整改时限")

    assert take(engine, file).problems == (
        Problem("任务", 1, "整改时限", "This column is missing."),
    )


TWO_CLAIM = [
    ("two_deadlines", "任务", "整改时限", "完成时限", DUE),
    ("two_lead_units", "任务", "牵头单位", "责任单位", "青山县"),
    ("unit_that_may_be_the_measure", "任务", "牵头单位", "单位", "青山县"),
    ("the_same_header_twice", "任务", "责任人", "责任人", "李敏"),
    ("two_owners", "任务", "责任人", "整改责任人", "李敏"),
    ("two_types_of_a_unit", "单位", "类型", "性质", "县区"),
    ("two_days_of_a_milestone", "节点", "完成时限", "计划完成时间", DUE),
]


@pytest.mark.parametrize(
    ("sheet", "column", "other", "value"), [c[1:] for c in TWO_CLAIM], ids=[c[0] for c in TWO_CLAIM]
)
def test_two_columns_that_claim_one_field_are_named(
    engine: Engine, sheet: str, column: str, other: str, value: object
) -> None:
    before = ledger(engine)

    assert take(engine, with_columns(sheet, (other, value))).problems == (
        Problem(
            sheet, 1, column,
            f"Columns {column} and {other} may both be meant; please keep one or rename the other.",
        ),
    )  # fmt: skip
    assert ledger(engine) == before


def test_a_unit_alone_is_the_responsible_one_and_never_the_measure(engine: Engine) -> None:
    file = with_columns("任务", ("单位", "青山县"), without="牵头单位")
    file["任务"] = [row[:15] + row[16:] for row in file["任务"]]

    assert take(engine, file).problems == ()
    query = select(units.c.name, items.c.measure).join(items, items.c.lead_unit_id == units.c.id)
    assert rows_of(engine, query.distinct()) == [("青山县", "")]


def test_a_running_number_claims_nothing_beside_the_items_own(engine: Engine) -> None:
    result = take(engine, with_columns("任务", ("序号", 7)))

    assert (result.problems, result.ignored) == ((), (("任务", "序号"),))


def test_one_header_merged_over_two_columns_is_one(engine: Engine) -> None:
    file = with_columns("任务", ("", ""))
    file["任务"][0][17] = ""

    assert take(engine, as_file(file, [("任务", "Q1:R1", "计量单位")])).problems == ()


SECOND = [
    ["任务编号", "任务名称", "责任单位", "责任人", "整改时限"],
    ["9", "清淤", "青山县", "张伟", "2027年底"],
]
A_SECOND_LIST = (
    "This sheet looks like a list of items and is not read; "
    "please move its rows to sheet 任务 or delete it."
)


@pytest.mark.parametrize("name", ["整改台账", "Sheet1", "二期"])
def test_a_second_list_is_named_and_nothing_is_imported(engine: Engine, name: str) -> None:
    before = ledger(engine)

    assert take(engine, plan() | {name: SECOND}).problems == (Problem(name, 0, "", A_SECOND_LIST),)
    assert ledger(engine) == before


NOT_A_LIST = [
    ("notes", [["填表说明"], ["请于每周五前填报"]]),
    ("list_without_rows", [SECOND[0]]),
    ("addresses", [["姓名", "电话"], ["张伟", "139"]]),
]


@pytest.mark.parametrize("rows", [n[1] for n in NOT_A_LIST], ids=[n[0] for n in NOT_A_LIST])
def test_another_sheet_is_named_and_left_alone(engine: Engine, rows: list[list[str]]) -> None:
    result = take(engine, plan() | {"附表": rows})

    assert (result.problems, result.remarks) == ((), ("Sheet 附表 was not read.",))


def test_an_empty_sheet_and_what_an_export_adds_are_nothing_to_name(engine: Engine) -> None:
    take(engine, plan())
    assert take(engine, plan() | {"Sheet1": [], "进展": SECOND}).remarks == ()


OLD = with_cell("任务", 2, "任务名称", "旧版任务")["任务"]
TITLE = select(items.c.title).where(items.c.code == "1")


@pytest.mark.parametrize("how", ["hide", "very_hidden"])
def test_a_hidden_sheet_never_wins_over_a_visible_one(engine: Engine, how: str) -> None:
    current = plan()["任务"]
    file = plan() | {"任务": OLD, "整改任务清单": current}

    result = take(engine, as_file(file, hidden={"任务": how}))

    assert (result.problems, result.remarks) == ((), ("Sheet 任务 is hidden and was not read.",))
    assert rows_of(engine, TITLE) == [("别墅群拆除",)]


def test_nor_over_a_visible_list_of_another_name(engine: Engine) -> None:
    file = plan() | {"任务": OLD, "Sheet1": plan()["任务"]}

    result = take(engine, as_file(file, hidden={"任务": "hide"}))

    assert (result.problems, result.remarks) == ((), ("Sheet 任务 is hidden and was not read.",))
    assert rows_of(engine, TITLE) == [("别墅群拆除",)]


def test_a_hidden_sheet_that_nothing_stands_for_is_read_and_named(engine: Engine) -> None:
    result = take(engine, as_file(plan(), hidden={"人员": "hide"}))

    assert (result.problems, result.remarks) == ((), ("Sheet 人员 is hidden and was read.",))
