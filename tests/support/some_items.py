"""Items as values, for rules that need one."""

from datetime import date
from decimal import Decimal

from rules.policy.items import Item, NamedRef, State


def counted(
    *,
    total: str | None = "45",
    measure: str = "栋",
    done: str | None = None,
    deadline: date | None = date(2026, 11, 30),
) -> Item:
    return Item(
        id=1,
        code="1",
        title="1号别墅群拆除",
        kind="限期整改",
        state=State.UNDER_WAY,
        aspect="重点任务落实",
        category="别墅违建",
        finding="别墅违建问题整改不到位",
        key=True,
        goal="全部拆除",
        measures="逐栋拆除",
        lead=NamedRef(1, "青山县"),
        owner=NamedRef(1, "张伟"),
        deadline=deadline,
        total=None if total is None else Decimal(total),
        measure=measure,
        done=None if done is None else Decimal(done),
    )
