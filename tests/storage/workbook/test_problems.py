"""Every row that cannot be taken over is named by sheet, row, column and reason; nothing is kept."""

from datetime import date
from pathlib import Path

import pytest

from messages.texts import texts
from storage.db.engine import Engine, reading
from storage.workbook import Problem, import_workbook
from tests.support.workbooks import (
    NOW,
    TODAY,
    Plan,
    as_file,
    ledger,
    plan,
    take,
    with_cell,
    with_row,
    without,
)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

EMPTY = "This cell may not be empty."
ROLES = "责任人, 单位负责人, 市领导, 整改办, 验收人, 管理员"


def _no_date(words: str) -> str:
    return f"{words} is not a date; please write it like 2026-12-31 or 2026年12月底前."


ONE_CELL: list[tuple[str, str, int, str, object, str]] = [
    ("unit_of_unknown_type", "单位", 3, "类型", "街道办事处",
     "街道办事处 is none of 县区, 部门, 企业, 整改办."),
    ("unit_without_type", "单位", 3, "类型", "", EMPTY),
    ("unknown_upper_unit", "单位", 4, "上级", "红河县", "红河县 is not in sheet 单位."),
    ("unit_above_itself", "单位", 3, "上级", "青山县", "A unit may not stand above itself."),
    ("unknown_role", "人员", 4, "角色", "市领导、顾问", f"顾问 is none of {ROLES}."),
    ("finding_without_words", "问题", 2, "反馈问题", "", EMPTY),
    ("neither_yes_nor_no", "问题", 2, "是否重点", "也许", "也许 is none of 是, 否."),
    ("item_without_number", "任务", 4, "任务编号", " ", EMPTY),
    ("item_without_name", "任务", 3, "任务名称", "", EMPTY),
    ("item_without_lead_unit", "任务", 4, "牵头单位", "", EMPTY),
    ("item_without_owner", "任务", 3, "责任人", "", EMPTY),
    ("item_without_finding", "任务", 3, "问题编号", "", EMPTY),
    ("item_without_type", "任务", 4, "整改类型", "", EMPTY),
    ("unknown_finding", "任务", 3, "问题编号", "77", "77 is not in sheet 问题."),
    ("two_findings", "任务", 3, "问题编号", "1、2", "Only one number may stand here: 1、2"),
    ("unknown_type", "任务", 3, "整改类型", "随便",
     "随便 is none of 立行立改, 限期整改, 长期坚持."),
    ("unknown_unit_with_a_likely_one", "任务", 3, "牵头单位", "青山县住建",
     "青山县住建 is not in sheet 单位; is 青山县住建局 meant?"),
    ("two_units_of_a_milestone", "节点", 3, "责任单位", "青山县、市整改办",
     "Only one unit may stand here: 青山县、市整改办"),
    ("unknown_supporting_unit", "任务", 3, "配合单位", "青山县；红河县水利集团",
     "红河县水利集团 is not in sheet 单位."),
    ("unknown_owner", "任务", 3, "责任人", "孙悟空", "孙悟空 is not in sheet 人员."),
    ("two_owners", "任务", 3, "责任人", "李敏、王强", "Only one person may stand here: 李敏、王强"),
    ("unknown_guarantor", "任务", 3, "包保市领导", "孙悟空", "孙悟空 is not in sheet 人员."),
    ("name_that_two_bear", "任务", 4, "责任人", "张伟",
     "Several people are called 张伟; write the unit after the name, like 张伟（青山县）"),
    ("name_with_a_wrong_unit", "任务", 4, "责任人", "张伟（市整改办）",
     "张伟（市整改办） is not in sheet 人员."),
    ("deadline_that_is_no_date", "任务", 3, "整改时限", "尽快", _no_date("尽快")),
    ("day_that_does_not_exist", "任务", 3, "整改时限", "2026年2月30日", _no_date("2026年2月30日")),
    ("month_that_does_not_exist", "任务", 3, "整改时限", "2026.13", _no_date("2026.13")),
    ("january_or_october", "任务", 3, "整改时限", 2026.1,
     "2026.1 may be January or October; please write it in full."),
    ("no_deadline", "任务", 3, "整改时限", "", "An item of type 限期整改 needs a deadline."),
    ("deadline_without_a_day", "任务", 3, "整改时限", "长期坚持",
     "An item of type 限期整改 needs a day: 长期坚持 is none."),
    ("deadline_at_once", "任务", 2, "整改时限", "立行立改",
     "An item of type 限期整改 needs a day: 立行立改 is none."),
    ("milestone_without_a_day", "节点", 3, "完成时限", "长期坚持",
     "An item of type 限期整改 needs a day: 长期坚持 is none."),
    ("total_in_words", "任务", 3, "总量", "二十多", "二十多 is not a number."),
    ("total_below_zero", "任务", 3, "总量", -3, "An amount may not be below zero."),
    ("total_no_ledger_can_keep", "任务", 3, "总量", "1e400", "1e400 is not a number."),
    ("total_too_large", "任务", 3, "总量", 1e15,
     "1000000000000000 is more than the ledger can hold."),
    ("total_too_small", "任务", 3, "总量", "1e-30", "1e-30 is more than the ledger can hold."),
    ("target_too_large", "节点", 3, "目标量", "1e300", "1e300 is more than the ledger can hold."),
    ("measure_too_long", "任务", 3, "计量单位", "公里" * 16, "Too long: 32 characters, at most 30."),
    ("number_that_became_a_date", "任务", 4, "任务编号", date(2026, 1, 2),
     "Excel has turned this number into a date; please make the cell a text."),
    ("milestone_without_date", "节点", 3, "完成时限", "", EMPTY),
    ("milestone_of_unknown_unit", "节点", 3, "责任单位", "红河县水利集团",
     "红河县水利集团 is not in sheet 单位."),
    ("milestone_of_unknown_item", "节点", 3, "任务编号", "99", "99 is not in sheet 任务."),
    ("target_in_words", "节点", 3, "目标量", "过半", "过半 is not a number."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "reason"),
    [case[1:] for case in ONE_CELL],
    ids=[case[0] for case in ONE_CELL],
)
def test_one_wrong_cell_is_one_problem_and_nothing_is_kept(
    engine: Engine, sheet: str, row: int, column: str, value: object, reason: str
) -> None:
    before = ledger(engine)

    result = take(engine, with_cell(sheet, row, column, value))

    assert result.problems == (Problem(sheet, row, column, reason),)
    assert result.sheets == {}
    assert ledger(engine) == before


AMONG_OTHERS: list[tuple[str, Plan, Problem]] = [
    ("person_without_name", with_row("人员", "", "市整改办", "科长", "整改办"),
     Problem("人员", 6, "姓名", EMPTY)),
    ("unit_twice", with_row("单位", "青山 县", "县区"),
     Problem("单位", 6, "名称", "青山 县 already stands in row 3.")),
    ("person_twice_in_his_unit", with_row("人员", "李敏", "市整改办", "", "市领导"),
     Problem("人员", 6, "姓名", "李敏 already stands in row 4.")),
    ("number_of_two_findings", with_cell("问题", 2, "问题编号", "市9"),
     Problem("问题", 3, "问题编号", "2、市9 already stands in row 2.")),
    ("number_of_two_items", with_cell("任务", 4, "任务编号", "市9"),
     Problem("任务", 4, "任务编号", "市9 already stands in row 3.")),
    ("milestone_twice_in_its_item", with_row("节点", "1", "完成评估", "", "2026-12-01"),
     Problem("节点", 5, "节点名称", "完成评估 already stands in row 2.")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "problem"), [case[1:] for case in AMONG_OTHERS], ids=[case[0] for case in AMONG_OTHERS]
)
def test_a_row_that_cannot_be_told_from_others_is_named(
    engine: Engine, file: Plan, problem: Problem
) -> None:
    assert [p for p in take(engine, file).problems if p.sheet == problem.sheet] == [problem]


def test_numbers_of_two_items_of_the_ledger_may_not_become_one(engine: Engine) -> None:
    take(engine, plan())
    file = with_cell("任务", 2, "任务编号", "1、3")

    assert take(engine, file).problems[0] == Problem(
        "任务", 2, "任务编号", "These numbers belong to different rows: 1；3"
    )


def test_one_wrong_person_is_not_told_again_by_everybody_who_names_him(engine: Engine) -> None:
    assert take(engine, with_cell("人员", 5, "单位", "红河县水利集团")).problems == (
        Problem("人员", 5, "单位", "红河县水利集团 is not in sheet 单位."),
    )


def test_all_problems_are_told_at_once_in_the_order_of_the_workbook(engine: Engine) -> None:
    file = with_cell("任务", 4, "整改时限", "尽快")
    file["任务"][2][15] = "很多"
    file["单位"][3][2] = "红河县"
    file["节点"][1][0] = "99"

    places = [(p.sheet, p.row, p.column) for p in take(engine, file).problems]

    assert places == [
        ("单位", 4, "上级"), ("任务", 3, "总量"), ("任务", 4, "整改时限"), ("节点", 2, "任务编号"),
    ]  # fmt: skip


def test_units_may_not_stand_above_each_other(engine: Engine) -> None:
    reason = "A unit may not stand above itself."

    assert take(engine, with_cell("单位", 3, "上级", "青山县住建局")).problems == (
        Problem("单位", 3, "上级", reason),
        Problem("单位", 4, "上级", reason),
    )


def test_a_first_import_needs_items_or_the_people_who_will_send_them(engine: Engine) -> None:
    assert take(engine, without("任务", "人员")).problems == (
        Problem("任务", 0, "", "Sheet 任务 is missing."),
    )
    assert take(engine, without("任务", "节点")).problems == ()


COLUMNS = [
    ("单位", "名称"), ("单位", "类型"), ("人员", "单位"), ("人员", "角色"), ("问题", "反馈问题"),
    ("任务", "任务编号"), ("任务", "问题编号"), ("任务", "任务名称"), ("任务", "牵头单位"),
    ("任务", "责任人"), ("任务", "整改时限"), ("节点", "任务编号"), ("节点", "完成时限"),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "header"), COLUMNS)
def test_a_column_that_must_stand_is_missed(engine: Engine, sheet: str, header: str) -> None:
    assert take(engine, with_cell(sheet, 1, header, "备注")).problems == (
        Problem(sheet, 1, header, "This column is missing."),
    )


def test_a_sheet_with_other_headers_is_refused(engine: Engine) -> None:
    file = plan()
    file["任务"][0] = ["甲", "乙", "丙", *[""] * 14]

    assert take(engine, file).problems == (
        Problem(
            "任务",
            0,
            "",
            "No header row in the first 10 rows; it needs the columns "
            "任务编号, 问题编号, 任务名称, 整改类型, 牵头单位, 责任人, 整改时限.",
        ),
    )


def test_headers_that_nobody_knows_are_told(engine: Engine) -> None:
    file = plan()
    file["问题"][0].append("备注")

    assert take(engine, file).ignored == (("问题", "备注"),)


def _broken_inside() -> bytes:
    """A whole archive whose sheets were damaged on the way."""
    content = bytearray(as_file(plan()))
    start = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[start : start + 60] = bytes(60)
    return bytes(content)


def _damaged_xls() -> bytes:
    """One byte of the last sheet is another: a record that is none any more."""
    content = bytearray((Path(__file__).parent / "months.xls").read_bytes())
    content[5564] = 165
    return bytes(content)


NO_WORKBOOK = [
    ("empty", b""),
    ("html_saved_as_xlsx", "<html><table><tr><td>任务编号</td></tr></table></html>".encode()),
    ("csv", "任务编号,任务名称\n1,拆除\n".encode()),
    ("cut_off", as_file(plan())[:2000]),
    ("cut_off_at_the_end", as_file(plan())[:-40]),
    ("broken_inside", _broken_inside()),
    ("zip_of_nothing", b"PK\x05\x06" + bytes(18)),
    ("damaged_xls", _damaged_xls()),
    ("broken_xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
]


@pytest.mark.parametrize("content", [n[1] for n in NO_WORKBOOK], ids=[n[0] for n in NO_WORKBOOK])
def test_what_is_no_workbook_is_refused_in_one_sentence(engine: Engine, content: bytes) -> None:
    reason = "The file is not a workbook or a document that can be read (.xlsx, .xls or .docx)."

    assert take(engine, content).problems == (Problem("", 0, "", reason),)


def test_a_workbook_of_something_else_is_refused(engine: Engine) -> None:
    take(engine, plan())

    assert take(engine, {"工资": [["姓名", "金额"], ["张伟", 1]]}).problems == (
        Problem(
            "",
            0,
            "",
            "The workbook has none of the sheets 单位, 人员, 问题, 任务, 节点, 项目, 资金, 年度目标.",
        ),
    )


SENTENCES = [
    (Problem("任务", 7, "责任人", "人员表中没有孙悟空。"),
     "工作表“任务”第 7 行“责任人”：人员表中没有孙悟空。"),
    (Problem("任务", 0, "", "找不到表头。"), "工作表“任务”：找不到表头。"),
    (Problem("", 0, "", "文件不是工作簿。"), "文件不是工作簿。"),
]  # fmt: skip


@pytest.mark.parametrize(("problem", "sentence"), SENTENCES)
def test_a_problem_says_where_it_is(engine: Engine, problem: Problem, sentence: str) -> None:
    assert problem.sentence(texts("zh_CN")) == sentence


def test_problems_are_told_in_chinese_when_nothing_else_is_asked_for(engine: Engine) -> None:
    content = as_file(with_cell("任务", 3, "责任人", "孙悟空"))

    with reading(engine) as tx:
        result = import_workbook(tx, content, t=texts("zh_CN"), now=NOW, today=TODAY)

    assert [p.reason for p in result.problems] == ["“人员”表中没有“孙悟空”。"]
