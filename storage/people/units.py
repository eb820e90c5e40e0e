"""Units by their kind, and which stands above which."""

from sqlalchemy import select

from rules.policy.items import NamedRef
from rules.policy.people import UnitKind
from storage.db.engine import Tx
from storage.db.mapping import fetch_one
from storage.ledger.tables import units


def kind_of(tx: Tx, unit: int) -> str:
    """Return the kind of a unit, as the workbook writes it."""
    kind: str = tx.execute(select(units.c.kind).where(units.c.id == unit)).scalar_one()
    return kind


def of_kind(tx: Tx, kind: UnitKind) -> list[str]:
    """Return the names of the units of a kind, in the order in which they came."""
    query = select(units.c.name).where(units.c.kind == kind).order_by(units.c.id)
    return list(tx.execute(query).scalars())


def above(tx: Tx, unit: int) -> NamedRef | None:
    """Return the unit that a unit belongs to; None where there is none."""
    over = select(units.c.parent_id).where(units.c.id == unit).scalar_subquery()
    return fetch_one(tx, NamedRef, select(units).where(units.c.id == over))
