"""One item for tables of rules, changed where a situation differs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from rules.policy.items import Item, Milestone, NamedRef, State

TODAY = date(2026, 11, 24)
"""A Tuesday."""

VILLA = Item(
    id=1,
    code="1",
    title="1号别墅群拆除",
    kind="限期整改",
    state=State.UNDER_WAY,
    aspect="重点任务落实",
    category="别墅违建",
    finding="别墅违建问题整改不到位",
    key=True,
    goal="整改到位",
    measures="按方案推进",
    lead=NamedRef(1, "青山县"),
    owner=NamedRef(1, "张伟"),
    deadline=date(2026, 12, 15),
    total=Decimal(45),
    measure="栋",
)


def villa(**changes: Any) -> Item:
    return replace(VILLA, **changes)


def counted(
    *,
    total: str | None = "45",
    measure: str = "栋",
    done: str | None = None,
    deadline: date | None = date(2026, 11, 30),
) -> Item:
    """Return the villa with these amounts, as they are written; its deadline is Monday next."""
    return villa(
        goal="全部拆除",
        measures="逐栋拆除",
        total=None if total is None else Decimal(total),
        measure=measure,
        done=None if done is None else Decimal(done),
        deadline=deadline,
    )


def step(due: date | None, target: int | None = None, reached_on: date | None = None) -> Milestone:
    """Return a milestone of the villas: so many down by a day."""
    amount = None if target is None else Decimal(target)
    return Milestone(1, 1, "拆除30栋", due, "", NamedRef(1, "青山县"), amount, reached_on)
