"""Who reported in some days, or that nothing has changed."""

from datetime import timedelta

from handlers.context import Context
from handlers.queries import entities
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from messages.queries import figure_texts
from rules.language.figures import FigureQuestion
from rules.policy.rankings import FigureKind
from storage.queries import reporters

WEEK = timedelta(days=6)
"""Where no days are named: today and this many days before."""


def answer(ctx: Context, question: FigureQuestion, subject: QuerySubject) -> Reply:
    """Name who reported on what whoever asks may see."""
    days = question.days or (ctx.today - WEEK, ctx.today)
    unchanged = question.kind is FigureKind.UNCHANGED
    scope, item_filter = entities.scope(ctx, subject)
    moments = ctx.city.moments(days)
    found = reporters.between(ctx.tx, ctx.person, item_filter, moments, unchanged=unchanged)
    return ctx.say(
        figure_texts.reporters(ctx.t, scope, days, found, ctx.today, unchanged=unchanged)
    )
