"""Whose a step of striking off is: the right of the permission matrix that each step needs."""

from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.permissions import Right, may
from rules.policy.procedure import Actor, ProcedureStep, StepKind
from rules.policy.relations import Matter

VERIFYING = frozenset({StepKind.CHECK, StepKind.REVIEW})
"""Steps that look at an application: nobody of the applicant's side does them."""

_RIGHTS = {
    Actor.VERIFIER: Right.VERIFY,
    Actor.LEAD: Right.STRIKE_OFF_AS_LEAD,
    Actor.OFFICE: Right.STRIKE_OFF,
}
"""The right that a step after the application needs, by who does it."""


def right_of(step: ProcedureStep) -> Right:
    """Return the right that a step needs."""
    if step.kind is StepKind.APPLICATION:
        return Right.APPLY
    if step.kind in VERIFYING and step.by is Actor.OFFICE:
        return Right.REVIEW_FOR_OFFICE
    return _RIGHTS[step.by]


def may_do(step: ProcedureStep, by: Person, item: Item, applicant: Person | None = None) -> bool:
    """Return whether a step is this person's."""
    return may(by, right_of(step), Matter(item, applicant))
