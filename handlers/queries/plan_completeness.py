"""How complete the plans of units are, of exactly what the words name."""

from handlers.context import Context
from handlers.queries import entities
from handlers.queries.entities import QuerySubject
from messages.formatting import FormattedText
from messages.outgoing import Reply
from messages.plans import plan_texts
from rules.language.figures import FigureQuestion
from storage.ledger.item_filter import ItemFilter
from storage.plans import completeness


def answer(ctx: Context, _question: FigureQuestion, subject: QuerySubject) -> Reply:
    """Count by unit what of the items that are not done lacks something."""
    scope, item_filter = entities.scope(ctx, subject)
    found = completeness.by_unit(ctx.tx, ctx.person, item_filter)
    return ctx.say(FormattedText.of(f"{scope}｜", plan_texts.by_unit(ctx.t, found)))


def of_city(ctx: Context) -> Reply:
    """Count the same of everything that the person may see."""
    found = completeness.by_unit(ctx.tx, ctx.person, ItemFilter())
    return ctx.say(plan_texts.by_unit(ctx.t, found))
