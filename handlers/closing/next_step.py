"""The next step of the procedure: who does it is told as soon as it can be done."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from handlers.closing import decisions
from handlers.context import Context
from messages.closing import check_texts, closing_texts
from messages.closing.closing_texts import Dossier
from messages.closing.notice_texts import PublicNotice
from messages.letters import letters
from messages.outgoing import ButtonRow, OutgoingMessage, Reply
from messages.reporting import evidence_texts
from messages.texts import Texts
from notices import calendar_notices, closing_summary, public_notices, recipients
from rules.policy.closing import Act, Outcome, Refusal, decide, may_do
from rules.policy.items import Item
from rules.policy.people import Person
from rules.policy.procedure import ProcedureStep, StepKind, notice_before
from rules.policy.refs import Ref
from rules.policy.spans import unpublished_years
from storage.closing import closings
from storage.ledger import item_store


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
        lambda t: _buttons(t, dossier, step),
        about=Ref.item(item.id),
    )
    return written or letters(
        recipients.office(ctx.tx), language, lambda t: closing_texts.nobody_does(t, item, step)
    )


def _buttons(t: Texts, dossier: Dossier, step: ProcedureStep) -> tuple[ButtonRow, ...]:
    """Offer what the step may do; a check is taken up first."""
    if step.kind is not StepKind.CHECK:
        return closing_texts.step_buttons(t, dossier, step)
    item = dossier.item.id
    return (
        *check_texts.queue_buttons(t, item, own=False, free=True),
        *evidence_texts.rows(t, item, dossier.exhibits),
    )


def announced(ctx: Context, item: Item, outcome: Outcome) -> list[OutgoingMessage]:
    """Tell the office of a notice that comes before the application."""
    assert outcome.notice_until is not None
    years = unpublished_years(ctx.city.calendar, ctx.today, outcome.notice_until)
    said = partial(closing_texts.step_done, item=item, outcome=outcome, unpublished=years)
    told_office = ctx.tell_others(recipients.office(ctx.tx), said, about=Ref.item(item.id))
    told_office += calendar_notices.of_years(ctx.tx, ctx.city, years)
    after = item_store.by_id(ctx.tx, item.id)
    return told_office + notice_to_publish(ctx, after, outcome.notice_until)


def notice_to_publish(ctx: Context, item: Item, until: date) -> list[OutgoingMessage]:
    """Give the office the text of the public notice that begins today."""
    step = decisions.running_notice(ctx, item)
    assert step is not None
    first = ctx.today if step.calendar_days else ctx.city.calendar.next_working_day(ctx.today)
    hotline = ctx.city.notice_hotline
    notice = PublicNotice(item, first, until, step.days, not step.calendar_days, hotline)
    return public_notices.to_office(ctx.tx, ctx.city, notice)


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
        return ctx.say(closing_texts.refused(ctx.t, item, outcome), about=Ref.item(item.id))
    return card(ctx, item)


def card(ctx: Context, item: Item) -> Reply:
    """Show an application with the buttons of the step that is waited for."""
    closing, step = closings.latest(ctx.tx, item.id), decisions.awaited_step(ctx, item)
    assert closing is not None and step is not None
    dossier = closing_summary.of(ctx.tx, closing, step)
    buttons = closing_texts.step_buttons(ctx.t, dossier, step)
    return ctx.say(closing_texts.dossier_text(ctx.t, dossier), *buttons, about=Ref.item(item.id))
