"""The next step of the procedure: who does it is told as soon as it can be done."""

from collections.abc import Iterable
from functools import partial

from handlers.closing import decisions
from handlers.context import Context
from messages.closing import closing_texts
from messages.letters import letters
from messages.outgoing import OutgoingMessage, Reply
from notices import calendar_notices, closing_summary, recipients
from rules.policy.closing import Act, Outcome, Refusal, decide, may_do
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.procedure import ProcedureStep, StepKind, notice_before
from rules.policy.spans import unpublished_years
from storage.closing import closings


def told(ctx: Context, item: Item) -> list[OutgoingMessage]:
    """Write to those whose step comes next; where none can be reached, to the office.

    While a notice runs nobody is asked: the duty writes to them once it is over.
    """
    step = decisions.awaited_step(ctx, item)
    if step is None or notice_before(ctx.city.procedure, step) is not None:
        return []
    closing = closings.latest(ctx.tx, item.id)
    assert closing is not None
    dossier, language = closing_summary.of(ctx.tx, closing, step), ctx.city.language
    written = letters(
        _who_may(recipients.of_step(ctx.tx, item, step, ctx.today), step, item, closing.person_id),
        language,
        lambda t: closing_texts.dossier_text(t, dossier),
        lambda t: closing_texts.step_buttons(t, dossier, step),
        about=f"item:{item.id}",
    )
    return written or letters(
        recipients.office(ctx.tx), language, lambda t: closing_texts.nobody_does(t, item, step)
    )


def announced(ctx: Context, item: Item, outcome: Outcome) -> list[OutgoingMessage]:
    """Tell the office of a notice that comes before the application."""
    assert outcome.notice_until is not None
    years = unpublished_years(ctx.city.calendar, ctx.today, outcome.notice_until)
    said = partial(closing_texts.step_done, item=item, outcome=outcome, unpublished=years)
    office = [clerk.id for clerk in recipients.office(ctx.tx)]
    told_office = decisions.notices(ctx, item, said, office)
    return told_office + calendar_notices.of_years(ctx.tx, ctx.city, years)


def _who_may(
    people: Iterable[Person], step: ProcedureStep, item: Item, applicant: int
) -> list[Person]:
    return [person for person in people if may_do(step, person, item, applicant)]


def is_application(ctx: Context, item: Item) -> bool:
    """Return whether the owner is waited for: the notice came before the application."""
    step = decisions.awaited_step(ctx, item)
    return step is not None and step.kind is StepKind.APPLICATION


def asked_of_owner(ctx: Context, item: Item) -> Reply:
    """Offer to apply after the notice, or say why not."""
    outcome = decide(item, Act.APPLY, ctx.person, decisions.moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return ctx.say(closing_texts.refused(ctx.t, item, outcome), about=f"item:{item.id}")
    return card(ctx, item)


def card(ctx: Context, item: Item) -> Reply:
    """Show an application with the buttons of the step that is waited for."""
    closing, step = closings.latest(ctx.tx, item.id), decisions.awaited_step(ctx, item)
    assert closing is not None and step is not None
    dossier = closing_summary.of(ctx.tx, closing, step)
    buttons = closing_texts.step_buttons(ctx.t, dossier, step)
    return ctx.say(closing_texts.dossier_text(ctx.t, dossier), *buttons, about=f"item:{item.id}")
