"""Items as they stand: found by number, listed for a person, counted for a leader."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, bindparam, func, or_, select, true, union, update

from rules.policy.items import CLOSED, Item, Milestone, State
from rules.policy.people import Person, Role
from rules.policy.permissions import sees_whole_city
from rules.policy.refs import Ref, RefKind
from storage.db.engine import NotThere, Tx
from storage.db.prepared import Prepared
from storage.db.query import RawRow
from storage.ledger import item_numbers
from storage.ledger.item_filter import ItemFilter, conditions, items_holding, order
from storage.ledger.item_mapper import WHOLE, as_items, named, read
from storage.ledger.tables import findings, item_units, items, milestones, units

_BY_ID = Prepared(WHOLE.where(items.c.id == bindparam("item")))
_BY_IDS = WHOLE.where(items.c.id.in_(bindparam("ids", expanding=True))).order_by(items.c.id)


def by_id(tx: Tx, item: int) -> Item:
    """Return an item. Raises `NotThere`."""
    found = as_items(tx, _BY_ID.rows(tx, {"item": item}))
    if not found:
        raise NotThere(f"no item {item}")
    return found[0]


_HOLD = Prepared(select(items.c.id).where(items.c.id == bindparam("item")).with_for_update())


def hold(tx: Tx, item: int) -> None:
    """Let nobody else decide on this item until the unit of work ends; on SQLite nobody can.

    To be called before the item is read that is decided on.
    """
    _HOLD.first(tx, {"item": item})


def held(tx: Tx, item: int) -> Item:
    """Return an item as it stands once nobody else can decide on it. Raises `NotThere`."""
    hold(tx, item)
    return by_id(tx, item)


def by_ids(tx: Tx, ids: Iterable[int]) -> dict[int, Item]:
    """Return items by number, in the order of their numbers."""
    found = read(tx, _BY_IDS, {"ids": list(ids)})
    return {item.id: item for item in found}


def spoken_of(tx: Tx, about: Ref | None) -> Item | None:
    """Return the item that a message of ours is about, None if it is about none."""
    return by_id(tx, about.id) if about is not None and about.kind is RefKind.ITEM else None


def by_code(tx: Tx, code: str) -> Item | None:
    """Find an item by any number it carries, written as people do. Raises NotReady."""
    number = item_numbers.item_of(tx, code)
    return None if number is None else by_id(tx, number)


def listed(
    tx: Tx, person: Person, item_filter: ItemFilter, *, offset: int = 0, limit: int | None = 1000
) -> list[Item]:
    """Return the items this person may see, overdue and nearest first."""
    query = WHOLE.where(*_seen_by(person, item_filter), *conditions(item_filter)).order_by(
        *order(item_filter)
    )
    return read(tx, query.offset(offset).limit(limit))


_OPEN_CODES = (
    select(items.c.code)
    .where(
        items.c.owner_id.in_(bindparam("owners", expanding=True)),
        items.c.state.not_in(list(CLOSED)),
    )
    .limit(2)
)


def only_open_code(tx: Tx, owners: frozenset[int]) -> str | None:
    """Return the number of these people's item when they have a single one to report on."""
    codes = tx.execute(_OPEN_CODES, {"owners": list(owners)}).scalars().all()
    return codes[0] if len(codes) == 1 else None


def count(tx: Tx, person: Person, item_filter: ItemFilter) -> int:
    asked = (*_seen_by(person, item_filter), *conditions(item_filter))
    query = select(func.count()).select_from(items)
    return tx.execute(query.where(*asked)).scalar_one()


def ids(tx: Tx, person: Person, item_filter: ItemFilter) -> frozenset[int]:
    """Return the numbers of the items this person may see."""
    asked = (*_seen_by(person, item_filter), *conditions(item_filter))
    return frozenset(tx.execute(select(items.c.id).where(*asked)).scalars())


def titles(tx: Tx, person: Person, item_filter: ItemFilter) -> dict[int, str]:
    """Return the titles, by number, of the items this person may see."""
    asked = (*_seen_by(person, item_filter), *conditions(item_filter))
    rows = tx.execute(select(items.c.id, items.c.title).where(*asked))
    return {row.id: row.title for row in rows}


def guarantors(tx: Tx) -> frozenset[int]:
    """Return everybody who guarantees an item."""
    leaders = union(select(items.c.city_leader_id), select(items.c.duty_leader_id))
    return frozenset(number for number in tx.execute(leaders).scalars() if number is not None)


def lead_units(tx: Tx) -> frozenset[int]:
    """Return every unit that leads an item."""
    return frozenset(tx.execute(select(items.c.lead_unit_id).distinct()).scalars())


def open_ids(tx: Tx) -> list[int]:
    """Return the numbers of all open items of the city, for duties."""
    query = select(items.c.id).where(*conditions(ItemFilter(open_only=True)))
    return list(tx.execute(query.order_by(items.c.id)).scalars())


def everything(tx: Tx, item_filter: ItemFilter) -> list[Item]:
    """Return items of the whole city, for duties."""
    query = WHOLE.where(*conditions(item_filter))
    return read(tx, query.order_by(*order(item_filter)))


def _seen_by(person: Person, item_filter: ItemFilter) -> list[ColumnElement[bool]]:
    """Select what a person sees; of their own items the index of owners is enough."""
    owners = (item_filter.within or item_filter).owners
    own = owners is not None and owners <= person.covers | {person.id}
    return [] if own else [visible_to(person)]


def visible_to(person: Person) -> ColumnElement[bool]:
    """Select what they may see: rules/policy/permissions.may_see_item, asked of the table.

    Asked as a union, each part from its index: alternatives in one condition are a full look.
    """
    if sees_whole_city(person):
        return true()
    mine = [items.c.city_leader_id, items.c.duty_leader_id]
    own_unit = [items.c.lead_unit_id, items.c.supervising_unit_id, items.c.verifying_unit_id]
    below = person.below if Role.UNIT_HEAD in person.roles else {person.unit_id}
    supported = select(item_units.c.item_id).where(item_units.c.unit_id.in_(below))
    seen = (
        items.c.owner_id.in_({person.id, *person.covers}),
        *(column == person.id for column in mine),
        *(column == person.unit_id for column in own_unit),
        items.c.lead_unit_id.in_(below),
        *(_of_categories(person.coordinates) if person.coordinates else ()),
    )
    return items.c.id.in_(union(*(select(items.c.id).where(way) for way in seen), supported))


def _of_categories(categories: frozenset[str]) -> list[ColumnElement[bool]]:
    named = select(findings.c.id).where(findings.c.category.in_(categories))
    return [items.c.finding_id.in_(named)]


def answered_for_by(person: Person) -> ColumnElement[bool]:
    """Select whose it is: rules/policy/permissions.is_responsible_for, asked of the table."""
    led = person.below if Role.UNIT_HEAD in person.roles else ()
    owners = {person.id, *person.covers}
    return or_(items.c.owner_id.in_(owners), items.c.lead_unit_id.in_(led))


def supporting(tx: Tx, item: int) -> list[str]:
    """Return the names of the supporting units, as the workbook lists them."""
    query = select(units.c.name).join(item_units).where(item_units.c.item_id == item)
    return list(tx.execute(query.order_by(item_units.c.position)).scalars())


def codes_supported_by(tx: Tx, person: Person, units_asked: frozenset[int]) -> list[str]:
    """Return the numbers of items that any of these units supports and the person may see."""
    supported = select(item_units.c.item_id).where(item_units.c.unit_id.in_(units_asked))
    query = select(items.c.code).where(items.c.id.in_(supported), visible_to(person))
    return list(tx.execute(query.order_by(items.c.position)).scalars())


_STEPS = (
    select(milestones, units.c.name.label("unit"))
    .outerjoin(units)
    .order_by(milestones.c.item_id, milestones.c.position)
)
_STEPS_OF_ONE = Prepared(_STEPS.where(milestones.c.item_id == bindparam("item")))
_STEPS_OF_MANY = _STEPS.where(milestones.c.item_id.in_(bindparam("items", expanding=True)))


def steps_of(tx: Tx, ids: Iterable[int]) -> dict[int, list[Milestone]]:
    """Return the milestones of items, in their order."""
    return _steps(tx.execute(_STEPS_OF_MANY, {"items": list(ids)}))


def steps_of_one(tx: Tx, item: int) -> list[Milestone]:
    return _steps(_STEPS_OF_ONE.rows(tx, {"item": item})).get(item, [])


def _steps(rows: Iterable[RawRow]) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = defaultdict(list)
    for row in rows:
        step = Milestone(
            row.id,
            row.item_id,
            row.name,
            row.due,
            row.due_words,
            named(row.unit_id, row.unit),
            row.target,
            row.reached_on,
        )
        found[row.item_id].append(step)
    return found


def ids_of_codes(tx: Tx, codes: Sequence[str]) -> list[int]:
    """Return the items of codes, in the codes' order."""
    found = (item_numbers.item_of(tx, code) for code in codes)
    return [item for item in found if item is not None]


def ids_containing(tx: Tx, person: Person, words: str, limit: int) -> list[int]:
    """Return visible items whose title, lead unit, owner or category holds these words."""
    query = items_holding(words).where(visible_to(person)).order_by(items.c.position).limit(limit)
    return list(tx.execute(query).scalars())


def change(tx: Tx, item: int, *, if_state: State | None = None, **values: object) -> bool:
    """Update an item where it is still as it was seen; False when somebody was faster."""
    query = update(items).where(items.c.id == item).values(**values)
    if if_state is not None:
        query = query.where(items.c.state == if_state)
    return tx.execute(query).rowcount == 1
