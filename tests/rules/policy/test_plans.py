"""What a plan's steps come to, and which plans are refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rules.policy.items import Milestone
from rules.policy.plans import Faulty, PlanFault, PlanLack, WrittenStep, lacks, steps_of
from tests.support.items import TODAY, villa

ITEM = villa(
    deadline=date(2026, 12, 31),
    funding="财政资金",
    done=Decimal(12),
)
REACHED = Milestone(1, 1, "完成方案", TODAY, "", None, None, reached_on=TODAY)


def step(name: str, day: int, amount: int | None = None, **more: bool) -> WrittenStep:
    value = None if amount is None else Decimal(amount)
    return WrittenStep(name, date(2026, 12, day), value, **more)


@pytest.mark.parametrize(
    ("written", "targets"),
    [
        ([step("a", 10), step("b", 20, 20), step("c", 31, rest=True)], [None, 32, 45]),
        ([step("b", 20, 20, in_all=True), step("c", 31, 25)], [20, 45]),
        ([step("b", 20, 60, share=True)], [27]),
    ],
)
def test_targets_count_from_what_is_done(
    written: list[WrittenStep], targets: list[int | None]
) -> None:
    found = steps_of(written, ITEM, [], TODAY)
    assert not isinstance(found, Faulty)
    assert [each.target for each in found] == targets


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ([step("b", 20, 20), step("c", 31, 14)], PlanFault.OVER_WHOLE),
        ([step("b", 20, 10, in_all=True)], PlanFault.FALLS),
        ([replace(step("b", 20), due=date(2027, 1, 1))], PlanFault.AFTER_DEADLINE),
        ([replace(step("b", 20), due=date(2026, 11, 23))], PlanFault.PAST),
        ([step("c", 31), step("b", 20)], PlanFault.OUT_OF_ORDER),
        ([step("完成方案", 20)], PlanFault.REACHED),
        ([step(str(n), 20) for n in range(21)], PlanFault.TOO_MANY),
    ],
)
def test_refused(written: list[WrittenStep], why: PlanFault) -> None:
    found = steps_of(written, ITEM, [REACHED], TODAY)
    assert isinstance(found, Faulty)
    assert found.why is why


def test_names_that_come_twice_are_told_apart() -> None:
    found = steps_of([step("拆10栋", 10, 10), step("拆10栋", 20, 10)], ITEM, [], TODAY)
    assert not isinstance(found, Faulty)
    assert [each.name for each in found] == ["拆10栋", "拆10栋（2026-12-20）"]


def test_what_an_item_lacks() -> None:
    dated = replace(REACHED, reached_on=None)
    bare = replace(ITEM, goal=" ", measures="", total=None, funding="")
    assert lacks(ITEM, [dated], vacant=False) == ()
    assert lacks(bare, [], vacant=True) == tuple(PlanLack)
    assert lacks(replace(bare, kind="长期坚持"), [], vacant=False) == (
        PlanLack.GOAL,
        PlanLack.MEASURES,
        PlanLack.FUNDING,
    )
