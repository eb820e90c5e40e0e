"""A public notice that somebody pastes: whether its span holds its days."""

from handlers.context import Context
from handlers.message import Message
from messages.closing import notice_texts
from messages.outgoing import Reply
from notices import calendar_notices
from rules.language.public_notice import stated_notice
from rules.policy.notice_check import check_notice
from rules.policy.procedure import Actor, ProcedureStep, StepKind

NO_NOTICE = ProcedureStep("", StepKind.NOTICE, Actor.OFFICE)
"""A procedure without a public notice asks for no days."""


def is_pasted(message: Message) -> bool:
    """Whether the words state a public notice from one day to another."""
    return stated_notice(message.text, message.ctx.today) is not None


def check(message: Message, ctx: Context) -> Reply:
    """Count the notice's days against what it says itself, else against the city's procedure."""
    stated = stated_notice(message.text, ctx.today)
    assert stated is not None
    step = next((s for s in ctx.city.procedure.order if s.kind is StepKind.NOTICE), None)
    asked_for = step if step is not None else NO_NOTICE
    working = stated.working if stated.days is not None else not asked_for.calendar_days
    needed = stated.days or asked_for.days or 1
    checked = check_notice(ctx.city.calendar, stated.first, stated.last, needed, working=working)
    required = 0 if asked_for.calendar_days else asked_for.days
    reply = ctx.say(notice_texts.checked(ctx.t, checked, required))
    reply.messages += calendar_notices.of_years(ctx.tx, ctx.city, list(checked.estimated))
    return reply
