"""How an item is read from the tables: one row with every name it carries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row, Select, select

from rules.items import Item, Named, State
from storage.database import Tx
from storage.editions import OfTheEdition
from storage.tables import findings, item_units, items, persons, units

lead, supervising, verifying = (units.alias(n) for n in ("lead", "supervising", "verifying"))
owner, city_leader, duty_leader = (persons.alias(n) for n in ("owner", "city", "duty"))


WHOLE: Select[Any] = (
    select(
        items,
        findings.c.aspect,
        findings.c.category,
        findings.c.words.label("finding"),
        findings.c.key,
        lead.c.name.label("lead"),
        owner.c.name.label("owner"),
        city_leader.c.name.label("city_leader"),
        duty_leader.c.name.label("duty_leader"),
        supervising.c.name.label("supervising"),
        verifying.c.name.label("verifying"),
    )
    .join(findings, items.c.finding_id == findings.c.id)
    .join(lead, items.c.lead_unit_id == lead.c.id)
    .join(owner, items.c.owner_id == owner.c.id)
    .outerjoin(city_leader, items.c.city_leader_id == city_leader.c.id)
    .outerjoin(duty_leader, items.c.duty_leader_id == duty_leader.c.id)
    .outerjoin(supervising, items.c.supervising_unit_id == supervising.c.id)
    .outerjoin(verifying, items.c.verifying_unit_id == verifying.c.id)
)


def read(tx: Tx, query: Select[Any], given: Mapping[str, object] | None = None) -> list[Item]:
    """The items of a query made from WHOLE."""
    return as_items(tx, tx.execute(query, given or {}))


def as_items(tx: Tx, rows: Iterable[Row[Any]]) -> list[Item]:
    """The items in rows of WHOLE's columns."""
    supporting = _supporting(tx)
    return [_item(row, supporting) for row in rows]


def _supporting_units(tx: Tx) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in tx.execute(select(item_units.c.item_id, item_units.c.unit_id)):
        found[row.item_id].add(row.unit_id)
    return {item: frozenset(of_it) for item, of_it in found.items()}


_supporting = OfTheEdition(_supporting_units)


def _item(row: Row[Any], supporting: dict[int, frozenset[int]]) -> Item:
    return Item(
        id=row.id,
        code=row.code,
        title=row.title,
        kind=row.kind,
        state=State(row.state),
        aspect=row.aspect,
        category=row.category,
        finding=row.finding,
        key=row.key,
        goal=row.goal,
        measures=row.measures,
        lead=Named(row.lead_unit_id, row.lead),
        owner=Named(row.owner_id, row.owner),
        deadline=row.deadline,
        deadline_words=row.deadline_words,
        city_leader=named(row.city_leader_id, row.city_leader),
        duty_leader=named(row.duty_leader_id, row.duty_leader),
        supervising=named(row.supervising_unit_id, row.supervising),
        verifying=named(row.verifying_unit_id, row.verifying),
        supporting=supporting.get(row.id, frozenset()),
        funding=row.funding,
        total=row.total,
        measure=row.measure,
        done=row.done,
        percent=row.percent,
        promised_on=row.promised_on,
        reported_at=row.reported_at,
        finished_on=row.finished_on,
    )


def named(number: int | None, name: str | None) -> Named | None:
    return None if number is None or name is None else Named(number, name)
