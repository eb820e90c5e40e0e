"""A second import updates by number or name, duplicates nothing and leaves reports alone."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from rules.policy.items import State
from storage import audit
from storage.db.engine import Engine, reading, writing
from storage.ledger import item_store, milestones
from storage.ledger.tables import items, persons, reports
from storage.reporting.reports import Report, keep
from storage.workbook.exporting import CITY_TIME
from tests.support.facts import facts_of
from tests.support.workbooks import (
    NOW,
    Plan,
    counts,
    ledger,
    plan,
    rows_of,
    take,
    with_cell,
    with_row,
    without,
)

AGAIN = {
    "单位": (0, 0, 4),
    "人员": (0, 0, 4),
    "问题": (0, 0, 2),
    "任务": (0, 0, 3),
    "节点": (0, 0, 3),
}
"""Every row of the plan, left alone."""


CHANGED: list[tuple[str, Plan, str, str, list[str]]] = [
    ("item_by_its_number", with_cell("任务", 2, "任务名称", "别墅群全部拆除"), "任务", "1",
     ["任务名称"]),
    ("item_by_one_of_its_numbers", with_cell("任务", 3, "任务编号", "市9"), "任务", "市9",
     ["任务编号"]),
    ("owner", with_cell("任务", 4, "责任人", "张伟（青山县）"), "任务", "3", ["责任人"]),
    ("deadline", with_cell("任务", 2, "整改时限", "2027年1月底前"), "任务", "1", ["整改时限"]),
    ("supporting_units", with_cell("任务", 4, "配合单位", "青山县"), "任务", "3", ["配合单位"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "sheet", "code", "fields"), [c[1:] for c in CHANGED], ids=[c[0] for c in CHANGED]
)
def test_a_changed_item_is_updated_and_written_down(
    engine: Engine, changed: Plan, sheet: str, code: str, fields: list[str]
) -> None:
    take(engine, plan())

    result = take(engine, changed)

    assert counts(result) == AGAIN | {sheet: (0, 1, 2)}
    assert result.sheets[sheet].changed_codes == [code]
    with reading(engine) as tx:
        item = item_store.by_code(tx, code)
        assert item is not None
        amended = facts_of(tx, item.id)[-1]
    assert (amended.fact, list(amended.body["changes"])) == ("ItemAmended", fields)


def test_a_number_with_an_unseen_character_is_the_same_item(engine: Engine) -> None:
    take(engine, plan())
    file = with_cell("任务", 2, "任务编号", "1\u200b")
    file["任务"][1][13] = "2027年9月底前"

    assert counts(take(engine, file)) == AGAIN | {"任务": (0, 1, 2)}
    query = select(items.c.code, items.c.deadline).order_by(items.c.position)
    assert rows_of(engine, query)[:2] == [("1", date(2027, 9, 30)), ("2、市9", date(2027, 6, 30))]


UPDATED = [
    ("unit_by_name", with_cell("单位", 3, "类型", "部门"), "单位", (0, 1, 3)),
    ("person_by_name_and_unit", with_cell("人员", 3, "职务", "党组书记"), "人员", (0, 1, 3)),
    ("finding_by_number", with_cell("问题", 2, "是否重点", "否"), "问题", (0, 1, 1)),
    ("milestone_by_name", with_cell("节点", 3, "目标量", 30), "节点", (0, 1, 2)),
    ("renamed_milestone", with_cell("节点", 3, "节点名称", "拆除三十栋"), "节点", (1, 0, 2)),
    ("new_unit", with_row("单位", "白水县", "县区"), "单位", (1, 0, 4)),
]


@pytest.mark.parametrize(
    ("changed", "sheet", "expected"), [u[1:] for u in UPDATED], ids=[u[0] for u in UPDATED]
)
def test_each_sheet_is_updated_by_its_own_key(
    engine: Engine, changed: Plan, sheet: str, expected: tuple[int, int, int]
) -> None:
    take(engine, plan())

    assert counts(take(engine, changed)) == AGAIN | {sheet: expected}


def test_rows_that_the_workbook_lacks_are_left_alone(engine: Engine) -> None:
    take(engine, plan())
    before = ledger(engine)
    shorter = plan()
    del shorter["任务"][2:]
    del shorter["节点"][2:]

    assert counts(take(engine, shorter)) == AGAIN | {"任务": (0, 0, 1), "节点": (0, 0, 1)}
    assert ledger(engine) == before


def test_a_column_that_the_workbook_lacks_is_left_alone(engine: Engine) -> None:
    take(engine, plan())
    narrower = plan()
    narrower["任务"] = [row[:14] for row in narrower["任务"]]

    assert counts(take(engine, narrower)) == AGAIN


def test_once_there_are_items_one_sheet_is_enough(engine: Engine) -> None:
    take(engine, plan())

    assert counts(take(engine, without("单位", "人员", "问题", "节点"))) == {"任务": (0, 0, 3)}


def test_what_reports_told_is_never_touched(engine: Engine) -> None:
    take(engine, plan())
    _report_twelve(engine)

    take(engine, with_cell("任务", 2, "责任人", "李敏"))

    query = select(items.c.state, items.c.done, items.c.reported_at).where(items.c.code == "1")
    assert rows_of(engine, query) == [(State.UNDER_WAY, Decimal(12), NOW)]


def test_a_report_stays_its_writers_when_the_owner_changes(engine: Engine) -> None:
    take(engine, plan())
    _report_twelve(engine)

    take(engine, with_cell("任务", 2, "责任人", "李敏"))

    writer = select(persons.c.name).join(reports, reports.c.person_id == persons.c.id)
    owner = select(persons.c.name).join(items, items.c.owner_id == persons.c.id)
    assert rows_of(engine, writer) == [("张伟",)]
    assert rows_of(engine, owner.where(items.c.code == "1")) == [("李敏",)]


def _report_twelve(engine: Engine) -> None:
    """张伟 of 青山县 reports twelve villas gone."""
    with writing(engine) as tx:
        item = item_store.by_code(tx, "1")
        assert item is not None
        report = Report(item, item.owner.id, "已拆除12栋", done=Decimal(12))
        keep(tx, report, NOW, CITY_TIME)


@pytest.mark.parametrize(
    ("total", "done"), [(46, False), (45, True), (40, True), ("", True)], ids=str
)
def test_what_was_done_of_a_smaller_total_is_not_done_of_a_greater_one(
    engine: Engine, total: object, done: bool
) -> None:
    take(engine, plan())
    with writing(engine) as tx:
        item = item_store.by_code(tx, "1")
        assert item is not None
        report = Report(item, item.owner.id, "45栋全部拆除", done=Decimal(45))
        assessed = item_store.steps_of_one(tx, item.id)[0]
        milestones.reached(tx, assessed, NOW.date(), item.owner.id, NOW, denied=False)
        keep(tx, report, NOW, CITY_TIME)

    take(engine, with_cell("任务", 2, "总量", total))

    with reading(engine) as tx:
        assert (item_store.by_id(tx, item.id).finished_on is not None) is done
        assert audit.first_mismatch(tx, Path()) is None


def test_what_was_done_is_not_done_once_a_milestone_is_added(engine: Engine) -> None:
    take(engine, plan())
    with writing(engine) as tx:
        item = item_store.by_code(tx, "1")
        assert item is not None
        assessed = item_store.steps_of_one(tx, item.id)[0]
        milestones.reached(tx, assessed, NOW.date(), item.owner.id, NOW, denied=False)
        keep(tx, Report(item, item.owner.id, "45栋全部拆除", done=Decimal(45)), NOW, CITY_TIME)
        assert item_store.by_id(tx, item.id).finished_on is not None

    take(engine, with_row("节点", "1", "复绿", "", "2026年12月底前"))

    with reading(engine) as tx:
        assert item_store.by_id(tx, item.id).finished_on is None
        assert audit.first_mismatch(tx, Path()) is None
