"""An agreed plan outlives the office's own workbook, which still has the milestones of before."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from rules.policy.plans import PlanStep
from storage.audit import first_mismatch
from storage.db.engine import Engine, reading, writing
from storage.ledger import item_store
from storage.plans import plans
from storage.workbook import KeptValue
from tests.support.workbooks import NOW, plan, take, with_cell

DAY = date(2026, 12, 20)


def agreed(engine: Engine) -> None:
    """Move milestone 拆除过半 of item 1, and add one."""
    steps = [PlanStep("拆除过半", DAY, Decimal(30)), PlanStep("拆完", date(2026, 12, 31))]
    with writing(engine) as tx:
        item = item_store.by_id(tx, 1)
        number = plans.hand_in(tx, item, 1, "12月20日拆30栋，月底拆完", steps, NOW)
        handed_in = plans.by_id(tx, number)
        assert handed_in is not None
        assert plans.agree(tx, handed_in, 1, NOW)


def milestones(engine: Engine) -> list[tuple[str, str, str]]:
    with reading(engine) as tx:
        found = item_store.steps_of_one(tx, 1)
    return [(step.name, str(step.due), str(step.target or "")) for step in found]


def test_the_days_before_a_plan_do_not_come_back(engine: Engine, tmp_path: Path) -> None:
    take(engine, plan())
    agreed(engine)
    result = take(engine, plan())
    assert result.kept == (KeptValue("1", "2026-12-20", "2026-11-30", "拆除过半"),)
    assert milestones(engine) == [
        ("完成评估", "2026-10-31", ""),
        ("拆除过半", "2026-12-20", "30"),
        ("拆完", "2026-12-31", ""),
    ]
    with reading(engine) as tx:
        assert first_mismatch(tx, tmp_path) is None


def test_another_day_is_the_offices_word(engine: Engine) -> None:
    take(engine, plan())
    agreed(engine)
    changed = with_cell("节点", 3, "完成时限", date(2026, 12, 25))
    assert take(engine, changed).kept == ()
    assert milestones(engine)[1] == ("拆除过半", "2026-12-25", "30")
    assert take(engine, changed).kept == ()
