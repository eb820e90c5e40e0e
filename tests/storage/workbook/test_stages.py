"""Several stages in one deadline are offered as milestones, and taken where that is accepted."""

from datetime import date

import pytest
from sqlalchemy import select

from storage.db.engine import Engine
from storage.ledger.tables import milestones
from storage.workbook import Answers
from tests.support.workbooks import Plan, plan, rows_of, take, with_cell, without

WORDS = "2026年6月底前完成一期，12月底前完成二期"
STAGED = with_cell("任务", 3, "整改时限", WORDS)


def of_items(engine: Engine) -> list[tuple[object, ...]]:
    return rows_of(engine, select(milestones.c.name, milestones.c.due).order_by(milestones.c.id))


def but_for_item_2(file: Plan) -> Plan:
    return file | {"节点": [row for row in file["节点"] if row[0] != "市9"]}


@pytest.mark.parametrize(
    "file", [but_for_item_2(STAGED), {**without("节点"), **{"任务": STAGED["任务"]}}]
)
def test_they_are_offered_and_entered_with_accept(engine: Engine, file: Plan) -> None:
    shown = take(engine, file, dry_run=True)
    assert [each.words for each in shown.offered] == ["2、市9 完成一期（2026-06-30）"]
    assert not shown.unconfirmed
    taken = take(engine, file, answers=Answers(accepted=True))
    assert ("完成一期", date(2026, 6, 30)) in of_items(engine)
    assert not any("完成一期" in remark for remark in taken.remarks)
    assert take(engine, file, answers=Answers(accepted=True)).changes_anything is False


def test_without_it_only_the_last_day_is_read_and_that_is_said(engine: Engine) -> None:
    result = take(engine, but_for_item_2(STAGED))
    assert ("完成一期", date(2026, 6, 30)) not in of_items(engine)
    assert any("完成一期" in remark for remark in result.remarks)


def test_milestones_of_their_own_sheet_decide(engine: Engine) -> None:
    assert take(engine, STAGED, dry_run=True).offered == ()
    assert take(engine, plan(), dry_run=True).offered == ()
