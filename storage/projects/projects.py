"""Projects with their money and yearly targets, as far as somebody may see them."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from rules.policy.people import Person
from rules.policy.projects import Fund, Project, YearTarget
from storage.db.engine import NotThere, Tx
from storage.db.mapping import to_value
from storage.db.query import RawRow
from storage.ledger.item_filter import ItemFilter, conditions
from storage.ledger.item_store import visible_to
from storage.ledger.tables import items
from storage.projects import year_targets
from storage.projects.tables import project_funds, projects

_OWN = [column for column in projects.c if column.name != "position"]


def visible(tx: Tx, person: Person, of: ItemFilter) -> list[Project]:
    """Return the projects of the items that the person may see, in the workbook's order."""
    seen = select(items.c.id).where(visible_to(person), *conditions(of))
    return _read(tx, projects.c.item_id.in_(seen))


def any_visible(tx: Tx, person: Person) -> bool:
    """Return whether there is a project that the person may see."""
    seen = select(items.c.id).where(visible_to(person))
    there = select(projects.c.id).where(projects.c.item_id.in_(seen)).limit(1)
    return tx.execute(there).first() is not None


def of_items(tx: Tx, numbers: Sequence[int]) -> list[Project]:
    """Return the projects of items."""
    return _read(tx, projects.c.item_id.in_(numbers)) if numbers else []


def by_id(tx: Tx, number: int) -> Project:
    """Return a project. Raises NotThere."""
    found = _read(tx, projects.c.id == number)
    if not found:
        raise NotThere("no project of this number")
    return found[0]


def _read(tx: Tx, which: ColumnElement[bool]) -> list[Project]:
    rows = tx.execute(select(*_OWN).where(which).order_by(projects.c.position)).all()
    numbers = [row.id for row in rows]
    funds, targets = _funds(tx, numbers), year_targets.of_projects(tx, numbers)
    return [_project(row, funds.get(row.id, []), targets.get(row.id, [])) for row in rows]


def _project(row: RawRow, funds: Sequence[Fund], targets: Sequence[YearTarget]) -> Project:
    return Project(**row._mapping, funds=tuple(funds), targets=tuple(targets))


def _funds(tx: Tx, numbers: Sequence[int]) -> dict[int, list[Fund]]:
    found: dict[int, list[Fund]] = defaultdict(list)
    query = select(project_funds).where(project_funds.c.project_id.in_(numbers))
    for row in tx.execute(query.order_by(project_funds.c.id)) if numbers else ():
        found[row.project_id].append(to_value(Fund, row))
    return found
