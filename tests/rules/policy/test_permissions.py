"""The permission matrix: it stands in the docs, names everything there is, and says what somebody is."""

from dataclasses import replace

import pytest

from handlers.commands import COMMANDS as ANSWERED
from handlers.matters import ABOUT
from handlers.presses import PRESSES
from rules.policy.acts import (
    BUTTONS,
    COMMANDS,
    GROUP_BUTTONS,
    GROUP_COMMANDS,
    act_of_button,
)
from rules.policy.items import NamedRef
from rules.policy.people import Person, Role
from rules.policy.permissions import RIGHTS, Right
from rules.policy.relations import Matter, Relation, relations
from schedules.duties import DUTIES
from tests.support.button_data import forms
from tests.support.items import villa
from tests.support.permissions_page import BEYOND_SIGHT, PAGE, page

LEAD, SUPPORTING, VERIFYING, OFFICE, OTHER = 1, 2, 3, 5, 9
"""Numbers of units."""

ITEM = replace(
    villa(),
    lead=NamedRef(LEAD, "青山县"),
    owner=NamedRef(1, "张伟"),
    supporting=frozenset({SUPPORTING}),
    verifying=NamedRef(VERIFYING, "市生态环境局"),
    supervising=NamedRef(OFFICE, "市整改办"),
    city_leader=NamedRef(2, "李敏"),
    duty_leader=NamedRef(6, "陈晨"),
)
MATTER = Matter(
    ITEM,
    applicant=Person(7, "", OTHER, "", "", frozenset()),
    makers=frozenset({8}),
    asked=frozenset({10}),
    deciders=frozenset({11}),
    chosen=12,
)


def person(number: int, unit: int, *roles: Role, covers: int = 0, below: int = 0) -> Person:
    units, instead_of = frozenset({unit, below} - {0}), frozenset({covers} - {0})
    return Person(number, "", unit, "", "", frozenset(roles), units, covers=instead_of)


R = Relation
IS = [
    (person(1, LEAD, Role.OWNER), {R.OWNER, R.LEAD}),
    (person(20, 8, Role.OWNER, covers=1), {R.DEPUTY}),
    (person(20, LEAD, Role.UNIT_HEAD), {R.HEAD, R.LEAD_HEAD, R.LEAD, R.UNIT_HEAD}),
    (person(20, 8, Role.UNIT_HEAD, below=LEAD), {R.HEAD, R.UNIT_HEAD}),
    (person(20, LEAD), {R.LEAD}),
    (person(20, SUPPORTING, Role.UNIT_HEAD), {R.SUPPORTING, R.SUPPORTING_HEAD, R.UNIT_HEAD}),
    (person(20, SUPPORTING), {R.SUPPORTING}),
    (person(20, OFFICE), {R.SUPERVISING}),
    (person(20, VERIFYING), {R.VERIFYING}),
    (person(20, VERIFYING, Role.VERIFIER), {R.VERIFYING, R.VERIFIER, R.INSPECTOR}),
    (person(7, VERIFYING, Role.VERIFIER), {R.VERIFYING, R.INSPECTOR, R.APPLICANT}),
    (person(1, VERIFYING, Role.VERIFIER), {R.VERIFYING, R.INSPECTOR, R.OWNER}),
    (replace(person(20, 8), coordinates=frozenset({ITEM.category})), {R.COORDINATOR}),
    (person(2, 8), {R.CITY_GUARANTOR}),
    (person(6, 8), {R.GUARANTOR}),
    (person(20, 8, covers=7), {R.APPLICANT}),
    (person(20, OTHER, Role.UNIT_HEAD), {R.APPLICANT_HEAD, R.UNIT_HEAD}),
    (person(8, 8), {R.MAKER}),
    (person(10, 8), {R.ASKED}),
    (person(11, 8), {R.DECIDED}),
    (person(20, 8, Role.OFFICE), {R.OFFICE}),
    (person(20, 8, Role.ADMINISTRATOR), {R.ADMINISTRATOR}),
    (person(20, 8, Role.CITY_LEADER), {R.LEADER}),
    (person(20, 8, Role.ACCOUNTABILITY), {R.KEEPER}),
    (person(20, 8, Role.OWNER), set[Relation]()),
]


@pytest.mark.parametrize(("who", "expected"), IS)
def test_what_somebody_is(who: Person, expected: set[Relation]) -> None:
    assert relations(who, MATTER) == expected | {R.ENROLLED, R.PASSED_OVER}


def test_every_relation_is_somebodys() -> None:
    found = frozenset[Relation]().union(*(expected for _, expected in IS))
    assert found | {R.ENROLLED, R.PASSED_OVER} == frozenset(Relation)


def test_whoever_alone_is_chosen_is_not_passed_over() -> None:
    assert R.PASSED_OVER not in relations(person(12, 8), MATTER)


def test_it_stands_in_the_docs() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.support.permissions_page"


def test_everything_that_is_answered_has_its_right() -> None:
    assert set(COMMANDS) == set(ANSWERED)
    assert set(BUTTONS) == set(PRESSES)
    assert set(DUTIES) >= set(BEYOND_SIGHT)
    assert set(RIGHTS) == set(Right)
    assert set(COMMANDS) >= GROUP_COMMANDS
    assert set(BUTTONS) >= GROUP_BUTTONS


def test_every_form_of_a_button_has_its_right_and_its_matter() -> None:
    guarded = {
        name
        for name, (pattern, _) in PRESSES.items()
        for form in forms(pattern)
        if act_of_button(name, form.split(":")).right is not Right.ANYTHING
    }
    assert guarded == set(ABOUT)
