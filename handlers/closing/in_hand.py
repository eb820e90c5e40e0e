"""Who has an application in hand (受理), and whether somebody may check it."""

from datetime import date

from handlers.context import Context
from messages.closing import check_texts, closing_texts
from rules.policy.checks import CheckClaim, lasts_until
from rules.policy.closing import Refusal, RefusalReason, awaited
from rules.policy.items import Item, State
from rules.policy.people import Person
from rules.policy.permissions import may_strike_off
from rules.policy.procedure import StepKind
from rules.policy.step_rights import may_do
from storage.closing import checks, closings
from storage.people import people

CHECKED = frozenset({State.APPLIED, State.UNDER_CHECK})
"""States in which an application waits for its check or is being checked."""


def may_check(ctx: Context, person: Person, item: Item) -> bool:
    """Whether the check that an application waits for, or had last, is this person's."""
    closing = closings.latest(ctx.tx, item.id)
    if closing is None:
        return False
    checked = [step for step in ctx.city.procedure.order if step.kind is StepKind.CHECK]
    waits = awaited(ctx.city.procedure, item.state, closing.awaits)
    step = waits if waits in checked else checked[-1]
    return may_do(step, person, item, people.by_id(ctx.tx, closing.person_id))


def holder(ctx: Context, item: Item) -> CheckClaim | None:
    """Return who has the item's application in hand; None where nobody has."""
    closing = closings.latest(ctx.tx, item.id)
    return None if closing is None else checks.in_hand(ctx.tx, closing.id)


def claimed_on(ctx: Context, claim: CheckClaim) -> date:
    return ctx.city.today(claim.at)


def last_day(ctx: Context, claim: CheckClaim) -> date:
    """Return the last day on which nobody else may take the application over."""
    return lasts_until(claimed_on(ctx, claim), ctx.city.calendar, ctx.city.claim_days)


def is_free(ctx: Context, claim: CheckClaim | None) -> bool:
    """Whether somebody else than its holder may take an application up."""
    return claim is None or ctx.today > last_day(ctx, claim)


def refusal(ctx: Context, item: Item) -> str:
    """Return why this person may not decide on the check now; empty when they may.

    The office, which may send back at any time, needs to take nothing up.
    """
    if item.state not in CHECKED or may_strike_off(ctx.person, item):
        return ""
    return form_refusal(ctx, item)


def form_refusal(ctx: Context, item: Item) -> str:
    """Return why this person may not fill in the form of the check; empty when they may."""
    if item.state not in CHECKED:
        return closing_texts.refused(ctx.t, item, Refusal(RefusalReason.NOT_NOW))
    if not may_check(ctx, ctx.person, item):
        return closing_texts.refused(ctx.t, item, Refusal(RefusalReason.NOT_YOURS))
    claim = holder(ctx, item)
    if claim is not None and claim.person_id == ctx.person.id:
        return ""
    if claim is None or is_free(ctx, claim):
        return check_texts.take_up_first(ctx.t)
    return held_by(ctx, claim)


def held_by(ctx: Context, claim: CheckClaim) -> str:
    """Say who has it, and until when."""
    name = people.by_id(ctx.tx, claim.person_id).name
    return check_texts.held_by(ctx.t, name, last_day(ctx, claim))
