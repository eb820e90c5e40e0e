"""Whether items will be done by a day, at the rate of what was reported so far."""

from dataclasses import replace
from datetime import date

from handlers.context import Context
from handlers.queries import entities
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from messages.queries import figure_texts
from rules.language.figures import FigureQuestion
from rules.language.reading.days.calendar import last_of_month
from rules.policy.forecast import expected_by
from rules.policy.items import is_done
from storage.ledger import campaigns, item_store, lights


def answer(ctx: Context, question: FigureQuestion, subject: QuerySubject) -> Reply:
    """Count what will be done by the day, what will not, and what cannot be told."""
    mark = _mark(ctx, question.mark)
    if mark is None:
        return ctx.say(ctx.t("The ledger has no half-year mark."))
    scope, item_filter = entities.scope(ctx, subject)
    every = item_store.listed(ctx.tx, ctx.person, item_filter, limit=None)
    if not every:
        return ctx.say(ctx.t("There are no items of “{words}” in the ledger.", words=scope))
    going = [replace(item, deadline=mark) for item in every if not is_done(item)]
    seen = lights.of_items(ctx.tx, ctx.city, going, ctx.today)
    by_outlook = {item.id: expected_by(seen[item.id]) for item in going}
    outlook = figure_texts.Outlook(
        scope,
        mark,
        len(every),
        len(every) - len(going),
        sum(expected is True for expected in by_outlook.values()),
        [item for item in going if by_outlook[item.id] is False],
        sum(expected is None for expected in by_outlook.values()),
    )
    return ctx.say(figure_texts.outlook(ctx.t, outlook, ctx.today))


def _mark(ctx: Context, named: str) -> date | None:
    if named == "year":
        return ctx.today.replace(month=12, day=31)
    if named == "month":
        return last_of_month(ctx.today)
    return campaigns.days_of(ctx.tx, ctx.city)[0]
