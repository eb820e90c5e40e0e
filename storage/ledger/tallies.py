"""Items counted by unit or by category, in one statement."""

from datetime import date, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, case, func, not_, or_, select

from rules.policy.items import CLOSED
from rules.policy.people import Person
from rules.policy.tallies import DUE_SOON_DAYS, Tally
from storage.db.engine import Tx
from storage.db.query import Expression, Query
from storage.ledger.item_filter import ItemFilter, conditions
from storage.ledger.item_mapper import UNDONE
from storage.ledger.item_store import visible_to
from storage.ledger.tables import findings, items, persons, units

By = Literal["unit", "category", "aspect", "owner", "guarantor"]
EVERYTHING = ItemFilter()


def tally(
    tx: Tx,
    person: Person,
    today: date,
    by: By,
    of: ItemFilter = EVERYTHING,
) -> list[Tally]:
    """Count one row a unit or category of what this person may see, worst first."""
    query = _counts(today, by).where(visible_to(person), *conditions(of))
    rows = [Tally(*row) for row in tx.execute(query)]
    return sorted(rows, key=lambda r: (-r.overdue, -r.due_soon, r.name))


def counted_by(
    tx: Tx, person: Person, today: date, column: Expression, of: ItemFilter = EVERYTHING
) -> dict[int, Tally]:
    """Count what this person may see by a column of the items, without names; not where it is empty."""
    query = select(column, *_columns(today)).where(
        column.is_not(None), visible_to(person), *conditions(of)
    )
    return {row[0]: Tally("", *row[1:]) for row in tx.execute(query.group_by(column))}


def counted_by_unit(
    tx: Tx, today: date, units_in: frozenset[int] | None = None
) -> dict[int, Tally]:
    """Count every unit that leads items, from one index."""
    query = select(items.c.lead_unit_id, *_columns(today)).group_by(items.c.lead_unit_id)
    if units_in is not None:
        query = query.where(items.c.lead_unit_id.in_(units_in))
    names = {row.id: row.name for row in tx.execute(select(units.c.id, units.c.name))}
    return {row[0]: Tally(names[row[0]], *row[1:]) for row in tx.execute(query)}


def _counts(today: date, by: By) -> Query:
    counted = items.join(units, items.c.lead_unit_id == units.c.id).join(findings)
    name = _NAMES[by]
    if by in _PEOPLE:
        counted = counted.join(persons, _PEOPLE[by])
    of_each = [name, persons.c.id] if by in _PEOPLE else [name]
    query = select(name).add_columns(*_columns(today))
    return query.select_from(counted).group_by(*of_each)


_NAMES: dict[By, Expression] = {
    "unit": units.c.name,
    "category": findings.c.category,
    "aspect": findings.c.aspect,
    "owner": persons.c.name,
    "guarantor": persons.c.name,
}
_PEOPLE: dict[By, ColumnElement[bool]] = {
    "owner": items.c.owner_id == persons.c.id,
    "guarantor": or_(
        items.c.city_leader_id == persons.c.id, items.c.duty_leader_id == persons.c.id
    ),
}
"""Whose items are counted: one of two guarantors has the item as well as the other."""


def _columns(today: date) -> list[ColumnElement[int]]:
    late = items.c.deadline < today
    soon = items.c.deadline <= today + timedelta(days=DUE_SOON_DAYS)
    dated = items.c.deadline.is_not(None)
    return [
        func.count(),
        how_many(not_(UNDONE)),
        how_many(items.c.state.in_(CLOSED)),
        how_many(and_(UNDONE, or_(not_(dated), not_(soon)))),
        how_many(and_(UNDONE, dated, soon, not_(late))),
        how_many(and_(UNDONE, dated, late)),
    ]


def how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Count the rows of a group that fulfil a condition."""
    return func.sum(case((condition, 1), else_=0))


def categories(tx: Tx) -> list[str]:
    """Return the categories of the findings, in their order."""
    query = select(findings.c.category, func.min(findings.c.position)).group_by(findings.c.category)
    return [row.category for row in sorted(tx.execute(query), key=lambda row: row[1])]
