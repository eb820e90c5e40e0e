"""Whose morning board is about what, walked through as a table."""

from datetime import date

import pytest

from rules.policy.boards import BoardLook, BoardScope, board_scope, has_not_looked
from rules.policy.people import Person, Role

CITY, UNIT, OWN = BoardScope.CITY, BoardScope.UNIT, BoardScope.GUARANTEED
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("post", "roles", "guarantees", "leads", "scope"),
    [
        ("市委书记", {Role.CITY_LEADER}, True, False, CITY),
        ("市长", {Role.CITY_LEADER}, True, False, CITY),
        ("市长", {Role.CITY_LEADER}, False, False, CITY),
        ("副市长", {Role.CITY_LEADER}, True, False, OWN),
        ("副市长", {Role.CITY_LEADER}, False, False, CITY),
        ("市委副书记", {Role.CITY_LEADER}, True, False, OWN),
        ("市长助理", {Role.CITY_LEADER}, True, False, OWN),
        ("副市长", {Role.CITY_LEADER, Role.UNIT_HEAD}, True, True, OWN),
        ("县长", {Role.UNIT_HEAD}, False, True, UNIT),
        ("县委书记", {Role.UNIT_HEAD}, True, True, UNIT),
        ("县长", {Role.UNIT_HEAD}, True, False, OWN),
        ("县长", {Role.UNIT_HEAD}, False, False, None),
        ("副县长", {Role.OWNER}, True, True, OWN),
        ("副县长", {Role.OWNER}, False, True, None),
        ("科长", {Role.OFFICE}, False, True, None),
    ],
)
def test_scopes(
    post: str, roles: set[Role], guarantees: bool, leads: bool, scope: BoardScope | None
) -> None:
    person = Person(1, "张三", 1, "青山县", post, frozenset(roles))
    assert board_scope(person, guarantees=guarantees, leads=leads) is scope


@pytest.mark.parametrize(
    ("since", "late"),
    [(None, False), (date(2026, 11, 24), False), (date(2026, 11, 18), False),
     (date(2026, 11, 17), True), (date(2026, 10, 1), True)],
)  # fmt: skip
def test_a_week_without_a_look(since: date | None, late: bool) -> None:
    assert has_not_looked(BoardLook(None, since), TODAY) is late
