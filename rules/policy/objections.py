"""Objections to a public notice: each stops the clock until it is decided."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from rules.policy.calendar import WorkCalendar
from rules.policy.items import CLOSED, Item, State
from rules.policy.people import Person
from rules.policy.permissions import (
    Right,
    is_office,
    is_responsible_for,
    may,
    may_strike_off,
)
from rules.policy.procedure import ProcedureStep
from rules.policy.relations import Matter


class ObjectionState(StrEnum):
    """OPEN: waits for the owner's answer. ANSWERED: waits for the decision."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    UPHELD = "upheld"


PENDING = frozenset({ObjectionState.OPEN, ObjectionState.ANSWERED})
"""States in which an objection keeps the notice's clock stopped."""


@dataclass(frozen=True, slots=True)
class NewObjection:
    """An objection to be entered by `clerk`; `days_left` of the notice, that day included."""

    item_id: int
    closing_id: int | None
    clerk_id: int
    words: str
    days_left: int


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection as it stands. `closing_id` is None of an item that is closed already."""

    id: int
    item_id: int
    code: str
    title: str
    closing_id: int | None
    clerk_id: int
    at: datetime
    words: str
    days_left: int
    state: ObjectionState
    answer: str
    answered_by: int | None
    decided_by: int | None


def takes_objections(item: Item) -> bool:
    """Return whether objections to the item are entered: on notice, or closed already."""
    return item.state is State.ON_NOTICE or item.state in CLOSED


def may_enter_objection(person: Person) -> bool:
    """Return whether the person enters what the public objects: the office does."""
    return is_office(person)


def may_answer_objection(person: Person, item: Item) -> bool:
    """Return whether the person answers an objection: whoever is responsible for the item."""
    return is_responsible_for(person, item)


def may_decide_objection(person: Person, item: Item, applicant: Person | None) -> bool:
    """Return whether the person decides on an objection: a verifier of the item, or the office.

    Of a closed item the office alone, which would re-open it. `applicant`: who applied to have it
    closed, None where nobody did.
    """
    if item.state in CLOSED:
        return may_strike_off(person, item)
    return may(person, Right.DECIDE_OBJECTION, Matter(item, applicant))


def days_left(step: ProcedureStep, calendar: WorkCalendar, today: date, until: date | None) -> int:
    """Return the days of a notice that are left, today included; 0 once it is over.

    Calendar days or working days, as the step counts them.
    """
    if until is None or until < today:
        return 0
    if step.calendar_days:
        return (until - today).days + 1
    return calendar.working_days_between(today, until)


def resumed_until(
    step: ProcedureStep, calendar: WorkCalendar, today: date, until: date | None, left: int
) -> date | None:
    """Return the last day of a notice that goes on today with so many days left.

    One that was over when the objection came stays over.
    """
    return replace(step, days=left).last_day(today, calendar) if left else until
