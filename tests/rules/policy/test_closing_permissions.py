"""Who may do which step: every step of every ready procedure, by everybody who might."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.procedures import ready
from rules.policy.calendar import WorkCalendar
from rules.policy.closing import (
    Act,
    ClosingContext,
    Outcome,
    Refusal,
    RefusalReason,
    act_of,
    decide,
)
from rules.policy.items import NamedRef, State
from rules.policy.people import Person, Role
from rules.policy.procedure import Actor, Place, Procedure, StepKind, places
from rules.policy.step_rights import may_do
from tests.support.items import TODAY, villa

LEAD, VERIFYING, APPLICANTS, OFFICE = 1, 3, 6, 5
"""Numbers of units; the applicant, an official's deputy of that day, is of one that has no duty."""

ITEM = replace(villa(done=Decimal(45)), verifying=NamedRef(VERIFYING, "市生态环境局"))


def person(number: int, unit: int, *roles: Role, covers: int = 0, below: int = 0) -> Person:
    """`covers`: whom they stand in for; `below`: another unit under theirs."""
    units = frozenset({unit, below} - {0})
    return Person(
        number,
        "某某",
        unit,
        "某单位",
        "",
        frozenset(roles),
        units,
        covers=frozenset({covers} - {0}),
    )


APPLICANT = person(7, APPLICANTS, Role.OWNER)

PEOPLE = {
    "owner": person(1, LEAD, Role.OWNER),
    "owner's deputy": person(11, LEAD, Role.OWNER, covers=1),
    "head of the lead unit": person(12, LEAD, Role.UNIT_HEAD),
    "verifier": person(13, VERIFYING, Role.VERIFIER),
    "verifier of another unit": person(14, APPLICANTS, Role.VERIFIER),
    "verifier who applied": replace(APPLICANT, unit_id=VERIFYING, roles=frozenset({Role.VERIFIER})),
    "verifier for the applicant": person(15, VERIFYING, Role.VERIFIER, covers=7),
    "verifier above the applicant": person(
        16, VERIFYING, Role.VERIFIER, Role.UNIT_HEAD, below=APPLICANTS
    ),
    "clerk": person(17, OFFICE, Role.OFFICE),
    "clerk who applied": replace(APPLICANT, unit_id=OFFICE, roles=frozenset({Role.OFFICE})),
    "clerk for the applicant": person(18, OFFICE, Role.OFFICE, covers=7),
    "clerk above the applicant": person(19, OFFICE, Role.OFFICE, Role.UNIT_HEAD, below=APPLICANTS),
    "clerk for the owner": person(20, OFFICE, Role.OFFICE, covers=1),
    "city leader": person(21, OFFICE, Role.CITY_LEADER),
}

DOERS = {
    (StepKind.APPLICATION, Actor.OWNER): {
        "owner",
        "owner's deputy",
        "head of the lead unit",
        "clerk for the owner",
    },
    (StepKind.CHECK, Actor.VERIFIER): {"verifier"},
    (StepKind.REVIEW, Actor.OFFICE): {"clerk"},
    (StepKind.STRIKE_OFF, Actor.OFFICE): {"clerk", "clerk above the applicant"},
    (StepKind.STRIKE_OFF, Actor.LEAD): {"head of the lead unit"},
}
"""Whose a step is. What verifies an application is nobody's of the applicant's side."""

ANYWHERE = {
    "verifier",
    "clerk",
    "clerk who applied",
    "clerk for the applicant",
    "clerk above the applicant",
}
"""Who may send an item back whatever it waits for."""

WAITS = [
    pytest.param(procedure, place, id=f"{name}-{place.step.name}")
    for name in ready.names()
    for procedure in [ready.named(name)]
    for place in places(procedure)
]


def decided(procedure: Procedure, place: Place, act: Act, by: Person) -> Outcome | Refusal:
    taken_up = place.step.kind is StepKind.CHECK
    item = replace(ITEM, state=State.UNDER_CHECK if taken_up else place.state)
    moment = ClosingContext(
        TODAY,
        WorkCalendar(),
        procedure=procedure,
        awaits=place.step.name,
        applicant=APPLICANT,
    )
    return decide(item, act, by, moment, "现场仍有垃圾")


def may(procedure: Procedure, place: Place, act: Act) -> set[str]:
    refused = Refusal(RefusalReason.NOT_YOURS)
    return {name for name, by in PEOPLE.items() if decided(procedure, place, act, by) != refused}


@pytest.mark.parametrize(("procedure", "place"), WAITS)
def test_who_does_a_step(procedure: Procedure, place: Place) -> None:
    step = place.step
    doers = DOERS[step.kind, step.by]
    assert {name for name, by in PEOPLE.items() if may_do(step, by, ITEM, APPLICANT)} == doers
    assert may(procedure, place, act_of(step)) == doers


@pytest.mark.parametrize(("procedure", "place"), WAITS)
def test_who_sends_back(procedure: Procedure, place: Place) -> None:
    step = place.step
    own = set() if step.kind is StepKind.APPLICATION else DOERS[step.kind, step.by]
    assert may(procedure, place, Act.SEND_BACK) == ANYWHERE | own
