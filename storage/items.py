"""Items as they stand: found by number, listed for a person, counted for a leader."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, true, update

from rules.items import CLOSED, Item, Milestone, Named, State
from rules.people import Person, Role
from rules.permissions import sees_whole_city
from storage.database import Tx
from storage.tables import campaigns, findings, item_units, items, milestones, persons, units

lead, supervising, verifying = (units.alias(n) for n in ("lead", "supervising", "verifying"))
owner, city_leader, duty_leader = (persons.alias(n) for n in ("owner", "city", "duty"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list asks for; the empty one asks for everything."""

    owner: int | None = None
    guarantor: int | None = None
    units: frozenset[int] | None = None
    category: str | None = None
    overdue_on: date | None = None
    due_by: date | None = None
    open_only: bool = False
    ids: Sequence[int] | None = None


def _select() -> Select[Any]:
    return (
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


def by_id(tx: Tx, item: int) -> Item:
    return _read(tx, _select().where(items.c.id == item))[0]


def by_ids(tx: Tx, ids: Iterable[int]) -> dict[int, Item]:
    found = _read(tx, _select().where(items.c.id.in_(list(ids))))
    return {item.id: item for item in found}


def by_code(tx: Tx, code: str) -> Item | None:
    """By its number, or by any of the several numbers it carries."""
    found = _read(tx, _select().where(items.c.code == code))
    if not found:
        every = tx.execute(select(items.c.id, items.c.code).where(items.c.code.contains("、")))
        ids = [row.id for row in every if code in row.code.split("、")]
        found = _read(tx, _select().where(items.c.id.in_(ids))) if ids else []
    return found[0] if found else None


def listed(
    tx: Tx, person: Person, wanted: Wanted, *, offset: int = 0, limit: int = 1000
) -> list[Item]:
    """Items this person may see, overdue and nearest first."""
    query = (
        _select()
        .where(visible_to(person), *_conditions(wanted))
        .order_by(items.c.deadline.is_(None), items.c.deadline, items.c.position)
    )
    return _read(tx, query.offset(offset).limit(limit))


def count(tx: Tx, person: Person, wanted: Wanted) -> int:
    query = select(func.count()).select_from(items.join(findings))
    return tx.execute(query.where(visible_to(person), *_conditions(wanted))).scalar_one()


def everything(tx: Tx, wanted: Wanted) -> list[Item]:
    """For duties, which see the whole city."""
    query = _select().where(*_conditions(wanted))
    order = (items.c.deadline.is_(None), items.c.deadline, items.c.position)
    return _read(tx, query.order_by(*order))


def visible_to(person: Person) -> ColumnElement[bool]:
    """May he see it? The same question as rules/permissions.may_see_item, asked of the table."""
    if sees_whole_city(person):
        return true()
    mine = [items.c.owner_id, items.c.city_leader_id, items.c.duty_leader_id]
    own_unit = [items.c.lead_unit_id, items.c.supervising_unit_id, items.c.verifying_unit_id]
    his = person.below if Role.UNIT_HEAD in person.roles else {person.unit_id}
    supported = select(item_units.c.item_id).where(item_units.c.unit_id.in_(his))
    return or_(
        *(column == person.id for column in mine),
        *(column == person.unit_id for column in own_unit),
        items.c.lead_unit_id.in_(his),
        items.c.id.in_(supported),
    )


def answered_for_by(person: Person) -> ColumnElement[bool]:
    """Whose is it? The same question as rules/permissions.answers_for, asked of the table."""
    led = person.below if Role.UNIT_HEAD in person.roles else ()
    return or_(items.c.owner_id == person.id, items.c.lead_unit_id.in_(led))


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wanted.owner is not None:
        asked.append(items.c.owner_id == wanted.owner)
    if wanted.guarantor is not None:
        leaders = (items.c.city_leader_id, items.c.duty_leader_id)
        asked.append(or_(*(column == wanted.guarantor for column in leaders)))
    if wanted.units is not None:
        asked.append(items.c.lead_unit_id.in_(wanted.units))
    if wanted.category is not None:
        asked.append(or_(findings.c.category == wanted.category))
    if wanted.ids is not None:
        asked.append(items.c.id.in_(wanted.ids))
    return asked + _by_date(wanted)


def _by_date(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wanted.overdue_on is not None:
        asked += [items.c.deadline < wanted.overdue_on, *_unfinished()]
    if wanted.due_by is not None:
        asked += [items.c.deadline <= wanted.due_by, *_unfinished()]
    if wanted.open_only:
        asked.append(items.c.state.not_in(list(CLOSED)))
    return asked


def _unfinished() -> list[ColumnElement[bool]]:
    return [items.c.state.not_in(list(CLOSED)), items.c.finished_on.is_(None)]


def _read(tx: Tx, query: Select[Any]) -> list[Item]:
    rows = tx.execute(query).all()
    supporting = _supporting(tx, [row.id for row in rows])
    return [_item(row, supporting) for row in rows]


def _supporting(tx: Tx, ids: list[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if ids:
        query = select(item_units.c.item_id, item_units.c.unit_id)
        for row in tx.execute(query.where(item_units.c.item_id.in_(ids))):
            found[row.item_id].add(row.unit_id)
    return {item: frozenset(unit) for item, unit in found.items()}


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
        city_leader=_named(row.city_leader_id, row.city_leader),
        duty_leader=_named(row.duty_leader_id, row.duty_leader),
        supervising=_named(row.supervising_unit_id, row.supervising),
        verifying=_named(row.verifying_unit_id, row.verifying),
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


def _named(number: int | None, name: str | None) -> Named | None:
    return None if number is None or name is None else Named(number, name)


def steps_of(tx: Tx, ids: Iterable[int]) -> dict[int, list[Milestone]]:
    """The milestones of items, in their order."""
    query = (
        select(milestones, units.c.name.label("unit"))
        .outerjoin(units)
        .where(milestones.c.item_id.in_(list(ids)))
        .order_by(milestones.c.item_id, milestones.c.position)
    )
    found: dict[int, list[Milestone]] = defaultdict(list)
    for row in tx.execute(query):
        step = Milestone(
            row.id,
            row.item_id,
            row.name,
            row.due,
            row.due_words,
            _named(row.unit_id, row.unit),
            row.target,
            row.reached_on,
        )
        found[row.item_id].append(step)
    return found


def ids_of_codes(tx: Tx, codes: Sequence[str]) -> list[int]:
    """The items of codes, in the codes' order."""
    named = or_(items.c.code.in_(codes), items.c.code.contains("、"))
    rows = tx.execute(select(items.c.id, items.c.code).where(named)).all()
    number = {code: row.id for row in rows for code in row.code.split("、")}
    return [number[code] for code in codes if code in number]


def ids_containing(tx: Tx, person: Person, words: str, limit: int) -> list[int]:
    """Items this person may see whose title, lead unit or category holds these very words."""
    columns = (items.c.title, lead.c.name, findings.c.category)
    query = (
        select(items.c.id)
        .join(findings, items.c.finding_id == findings.c.id)
        .join(lead, items.c.lead_unit_id == lead.c.id)
        .where(visible_to(person), or_(*(c.contains(words, autoescape=True) for c in columns)))
        .order_by(items.c.position)
        .limit(limit)
    )
    return list(tx.execute(query).scalars())


def change(tx: Tx, item: int, *, if_state: State | None = None, **values: object) -> bool:
    """Update an item where it is still as it was seen; False when somebody was faster."""
    query = update(items).where(items.c.id == item).values(**values)
    if if_state is not None:
        query = query.where(items.c.state == if_state)
    return tx.execute(query).rowcount == 1


def edition(tx: Tx) -> int:
    """Grows with every change of the catalogue; 0 before the first import."""
    return tx.execute(select(func.max(campaigns.c.edition))).scalar() or 0
