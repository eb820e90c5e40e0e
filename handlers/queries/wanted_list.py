"""Which list of items a question asks for: overdue, due, of a light, in a state, ended in a period."""

from dataclasses import replace
from datetime import date

from handlers.context import Context
from rules.language import asked_days
from rules.language.dimensions import LIGHTS
from rules.language.questions import LATE, STATE_LISTS, ended_state
from rules.policy.forecast import Light
from rules.policy.lists import ListKind, ListQuery


def wanted(ctx: Context, text: str) -> ListQuery | None:
    """Return the list that words ask for; None when they ask for none."""
    words = text.lower()
    if LATE.search(words):
        return late(ctx, text)
    days = asked_days.due_period(words, ctx.today)
    for light, called in LIGHTS.items():
        if called.search(text):
            query = _in_days(ListKind.LIGHT, days) if days else ListQuery(ListKind.LIGHT)
            return replace(query, light=light)
    if days is not None:
        return _in_days(ListKind.DUE, days)
    asked_for = (ListKind(kind) for kind, listed in STATE_LISTS.items() if listed.search(words))
    kind = next(asked_for, None)
    ended = _ended(ctx, words)
    return ended or (ListQuery(kind) if kind else None)


def _ended(ctx: Context, words: str) -> ListQuery | None:
    """Return the list of what ended in a past period, where the words ask for that: 本周完成了几项."""
    kind = ended_state(words)
    days = asked_days.find_past_days(words, ctx.today) if kind else None
    return _in_days(ListKind(kind), days) if kind and days else None


def without_days_to_come(text: str, query: ListQuery, today: date) -> str:
    """Return the words without the period of a list, which is of days to come."""
    ahead = query.last is not None and query.last >= today
    return asked_days.without_period(text) if ahead else text


def without_applied(text: str, query: ListQuery, today: date) -> str:
    """Return the words without the conditions besides names that the list is made by."""
    if query.kind in (ListKind.DONE, ListKind.CLOSED) and query.first:
        return asked_days.without_days(text, today)
    if query.kind is ListKind.DUE:
        return without_days_to_come(text, query, today)
    if query.kind is ListKind.LIGHT and query.first:
        return asked_days.without_due(text)
    return LIGHTS[Light.RED].sub(" ", text) if query.kind is ListKind.OVERDUE else text


def late(ctx: Context, text: str) -> ListQuery:
    """Return the list of what is overdue, of the period that is named."""
    since = asked_days.overdue_period(text.lower(), ctx.today)
    return _in_days(ListKind.LATE, since) if since else ListQuery(ListKind.OVERDUE)


def _in_days(kind: ListKind, days: tuple[date, date]) -> ListQuery:
    return ListQuery(kind, first=days[0], last=days[1])
