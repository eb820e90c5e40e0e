"""What is asked of the table is what the permissions say: every role on every relation to an item."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest
from sqlalchemy import insert, select

from rules.policy.people import Person, Role
from rules.policy.permissions import RIGHTS, Right, is_responsible_for, may_see_item
from rules.policy.relations import Matter, relations
from storage.db.engine import Engine, Tx, reading, writing
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.ledger.tables import item_units, items
from tests.support.settling import add_item, add_person, open_campaign

OWN, BELOW, OTHER = 1, 2, 3
"""Units: theirs, one under it, one that is nothing to them."""
SELF, AWAY, STRANGER = 1, 2, 3
"""People: whom all is asked of, whom they stand in for, and somebody else."""

ROLES = [frozenset(some) for count in range(len(Role) + 1) for some in combinations(Role, count)]


def ways() -> Iterator[tuple[object, ...]]:
    """Everything an item may be to them: owner, guarantors, and each part of a unit in it."""
    return product(
        (SELF, AWAY, STRANGER), (SELF, None), (SELF, None),
        (OWN, BELOW, OTHER), (OWN, BELOW, None), (OWN, BELOW, None), (OWN, BELOW, None),
    )  # fmt: skip


@pytest.fixture
def city(engine: Engine) -> Engine:
    with writing(engine) as tx:
        open_campaign(tx, [("青山县", "县区"), ("青山县住建局", "部门"), ("白水县", "县区")])
        for name in ("张伟", "陈晨", "刘洋"):
            add_person(tx, name, OTHER, "", "责任人")
        for number, way in enumerate(ways(), 1):
            _add(tx, number, way)
    return engine


def _add(tx: Tx, number: int, way: tuple[object, ...]) -> None:
    owner, city_leader, duty_leader, lead, supporting, supervising, verifying = way
    add_item(
        tx, number, None, code=str(number), finding_id=1, title="", measure="", deadline=None,
        owner_id=owner, city_leader_id=city_leader, duty_leader_id=duty_leader, lead_unit_id=lead,
        supervising_unit_id=supervising, verifying_unit_id=verifying,
    )  # fmt: skip
    if supporting is not None:
        tx.execute(insert(item_units).values(item_id=number, unit_id=supporting, position=1))


def person(roles: frozenset[Role]) -> Person:
    below, covers = frozenset({OWN, BELOW}), frozenset({AWAY})
    return Person(SELF, "张伟", OWN, "青山县", "", roles, below, covers=covers)


def test_who_may_see_an_item_and_who_answers_for_it(city: Engine) -> None:
    with reading(city) as tx:
        every = item_store.by_ids(tx, range(1, len(list(ways())) + 1)).values()
        for roles in ROLES:
            who = person(roles)
            seen = item_store.ids(tx, who, ItemFilter())
            assert seen == {item.id for item in every if may_see_item(who, item)}
            led = tx.execute(select(items.c.id).where(item_store.answered_for_by(who))).scalars()
            assert set(led) == {item.id for item in every if is_responsible_for(who, item)}


def test_a_bureau_sees_every_item_of_the_category_it_coordinates(city: Engine) -> None:
    with reading(city) as tx:
        every = item_store.by_ids(tx, range(1, len(list(ways())) + 1))
        for category, seen in ((every[1].category, set(every)), ("别的", None)):
            who = replace(person(frozenset()), coordinates=frozenset({category}))
            plain = {number for number, item in every.items() if may_see_item(who, item)}
            assert item_store.ids(tx, who, ItemFilter()) == (seen or plain)


def test_of_their_own_items_nothing_is_left_out(city: Engine) -> None:
    own = ItemFilter(owners=frozenset({SELF, AWAY}))
    with reading(city) as tx:
        for roles in ROLES:
            found = item_store.ids(tx, person(roles), own)
            assert found == item_store.ids(tx, person(roles), ItemFilter()) & found
            assert len(found) * 3 == len(list(ways())) * 2


def test_every_relation_that_lets_somebody_see_was_tried(city: Engine) -> None:
    with reading(city) as tx:
        every = item_store.by_ids(tx, range(1, len(list(ways())) + 1)).values()
    bureau = replace(person(frozenset()), coordinates=frozenset(item.category for item in every))
    tried = set(relations(bureau, Matter(next(iter(every)))))
    for roles in ROLES:
        tried.update(*(relations(person(roles), Matter(item)) for item in every))
    assert tried >= RIGHTS[Right.SEE].to | RIGHTS[Right.ANSWER_FOR].to
