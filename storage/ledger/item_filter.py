"""What a list of items asks for, and the same asked of the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, not_, or_, select

from rules.policy.extensions import ExtensionState
from rules.policy.items import CLOSED, State
from rules.policy.requests import RequestState
from storage.db.query import Expression, Query
from storage.follow_up.tables import blockers, extensions
from storage.ledger.item_mapper import UNDONE
from storage.ledger.tables import findings, item_units, items, persons, reports, units


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What a list asks for; the empty one asks for everything.

    `titled`: parts of titles, any of them. Of `within`, only items that it asks for as well; of
    `excluding`, and of what any of `without` asks for, none. `guaranteed`, `reported`: whether anybody
    guarantees it, or ever reported. `finished`: between these days, both included; with `struck_off`,
    what was struck off without a day it was finished on counts as well.
    """

    owners: frozenset[int] | None = None
    guarantors: frozenset[int] | None = None
    guaranteed_by_two: bool = False
    guaranteed: bool | None = None
    reported: bool | None = None
    unfunded: bool = False
    units: frozenset[int] | None = None
    supervising: frozenset[int] | None = None
    verifying: frozenset[int] | None = None
    supporting: frozenset[int] | None = None
    aspects: frozenset[str] | None = None
    categories: frozenset[str] | None = None
    findings: frozenset[int] | None = None
    types: frozenset[str] | None = None
    funding: frozenset[str] | None = None
    key: bool = False
    holding: str = ""
    titled: tuple[str, ...] = ()
    overdue_on: date | None = None
    due_from: date | None = None
    due_by: date | None = None
    finished: tuple[date, date] | None = None
    struck_off: tuple[datetime, datetime] | None = None
    open_only: bool = False
    done: bool | None = None
    states: frozenset[State] | None = None
    blocked: bool = False
    extension: ExtensionState | None = None
    ids: Sequence[int] | None = None
    within: "ItemFilter | None" = None
    excluding: frozenset[int] = frozenset()
    without: "tuple[ItemFilter, ...]" = ()
    undone_first: bool = False


def order(item_filter: ItemFilter) -> list[Expression]:
    """Order the nearest first; those without a deadline last, where there may be any."""
    nearest: list[Expression] = [items.c.deadline, items.c.position]
    if item_filter.undone_first:
        return [case((UNDONE, 0), else_=1), items.c.deadline.is_(None), *nearest]
    dated = item_filter.overdue_on is not None or item_filter.due_by is not None
    return nearest if dated else [items.c.deadline.is_(None), *nearest]


def conditions(item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    asked = _by_people(item_filter) + _by_place(item_filter)
    if item_filter.holding:
        asked.append(items.c.id.in_(items_holding(item_filter.holding)))
    if item_filter.titled:
        parts = (items.c.title.icontains(part, autoescape=True) for part in item_filter.titled)
        asked.append(or_(*parts))
    if item_filter.extension is not None:
        of_them = select(extensions.c.item_id).where(extensions.c.state == item_filter.extension)
        asked.append(items.c.id.in_(of_them))
    if item_filter.ids is not None:
        asked.append(items.c.id.in_(item_filter.ids))
    if item_filter.excluding:
        asked.append(items.c.id.not_in(item_filter.excluding))
    if item_filter.within is not None:
        asked += conditions(item_filter.within)
    for other in item_filter.without:
        of_other = select(items.c.id).where(*conditions(other)).correlate(None)
        asked.append(items.c.id.not_in(of_other))
    asked += _by_ending(item_filter) + _by_other_units(item_filter)
    return asked + _by_date(item_filter) + _by_standing(item_filter)


def _by_people(item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if item_filter.owners is not None:
        asked.append(items.c.owner_id.in_(item_filter.owners))
    if item_filter.guarantors is not None:
        leaders = (items.c.city_leader_id, items.c.duty_leader_id)
        asked.append(or_(*(column.in_(item_filter.guarantors) for column in leaders)))
    if item_filter.guaranteed is not None:
        any_leader = or_(items.c.city_leader_id.is_not(None), items.c.duty_leader_id.is_not(None))
        asked.append(any_leader if item_filter.guaranteed else not_(any_leader))
    if item_filter.guaranteed_by_two:
        asked.append(items.c.duty_leader_id.is_distinct_from(items.c.city_leader_id))
    return asked


def _by_place(item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if item_filter.units is not None:
        asked.append(items.c.lead_unit_id.in_(item_filter.units))
    if item_filter.types is not None:
        asked.append(items.c.kind.in_(item_filter.types))
    if item_filter.funding is not None:
        asked.append(
            or_(*(items.c.funding.icontains(f, autoescape=True) for f in item_filter.funding))
        )
    if item_filter.findings is not None:
        asked.append(items.c.finding_id.in_(item_filter.findings))
    if of_findings := _of_findings(item_filter):
        asked.append(items.c.finding_id.in_(select(findings.c.id).where(*of_findings)))
    return asked


def _by_other_units(item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    """Return conditions on the units that do not lead an item."""
    asked: list[ColumnElement[bool]] = []
    if item_filter.supervising is not None:
        asked.append(items.c.supervising_unit_id.in_(item_filter.supervising))
    if item_filter.verifying is not None:
        asked.append(items.c.verifying_unit_id.in_(item_filter.verifying))
    if item_filter.supporting is not None:
        of_units = item_units.c.unit_id.in_(item_filter.supporting)
        asked.append(items.c.id.in_(select(item_units.c.item_id).where(of_units)))
    return asked


def _of_findings(item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if item_filter.aspects is not None:
        asked.append(findings.c.aspect.in_(item_filter.aspects))
    if item_filter.categories is not None:
        asked.append(findings.c.category.in_(item_filter.categories))
    if item_filter.key:
        asked.append(findings.c.key)
    return asked


def _by_date(item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if item_filter.overdue_on is not None:
        asked += [items.c.deadline < item_filter.overdue_on, UNDONE]
    if item_filter.due_from is not None:
        asked.append(items.c.deadline >= item_filter.due_from)
    if item_filter.due_by is not None:
        asked += [items.c.deadline <= item_filter.due_by, UNDONE]
    return asked


def _by_ending(item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    ways: list[ColumnElement[bool]] = []
    if item_filter.finished is not None:
        ways.append(items.c.finished_on.between(*item_filter.finished))
    if item_filter.struck_off is not None:
        since, until = item_filter.struck_off
        closed = and_(items.c.struck_off_at >= since, items.c.struck_off_at < until)
        ways.append(and_(items.c.finished_on.is_(None), closed) if ways else closed)
    return [or_(*ways)] if ways else []


def _by_standing(item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if item_filter.open_only:
        asked.append(items.c.state.not_in(list(CLOSED)))
    if item_filter.states is not None:
        asked.append(items.c.state.in_(list(item_filter.states)))
    if item_filter.done is not None:
        asked.append(not_(UNDONE) if item_filter.done else UNDONE)
    if item_filter.unfunded:
        asked.append(items.c.funding == "")
    if item_filter.reported is not None:
        ever = items.c.id.in_(select(reports.c.item_id))
        asked.append(ever if item_filter.reported else not_(ever))
    if item_filter.blocked:
        still = select(blockers.c.item_id).where(blockers.c.state == RequestState.OPEN)
        asked.append(items.c.id.in_(still))
    return asked


def items_holding(words: str) -> Query:
    """Select items by words, in capitals or not: the databases would not agree by themselves."""
    columns = (items.c.title, units.c.name, persons.c.name, findings.c.category)
    return (
        select(items.c.id)
        .join(findings, items.c.finding_id == findings.c.id)
        .join(units, items.c.lead_unit_id == units.c.id)
        .join(persons, items.c.owner_id == persons.c.id)
        .where(or_(*(c.icontains(words, autoescape=True) for c in columns)))
    )
