"""Who reported in some days, and on how many items."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from rules.language.no_change import ZERO
from rules.policy.people import Person
from storage.db.engine import Tx
from storage.db.mapping import fetch_all
from storage.ledger.item_filter import ItemFilter, conditions
from storage.ledger.item_store import visible_to
from storage.ledger.tables import items, persons, reports, units


@dataclass(frozen=True, slots=True)
class Reporter:
    """An official with the number of items they reported on."""

    name: str
    unit: str
    items: int


def between(
    tx: Tx,
    person: Person,
    item_filter: ItemFilter,
    days: tuple[datetime, datetime],
    *,
    unchanged: bool,
) -> list[Reporter]:
    """Return who reported on items that a person may see; `unchanged`: only that nothing changed."""
    kind = reports.c.kind == ZERO if unchanged else reports.c.kind != ZERO
    query = (
        select(
            persons.c.name,
            units.c.name.label("unit"),
            func.count(reports.c.item_id.distinct()).label("items"),
        )
        .select_from(reports)
        .join(items, reports.c.item_id == items.c.id)
        .join(persons, reports.c.person_id == persons.c.id)
        .join(units, persons.c.unit_id == units.c.id)
        .where(reports.c.at >= days[0], reports.c.at < days[1], kind)
        .where(visible_to(person), *conditions(item_filter))
        .group_by(persons.c.id, persons.c.name, units.c.id, units.c.name)
        .order_by(units.c.id, persons.c.id)
    )
    return fetch_all(tx, Reporter, query)
