"""What would not stand a look-back inspection."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, exists, func, select, true

from rules.policy.flags import UNSETTLED
from rules.policy.items import CLOSED
from rules.policy.lookback import WeakItem, Weakness
from rules.policy.people import Person
from rules.policy.permissions import is_office, sees_whole_city
from storage.closing.tables import closing_clauses, closings
from storage.db.engine import Tx
from storage.ledger.tables import items, milestones, units
from storage.lookback.candidates import shows
from storage.radar.tables import radar_flags

THIN = 6
"""Characters of the words for a clause below which they say nothing."""


def weak_items(tx: Tx, person: Person, expected: date | None) -> list[WeakItem]:
    """Return the weak points of the items this person answers for, by unit and number.

    `expected`: the day on which the inspection is expected.
    """
    return [
        WeakItem(unit=row.unit, code=row.code, weakness=weakness)
        for weakness, condition in (*_conditions(expected), *_told_to_office(person))
        for row in tx.execute(
            select(units.c.name.label("unit"), items.c.code)
            .join(units, items.c.lead_unit_id == units.c.id)
            .where(condition, _answers_for(person))
            .order_by(units.c.id, items.c.position)
        )
    ]


def _answers_for(person: Person) -> ColumnElement[bool]:
    return true() if sees_whole_city(person) else items.c.lead_unit_id.in_(list(person.below))


def _conditions(expected: date | None) -> Iterator[tuple[Weakness, ColumnElement[bool]]]:
    closed = items.c.state.in_(list(CLOSED))
    yield Weakness.NO_PHOTO, closed & ~shows("photo")
    yield Weakness.THIN_CLAUSE, closed & _has_thin_clause()
    reached = exists().where(
        milestones.c.item_id == items.c.id, milestones.c.reached_on.is_not(None)
    )
    yield Weakness.BARE_MILESTONE, reached & ~shows()
    if expected is not None:
        yield Weakness.OPEN_TOO_LONG, ~closed & (items.c.deadline < expected)


def _told_to_office(person: Person) -> Iterator[tuple[Weakness, ColumnElement[bool]]]:
    """Yield what heads and leaders are not told: flags that wait for the office's conclusion."""
    if is_office(person):
        waiting = radar_flags.c.state.in_(list(UNSETTLED))
        yield Weakness.FLAGGED, exists().where(radar_flags.c.item_id == items.c.id, waiting)


def _has_thin_clause() -> ColumnElement[bool]:
    """Select items in whose last application a clause has hardly any words."""
    last = select(func.max(closings.c.id)).where(closings.c.item_id == items.c.id).scalar_subquery()
    return exists().where(
        closing_clauses.c.closing_id == last, func.length(closing_clauses.c.words) < THIN
    )
