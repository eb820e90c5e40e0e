"""Milestones of items: which are due in some days, overdue, or reached."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, not_, or_, select

from rules.policy.people import Person
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.ledger.item_filter import ItemFilter, conditions
from storage.ledger.item_mapper import UNDONE
from storage.ledger.item_store import visible_to
from storage.ledger.tables import items, milestones, persons, units

REACHED = or_(
    milestones.c.reached_on.is_not(None),
    not_(UNDONE),
    and_(
        milestones.c.target.is_not(None),
        items.c.done.is_not(None),
        items.c.done >= milestones.c.target,
    ),
)
"""By word of its owner, by the item's figures, or because all of the item is done."""


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone with its item."""

    item_id: int
    code: str
    title: str
    name: str
    due: date | None
    target: Decimal | None
    measure: str
    lead: str
    owner: str
    reached: bool


@dataclass(frozen=True, slots=True)
class StepQuery:
    """Milestones due from one day to another; `reached`: only those that are, or that are not."""

    first: date | None = None
    last: date | None = None
    reached: bool | None = None


def listed(tx: Tx, person: Person, of: ItemFilter, asked: StepQuery) -> list[MilestoneRow]:
    """Return milestones of items that a person may see, the nearest first."""
    query = (
        select(
            milestones.c.item_id,
            items.c.code,
            items.c.title,
            milestones.c.name,
            milestones.c.due,
            milestones.c.target,
            items.c.measure,
            units.c.name.label("lead"),
            persons.c.name.label("owner"),
            REACHED.label("reached"),
        )
        .join(items, milestones.c.item_id == items.c.id)
        .join(units, items.c.lead_unit_id == units.c.id)
        .join(persons, items.c.owner_id == persons.c.id)
        .where(visible_to(person), *conditions(of), *_asked(asked))
        .order_by(
            milestones.c.due.is_(None), milestones.c.due, items.c.position, milestones.c.position
        )
    )
    return fetch_all(tx, MilestoneRow, query)


def _asked(asked: StepQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.first is not None:
        found.append(milestones.c.due >= asked.first)
    if asked.last is not None:
        found.append(milestones.c.due <= asked.last)
    if asked.reached is not None:
        found.append(REACHED if asked.reached else not_(REACHED))
    return found
