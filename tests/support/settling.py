"""The rows every invented city is made of: one campaign, two findings, units, people and items."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import insert, select

from storage.db.engine import Tx
from storage.ledger.tables import campaigns, findings, items, milestones, persons, units


def open_campaign(tx: Tx, unit_rows: Iterable[tuple[str, str]]) -> None:
    """Write the campaign, its units as (name, kind), and one finding of each kind."""
    tx.execute(
        insert(campaigns).values(
            name="省环保督察整改",
            started_on=date(2026, 9, 20),
            half_year_on=date(2027, 3, 20),
            look_back_on=date(2027, 6, 1),
            edition=1,
        )
    )
    for name, kind in unit_rows:
        tx.execute(insert(units).values(name=name, kind=kind))
    for position, category in enumerate(("别墅违建", "水环境基础设施"), 1):
        tx.execute(
            insert(findings).values(
                code=str(position),
                position=position,
                aspect="重点任务落实",
                category=category,
                words=f"{category}问题整改不到位",
                key=position == 1,
            )
        )


def add_person(tx: Tx, name: str, unit: int, post: str, roles: str) -> None:
    """Write one official, who has not enrolled."""
    values = {"name": name, "unit_id": unit, "post": post, "roles": roles, "phone": ""}
    tx.execute(insert(persons).values(**values))


def add_item(tx: Tx, position: int, total: object, **columns: object) -> None:
    """Write one item; `total` is what is to be done, as it is written, or None."""
    plan = {"goal": "整改到位", "measures": "按方案推进", "deadline_words": "", "funding": ""}
    amount = None if total is None else Decimal(str(total))
    row = {"kind": "限期整改", "supervising_unit_id": 5, "state": "整改中", **plan, **columns}
    tx.execute(insert(items).values(position=position, total=amount, **row))


def add_like(tx: Tx, item: int, number: int, **columns: object) -> None:
    """Write one item more, like this one but for its number, code and place, and these columns."""
    row = dict(tx.execute(select(items).where(items.c.id == item)).mappings().one())
    own = {"id": number, "code": str(number), "position": number}
    tx.execute(insert(items).values(row | own | columns))


def add_milestone(tx: Tx, item: int, name: str, unit: int, due: date, target: int) -> None:
    """Write an item's first milestone."""
    tx.execute(
        insert(milestones).values(
            item_id=item,
            position=1,
            name=name,
            unit_id=unit,
            due=due,
            due_words="",
            target=Decimal(target),
        )
    )
