"""Rankings: units, categories, officials and leaders by what is overdue, done or theirs."""

from dataclasses import replace

from handlers.context import Context
from handlers.queries import entities
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from messages.queries import figure_texts
from rules.language.figures import FigureQuestion
from rules.policy.rankings import RankingOf, rank
from storage.ledger import tallies
from storage.ledger.entities import RANKED_KINDS
from storage.ledger.item_filter import ItemFilter
from storage.people import people

BY: dict[RankingOf, tallies.By] = {
    RankingOf.CATEGORY: "category",
    RankingOf.ASPECT: "aspect",
    RankingOf.OWNER: "owner",
    RankingOf.GUARANTOR: "guarantor",
}
"""What is counted; units of every kind where nothing is named."""


def answer(ctx: Context, question: FigureQuestion, subject: QuerySubject) -> Reply:
    """Rank what whoever asks may see."""
    scope, item_filter = entities.scope(ctx, subject)
    by = BY.get(question.by, "unit")
    among = _only_kind(ctx, question.by, item_filter)
    rows = tallies.tally(ctx.tx, ctx.person, ctx.today, by, among)
    return ctx.say(
        figure_texts.ranking(ctx.t, scope, question.by, question.order, rank(rows, question.order))
    )


def _only_kind(ctx: Context, by: RankingOf, item_filter: ItemFilter) -> ItemFilter:
    if by not in RANKED_KINDS:
        return item_filter
    alike = people.units_of_kind(ctx.tx, RANKED_KINDS[by])
    held = alike if item_filter.units is None else item_filter.units & alike
    return replace(item_filter, units=held)
