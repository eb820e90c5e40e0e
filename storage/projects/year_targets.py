"""What items, and projects, are to reach in each year."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from sqlalchemy import ColumnElement, select

from rules.policy.projects import YearTarget
from storage.db.engine import Tx
from storage.db.mapping import to_value
from storage.ledger.tables import reports
from storage.projects.tables import year_targets

Targets = dict[int, list[YearTarget]]


def of_items(tx: Tx, numbers: Iterable[int]) -> Targets:
    """Return the yearly targets of items as a whole, by item, the earliest first."""
    return _of(tx, year_targets.c.item_id, list(numbers))


def of_projects(tx: Tx, numbers: Iterable[int]) -> Targets:
    """Return the yearly targets of projects, by project, the earliest first."""
    return _of(tx, year_targets.c.project_id, list(numbers))


def _of(tx: Tx, of: ColumnElement[int], numbers: list[int]) -> Targets:
    found: Targets = defaultdict(list)
    query = select(of.label("of"), year_targets.c.year, year_targets.c.target)
    for row in tx.execute(query.where(of.in_(numbers)).order_by("year")) if numbers else ():
        found[row.of].append(to_value(YearTarget, row))
    return dict(found)


def done_before(tx: Tx, item: int, moment: datetime) -> Decimal:
    """Return what was reported as done of an item before a moment; what was put right was never so."""
    right = reports.alias("right")
    corrected = select(right.c.corrects_id).where(right.c.corrects_id.is_not(None))
    query = select(reports.c.done).where(
        reports.c.item_id == item,
        reports.c.done.is_not(None),
        reports.c.at < moment,
        reports.c.id.not_in(corrected),
    )
    found: Decimal | None = tx.execute(query.order_by(reports.c.id.desc()).limit(1)).scalar()
    return found or Decimal(0)


def items_with_any(tx: Tx) -> list[int]:
    """Return the items that have yearly targets of their own."""
    query = select(year_targets.c.item_id).where(year_targets.c.item_id.is_not(None))
    return list(tx.execute(query.distinct()).scalars())
