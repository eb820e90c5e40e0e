"""The next step of the procedure: who does it is told as soon as it can be done."""

from datetime import date
from functools import partial

from handlers.closing import decisions
from handlers.context import Context
from messages.closing import closing_texts
from messages.closing.notice_texts import PublicNotice
from messages.outgoing import OutgoingMessage, Reply
from notices import calendar_notices, closing_summary, public_notices, recipients, step_notices
from notices.step_notices import NextStep
from rules.policy.closing import Act, Outcome, Refusal, decide
from rules.policy.items import Item
from rules.policy.procedure import StepKind, notice_before
from rules.policy.refs import Ref
from rules.policy.spans import unpublished_years
from storage.ledger import item_store


def told(ctx: Context, item: Item) -> list[OutgoingMessage]:
    """Write to those whose step comes next; where none can be reached, to the office.

    While a notice runs nobody is asked: the duty writes to them once it is over.
    """
    waits = step_notices.of(ctx.tx, ctx.city, item)
    if waits is None or notice_before(ctx.city.procedure, waits.step) is not None:
        return []
    return step_notices.ask(ctx.tx, ctx.city, waits, ctx.today, closing_texts.dossier_text)


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


def application(ctx: Context, item: Item) -> NextStep | None:
    """Return the application that an item waits for, where the notice came before it."""
    waits = step_notices.of(ctx.tx, ctx.city, item)
    return waits if waits is not None and waits.step.kind is StepKind.APPLICATION else None


def asked_of_owner(ctx: Context, waits: NextStep) -> Reply:
    """Offer to apply after the notice, or say why not."""
    item = waits.item
    outcome = decide(item, Act.APPLY, ctx.person, decisions.moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return ctx.say(closing_texts.refused(ctx.t, item, outcome), about=Ref.item(item.id))
    return card(ctx, waits)


def card(ctx: Context, waits: NextStep) -> Reply:
    """Show an application with the buttons of the step that is waited for."""
    dossier = closing_summary.of(ctx.tx, waits.closing, waits.step)
    buttons = closing_texts.step_buttons(ctx.t, dossier, waits.step)
    text = closing_texts.dossier_text(ctx.t, dossier)
    return ctx.say(text, *buttons, about=Ref.item(waits.item.id))
