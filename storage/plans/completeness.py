"""What the plans of items lack, counted by lead unit: rules/policy/plans.lacks, asked of the table."""

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from rules.policy.closing import LONG_TERM
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.plans import LASTING, PlanLack, UnitPlans, lacks
from storage.db.engine import Tx
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter, conditions
from storage.ledger.item_mapper import UP_TO_OWNER
from storage.ledger.tables import items, milestones, persons, units
from storage.people import people

_VACANT = items.c.owner_id.in_(select(persons.c.id).where(persons.c.left_on.is_not(None)))
_DATED = items.c.id.in_(select(milestones.c.item_id).where(milestones.c.due.is_not(None)))
_LACKING: dict[PlanLack, ColumnElement[bool]] = {
    PlanLack.OWNER: _VACANT,
    PlanLack.GOAL: func.trim(items.c.goal) == "",
    PlanLack.MEASURES: func.trim(items.c.measures) == "",
    PlanLack.QUANTITY: items.c.total.is_(None),
    PlanLack.MILESTONES: not_(_DATED),
    PlanLack.FUNDING: func.trim(items.c.funding) == "",
}


def _lacks(lack: PlanLack) -> ColumnElement[bool]:
    if lack in LASTING:
        return and_(items.c.kind != LONG_TERM, _LACKING[lack])
    return _LACKING[lack]


_INCOMPLETE = or_(*(_lacks(lack) for lack in PlanLack))


def of_item(tx: Tx, item: Item) -> tuple[PlanLack, ...]:
    """Return what an item's plan lacks."""
    vacant = people.by_id(tx, item.owner.id).left_on is not None
    return lacks(item, item_store.steps_of_one(tx, item.id), vacant=vacant)


def by_unit(tx: Tx, person: Person, of: ItemFilter) -> list[UnitPlans]:
    """Count what this person may see of the items that are up to their owners, the worst first."""
    counted = [func.sum(case((_lacks(lack), 1), else_=0)) for lack in PlanLack]
    incomplete = func.sum(case((_INCOMPLETE, 1), else_=0))
    query = (
        select(units.c.name, func.count(), incomplete, *counted)
        .select_from(items.join(units, items.c.lead_unit_id == units.c.id))
        .where(UP_TO_OWNER, item_store.visible_to(person), *conditions(of))
        .group_by(units.c.id, units.c.name)
    )
    found = [
        UnitPlans(
            row[0],
            row[1],
            row[2],
            tuple((k, n) for k, n in zip(PlanLack, row[3:], strict=True) if n),
        )
        for row in tx.execute(query)
    ]
    return sorted(found, key=lambda row: (-row.incomplete, row.unit))


def incomplete_by_unit(tx: Tx) -> dict[int, int]:
    """Count the items of each lead unit that are up to their owners and whose plan lacks something."""
    query = select(items.c.lead_unit_id, func.count()).where(UP_TO_OWNER, _INCOMPLETE)
    return {row[0]: row[1] for row in tx.execute(query.group_by(items.c.lead_unit_id))}
