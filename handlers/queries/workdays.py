"""`/workdays 2024-09-29 10`: when a span of working days ends."""

from handlers.context import Desk
from messages import calendar as words_of
from messages.outgoing import Spoken
from notices import calendar
from rules.policy.spans import Span, asked_span, length, unpublished_years


def counted(desk: Desk, words: str) -> Spoken:
    span = asked_span(words, desk.city.calendar)
    if span is None:
        return desk.say(
            desk.t(
                "Please write /workdays, a day and a number of working days, or two days, "
                "for example: /workdays 2024-09-29 10"
            )
        )
    years = unpublished_years(desk.city.calendar, span.start, span.end)
    caution = words_of.unpublished(desk.t, years)
    spoken = desk.say("\n".join(line for line in (_said(desk, span), caution) if line))
    spoken.messages += calendar.of_years(desk.tx, desk.city, years)
    return spoken


def _said(desk: Desk, span: Span) -> str:
    if span.by_number:
        return words_of.span(desk.t, span.start, span.number, span.end)
    days = length((span.start, span.end))
    return words_of.between(desk.t, span.start, span.end, span.number, days)
