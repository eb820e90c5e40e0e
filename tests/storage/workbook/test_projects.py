"""Projects, their money and yearly targets: in, out, the same again, and refused in words."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, update

from storage.db.engine import Engine, reading, writing
from storage.projects.tables import project_funds, projects, year_targets
from storage.workbook import export_workbook
from tests.support.auditing import verified
from tests.support.projects import with_project_cell, with_projects
from tests.support.workbooks import NOW, Plan, counts, drawn, ledger, rows_of, take

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SHEETS = ("项目", "资金", "年度目标")


def exported(engine: Engine, folder: Path) -> bytes:
    with reading(engine) as tx:
        export_workbook(tx, folder / "city.xlsx", now=NOW)
    return (folder / "city.xlsx").read_bytes()


def test_they_come_in_and_go_out_and_come_in_again_unchanged(
    engine: Engine, tmp_path: Path
) -> None:
    plan = with_projects()
    assert take(engine, plan).problems == ()
    file = exported(engine, tmp_path)
    out = drawn(file, SHEETS)
    assert [row[:11] for row in out["项目"]] == [
        [float(cell) if isinstance(cell, int) else cell for cell in row] for row in plan["项目"]
    ]
    assert out["资金"] == [
        [float(cell) if isinstance(cell, int) else cell for cell in row] for row in plan["资金"]
    ]
    before = ledger(engine)
    assert [counts(take(engine, file))[name] for name in SHEETS] == [
        (0, 0, 2),
        (0, 0, 2),
        (0, 0, 3),
    ]
    assert ledger(engine) == before


def test_the_journal_holds_them(engine: Engine) -> None:
    take(engine, with_projects())
    take(engine, with_project_cell("资金", 2, "到位（万元）", 2100))
    assert verified(engine) is None
    for table, values in (
        (projects, {"size": Decimal(13)}),
        (project_funds, {"received": Decimal(2000)}),
        (year_targets, {"target": Decimal(9)}),
    ):
        with writing(engine) as tx:
            row = select(table.c.id).order_by(table.c.id).limit(1).scalar_subquery()
            tx.execute(update(table).where(table.c.id == row).values(values))
    broken = verified(engine)
    assert broken is not None
    assert (broken.table, broken.columns) == ("projects", ("size",))


@on_sqlite
def test_a_second_import_updates_by_number_and_source(engine: Engine) -> None:
    take(engine, with_projects())
    changed = with_project_cell("资金", 3, "批复文号", "云财〔2026〕5号")
    changed["资金"][2][3] = "0.15亿元"
    changed["项目"][1][10] = date(2026, 11, 2)
    result = take(engine, changed)
    assert result.problems == ()
    assert [counts(result)[name] for name in SHEETS] == [(0, 1, 1), (0, 1, 1), (0, 0, 3)]
    query = select(project_funds.c.document, project_funds.c.approved)
    assert rows_of(engine, query.order_by(project_funds.c.id)) == [
        ("环资〔2026〕18号", Decimal(3000)),
        ("云财〔2026〕5号", Decimal(1500)),
    ]


REFUSED = [
    ("资金", 2, "到位（万元）", 3500, "More has arrived (3500) than was approved (3000)."),
    ("资金", 2, "支付（万元）", 1801, "More was paid (1801) than has arrived (1800)."),
    (
        "项目", 3, "实际开工", date(2026, 11, 1),
        "It cannot be started before any of its money is approved.",
    ),
    (
        "项目", 2, "实际开工", date(2025, 11, 1),
        "It cannot be started before it is approved (环资〔2026〕18号、云财〔2026〕3号).",
    ),
    (
        "项目", 2, "实际开工", date(2026, 11, 25),
        "2026-11-25 is still to come; please write when it happened.",
    ),
    ("项目", 2, "任务编号", "99", "99 is not in sheet 任务."),
    (
        "项目", 2, "类别", "桥梁",
        "桥梁 is none of 管网, 雨污分流, 污水处理厂新建, 污水处理厂改造, 其他.",
    ),
    ("项目", 3, "项目编号", "P1", "P1 already stands in row 2."),
    ("资金", 3, "项目编号", "P9", "P9 is not in sheet 项目."),
    ("年度目标", 4, "项目编号", "", "Please fill in 任务编号 or 项目编号."),
    (
        "年度目标", 3, "目标量", 16,
        "The targets of all years come to 24, more than 23.5 in all; "
        "please write what is to be done in each year alone.",
    ),
    ("年度目标", 3, "年度", "明年", "明年 is not a year; please write it like 2026."),
]  # fmt: skip


@on_sqlite
@pytest.mark.parametrize(("sheet", "row", "column", "value", "reason"), REFUSED)
def test_what_cannot_be_is_refused_by_sheet_row_and_column(
    engine: Engine, sheet: str, row: int, column: str, value: object, reason: str
) -> None:
    empty = ledger(engine)
    found = take(engine, with_project_cell(sheet, row, column, value)).problems
    assert [(each.sheet, each.row, each.column, each.reason) for each in found] == [
        (sheet, row, column, reason)
    ]
    assert ledger(engine) == empty


@on_sqlite
def test_money_in_another_measure_is_refused(engine: Engine) -> None:
    plan: Plan = with_projects()
    plan["资金"][0][3] = "批复（亿元）"
    found = take(engine, plan).problems
    assert [each.reason for each in found] == ["Column 批复（亿元） must be in 万元."]
