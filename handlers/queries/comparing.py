"""What has changed since a day: totals of now beside those of the end of that day."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.context import Context
from handlers.queries import entities
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from messages.queries import change_texts
from rules.language.figures import FigureQuestion
from rules.policy.tallies import Tally, sum_tallies
from storage.ledger.item_filter import ItemFilter
from storage.people import people
from storage.queries import daily_totals
from storage.queries.daily_totals import DayTotal

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def answer(ctx: Context, question: FigureQuestion, subject: QuerySubject) -> Reply:
    """Compare with the end of a day; without totals of that day no change is told."""
    day = _base(question, ctx.today)
    scope, item_filter = entities.scope(ctx, subject)
    every = replace(item_filter, open_only=False)
    then = daily_totals.share_at_end_of(ctx.tx, ctx.city, day, ctx.person, every)
    if then is None:
        return ctx.say(change_texts.no_totals(ctx.t, day, ctx.today))
    now = daily_totals.share_now(ctx.tx, ctx.today, ctx.person, every)
    if not now:
        return ctx.say(ctx.t("There are no items of “{words}” in the ledger.", words=scope))
    before, after = _by_unit(ctx, then), _by_unit(ctx, now)
    return ctx.say(change_texts.changes(ctx.t, scope, day, ctx.today, before, after))


def change_in_a_week(ctx: Context, item_filter: ItemFilter, now: Tally) -> str:
    """Say in one line what has changed since the same day a week ago; nothing where nobody can tell."""
    day = ctx.today - WEEK
    then = daily_totals.share_at_end_of(ctx.tx, ctx.city, day, ctx.person, item_filter)
    if then is None:
        return ""
    before = sum_tallies(now.name, (_tally(now.name, row) for row in then))
    return change_texts.change_since(ctx.t, day, ctx.today, before, now)


def _base(question: FigureQuestion, today: date) -> date:
    """Return the last day of the period compared with; for changes since, the day before it."""
    if question.days is None:
        return today - DAY
    first, last = question.days
    return min(first if question.since else last + DAY, today) - DAY


def _by_unit(ctx: Context, rows: list[DayTotal]) -> dict[str, Tally]:
    names = people.unit_names(ctx.tx)
    found: dict[str, list[Tally]] = {}
    for row in rows:
        name = names[row.unit_id]
        found.setdefault(name, []).append(_tally(name, row))
    return {name: sum_tallies(name, parts) for name, parts in found.items()}


def _tally(name: str, row: DayTotal) -> Tally:
    return Tally(name, row.total, row.done, row.closed, overdue=row.overdue)
