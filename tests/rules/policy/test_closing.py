"""Striking off as a table: every state, every act, and how much of the item is done."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from rules.policy.calendar import WorkCalendar
from rules.policy.closing import (
    Act,
    ClosingContext,
    Fact,
    Move,
    Outcome,
    Refusal,
    RefusalReason,
    decide,
    transitions,
)
from rules.policy.gaps import NO_GAP, Gap
from rules.policy.items import Item, Milestone, NamedRef, State
from rules.policy.people import Person, Role
from rules.policy.procedure import ANHUI
from tests.support.items import TODAY, step, villa

VERIFYING = NamedRef(3, "市生态环境局")


def person(number: int, unit: int, role: Role) -> Person:
    return Person(number, "某某", unit, "某单位", "", frozenset({role}))


OWNER, VERIFIER = person(1, 1, Role.OWNER), person(4, 3, Role.VERIFIER)
OFFICE = person(3, 5, Role.OFFICE)
WHO = {
    Act.START: OWNER,
    Act.APPLY: OWNER,
    Act.TAKE_UP: VERIFIER,
    Act.PASS: VERIFIER,
    Act.ANNOUNCE: OWNER,
    Act.CONFIRM: OFFICE,
    Act.SEND_BACK: VERIFIER,
    Act.STRIKE_OFF: OFFICE,
    Act.REOPEN: OFFICE,
}


@dataclass(frozen=True)
class Met:
    """An item, its milestones, and what it lacks."""

    item: Item
    steps: tuple[Milestone, ...] = ()
    said: bool | None = None
    gap: Gap = NO_GAP


FENCE = replace(step(TODAY), id=2, name="围挡拆除")
FENCE_GONE = replace(FENCE, reached_on=TODAY)
THIRTY = step(TODAY, 30)
UNCOUNTED = villa(total=None, measure="")

MET = {
    "under_target": Met(villa(done=Decimal(14)), gap=Gap(Decimal(31), "栋")),
    "never_reported": Met(villa(), gap=Gap(Decimal(45), "栋")),
    "milestone_open": Met(villa(done=Decimal(45)), (THIRTY, FENCE), gap=Gap(steps=(FENCE,))),
    "both": Met(
        villa(done=Decimal(14)), (THIRTY, FENCE), gap=Gap(Decimal(31), "栋", (THIRTY, FENCE))
    ),
    "milestone_open_and_nothing_counted": Met(UNCOUNTED, (FENCE,), gap=Gap(steps=(FENCE,))),
    "a_share_only": Met(replace(UNCOUNTED, percent=Decimal(80)), gap=Gap(Decimal(20), "%")),
    "said_not_to_be_done": Met(UNCOUNTED, said=False, gap=Gap(denied=True)),
    "declared_under_target": Met(
        villa(done=Decimal(14), finished_on=TODAY), gap=Gap(Decimal(31), "栋")
    ),
    "lowered_after_a_milestone": Met(
        villa(total=None, done=Decimal(20)),
        (step(TODAY, 30, reached_on=TODAY),),
        gap=Gap(steps=(step(TODAY, 30, reached_on=TODAY),)),
    ),
    "met": Met(villa(done=Decimal(45)), (THIRTY, FENCE_GONE)),
    "more_than_met": Met(villa(done=Decimal(60))),
    "said_to_be_done": Met(replace(UNCOUNTED, percent=Decimal(80)), said=True),
    "found_done": Met(replace(UNCOUNTED, percent=Decimal(80), finished_on=TODAY)),
    "nothing_to_count": Met(UNCOUNTED),
}

ONLY_DONE = (Act.APPLY, Act.TAKE_UP, Act.PASS, Act.STRIKE_OFF)
"""Acts that no item under its target goes through; it is sent back or re-opened all the same."""


MOVES = {(state, act): move for (state, _, act), move in transitions(ANHUI).items()}
"""The default procedure: in each state one step is waited for."""


def outcome(move: Move, item: Item) -> Outcome:
    """A public notice that begins on a Tuesday lasts ten working days.

    What was not done by its figures is done by the verifier's finding.
    """
    made = Outcome(move.fact, move.state, move.awaits)
    if move.fact is not Fact.VERIFIED:
        return made
    found = TODAY if item.finished_on is None else None
    return replace(made, notice_until=date(2026, 12, 7), done_on=found)


NEVER = {Act.CONFIRM: RefusalReason.NOT_YOURS}
"""Acts that the default procedure does not have: they are nobody's."""


@pytest.mark.parametrize("met", MET)
@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", State)
def test_what_may_be_done_of_what_is_done(state: State, act: Act, met: str) -> None:
    case = MET[met]
    item = replace(case.item, state=state, verifying=VERIFYING)
    moment = ClosingContext(TODAY, WorkCalendar(), steps=case.steps, said=case.said)
    decided = decide(item, act, WHO[act], moment, "现场核查")
    if (state, act) not in MOVES:
        assert decided == Refusal(NEVER.get(act, RefusalReason.NOT_NOW))
    elif act in ONLY_DONE and case.gap != NO_GAP:
        assert decided == Refusal(RefusalReason.NOT_DONE, gap=case.gap)
    else:
        assert decided == outcome(MOVES[state, act], item)


def test_who_may_not_hears_nothing_of_the_gap() -> None:
    item = replace(MET["under_target"].item, state=State.UNDER_WAY)
    moment = ClosingContext(TODAY, WorkCalendar())
    assert decide(item, Act.APPLY, OFFICE, moment) == Refusal(RefusalReason.NOT_YOURS)


def test_who_never_verifies() -> None:
    """The owner, their deputy, their unit's head, the applicant's side, another unit."""
    item = replace(MET["met"].item, state=State.UNDER_CHECK, verifying=VERIFYING)
    both = frozenset({Role.VERIFIER, Role.UNIT_HEAD})
    head = Person(9, "某某", 3, "某单位", "", both, below=frozenset({1, 3}))
    applicant = person(7, 6, Role.OWNER)
    moment = ClosingContext(TODAY, WorkCalendar(), steps=(THIRTY, FENCE_GONE), applicant=applicant)
    never = {
        "owner": replace(VERIFIER, id=1),
        "deputy": replace(VERIFIER, covers=frozenset({1})),
        "head": head,
        "applicant": replace(VERIFIER, id=7),
        "applicant's deputy": replace(VERIFIER, covers=frozenset({7})),
        "head of the applicant's unit": replace(head, below=frozenset({3, 6})),
        "of another unit": replace(VERIFIER, unit_id=4),
        "of the unit, and no verifier": replace(VERIFIER, roles=frozenset({Role.OWNER})),
    }
    refused = Refusal(RefusalReason.NOT_YOURS)
    assert {name: decide(item, Act.PASS, by, moment) for name, by in never.items()} == (
        dict.fromkeys(never, refused)
    )
    assert isinstance(decide(item, Act.PASS, VERIFIER, moment), Outcome)
