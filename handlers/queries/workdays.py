"""`/workdays 2024-09-29 10`: when a span of working days ends."""

from handlers.context import Context
from messages import calendar_texts
from messages.outgoing import Reply
from notices import calendar_notices
from rules.policy.spans import Span, day_count, parse_span, unpublished_years


def counted(ctx: Context, words: str) -> Reply:
    span = parse_span(words, ctx.city.calendar)
    if span is None:
        return ctx.say(
            ctx.t(
                "Please write /workdays, a day and a number of working days, or two days, "
                "for example: /workdays 2024-09-29 10"
            )
        )
    years = unpublished_years(ctx.city.calendar, span.start, span.end)
    caution = calendar_texts.unpublished(ctx.t, years)
    reply = ctx.say("\n".join(line for line in (_said(ctx, span), caution) if line))
    reply.messages += calendar_notices.of_years(ctx.tx, ctx.city, years)
    return reply


def _said(ctx: Context, span: Span) -> str:
    if span.by_number:
        return calendar_texts.span(ctx.t, span.start, span.number, span.end)
    days = day_count((span.start, span.end))
    return calendar_texts.between(ctx.t, span.start, span.end, span.number, days)
