"""Sums: what was done in all, by measure, of the items that the words name."""

from handlers.context import Context
from handlers.queries import entities, unanswerable
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from messages.queries import figure_texts
from rules.language.figures import FigureQuestion
from rules.policy.items import Item
from rules.policy.rankings import sum_figures
from rules.policy.units import same_unit
from storage.ledger import item_store


def answer(ctx: Context, question: FigureQuestion, subject: QuerySubject) -> Reply:
    """Add up the figures of one measure, else of each; items about something else do not count.

    What no verb makes alike is not added: 家 may be works and farms.
    """
    scope, item_filter = entities.scope(ctx, subject)
    found = item_store.listed(ctx.tx, ctx.person, item_filter, limit=None)
    meant = [item for item in found if _is_about(item, question)]
    if not meant:
        return unanswerable.not_known(ctx, subject, subject.text)
    sums = sum_figures(meant)
    asked_for = [each for each in sums if same_unit(each.measure, question.unit)]
    counted = sum(each.items for each in asked_for)
    others = len(found if subject.words else meant) - counted
    if not question.signs and counted > 1:
        alike = [item for item in meant if same_unit(item.measure, question.unit)]
        return ctx.say(figure_texts.apart(ctx.t, scope, alike))
    return ctx.say(figure_texts.sums(ctx.t, scope, asked_for, others))


def _is_about(item: Item, question: FigureQuestion) -> bool:
    words = item.title + item.goal
    return not question.signs or any(sign in words for sign in question.signs)
