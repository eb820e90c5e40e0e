"""Milestones that a question asks for: due in some days, overdue, next, reached or not."""

from dataclasses import replace
from datetime import timedelta

from handlers.context import Context
from handlers.queries import clauses
from handlers.queries.clauses import AskedClause
from messages.outgoing import Reply
from messages.queries import list_texts, step_texts
from rules.language import asked_days
from rules.policy.conditions import ItemCondition, QuestionAsk
from rules.policy.prompts import DAY
from storage.queries import due_steps
from storage.queries.due_steps import StepQuery

NEXT = 5
"""Milestones that are told where the next ones are asked for."""
WEEK = timedelta(days=7)
_REACHED = {
    ItemCondition.DONE: True,
    ItemCondition.UNDONE: False,
    ItemCondition.OVERDUE: False,
}
"""Conditions that a milestone meets by being reached, or not."""


def answer(ctx: Context, clause: AskedClause) -> Reply:
    """List milestones of what is named; of nothing named and no days, those of the next week."""
    asked, heading = _asked(ctx, clause)
    of = clauses.named_filter(ctx, clause)
    rows = due_steps.listed(ctx.tx, ctx.person, of, asked)
    if QuestionAsk.NEXT_MILESTONES in clause.asks:
        to_come = StepQuery(first=ctx.today, reached=False)
        rows = due_steps.listed(ctx.tx, ctx.person, of, to_come)[:NEXT]
    scope = clauses.named_scope(ctx, clause)
    return ctx.say(step_texts.steps(ctx.t, "｜".join(filter(None, [scope, heading])), rows))


def _asked(ctx: Context, clause: AskedClause) -> tuple[StepQuery, str]:
    reached = next((_REACHED[c] for c in clause.conditions if c in _REACHED), None)
    counted = clause.asks & {QuestionAsk.COUNT, QuestionAsk.HOW_MUCH}
    asked = StepQuery(reached=None if reached and counted else reached)
    if ItemCondition.OVERDUE in clause.conditions:
        return replace(asked, last=ctx.today - DAY), ctx.t("overdue")
    days = asked_days.coming(clause.text, ctx.today)
    plain = QuestionAsk.NEXT_MILESTONES not in clause.asks and reached is None
    if days is None and not clause.names_something and plain:
        days = ctx.today, ctx.today + WEEK
    if QuestionAsk.NEXT_MILESTONES in clause.asks:
        return asked, ctx.t("to come")
    if days is None:
        return asked, ""
    return replace(asked, first=days[0], last=days[1]), list_texts.days_named(
        ctx.t, days, ctx.today
    )
