"""Goals that were copied, figures included, are found after an import."""

import pytest

from storage.db.engine import Engine, reading
from storage.radar import flags
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import MORNING
from tests.support.workbooks import Plan, plan, take

GOAL = "2026年底前污水集中收集率达到84.5%以上"


def with_goals(*goals: str) -> Plan:
    """The plan with these goals of its items, in their order."""
    changed = plan()
    column = changed["任务"][0].index("整改目标")
    for row, goal in zip(changed["任务"][1:], goals, strict=True):
        row[column] = goal
    return changed


def found(engine: Engine) -> list[tuple[str, str, str]]:
    tick(Dialogue(engine), MORNING, "radar")
    with reading(engine) as tx:
        return [(flag.kind, flag.words, flag.other_words) for flag in flags.found(tx)]


def test_a_goal_of_another_unit_is_found_once(engine: Engine) -> None:
    take(engine, with_goals(GOAL, f" {GOAL}。", "整改到位"))
    once = [("copied_goal", f"{GOAL}。", GOAL)]
    assert found(engine) == once
    take(engine, with_goals(GOAL, f"{GOAL}。", "全面整改到位"))
    assert found(engine) == once


@pytest.mark.parametrize(
    "goals",
    [
        ("整改到位", "整改到位", "整改到位"),
        ("2026年12月底前完成整改", "2026年12月底前完成整改", "2026年12月底前完成整改"),
        (GOAL, GOAL.replace("84.5", "85.4"), GOAL.replace("84.5", "845")),
    ],
    ids=["without a figure", "only a date", "other figures"],
)
def test_goals_that_are_no_sign(engine: Engine, goals: tuple[str, str, str]) -> None:
    take(engine, with_goals(*goals))
    assert found(engine) == []
