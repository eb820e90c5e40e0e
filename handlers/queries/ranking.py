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
    of = _of_named(subject) if question.among_named else question.by
    by = BY.get(of, "unit")
    among = _only_kind(ctx, of, item_filter)
    rows = tallies.tally(ctx.tx, ctx.person, ctx.today, by, among)
    return ctx.say(
        figure_texts.ranking(ctx.t, scope, of, question.order, rank(rows, question.order))
    )


NAMED = {
    "person": RankingOf.OWNER,
    "guarantor": RankingOf.GUARANTOR,
    "category": RankingOf.CATEGORY,
    "aspect": RankingOf.ASPECT,
}
"""What is ranked where things of this kind are named; else units."""


def _of_named(subject: QuerySubject) -> RankingOf:
    kinds = {name.kind for name in subject.names}
    return NAMED.get(kinds.pop(), RankingOf.UNIT) if len(kinds) == 1 else RankingOf.UNIT


def _only_kind(ctx: Context, by: RankingOf, item_filter: ItemFilter) -> ItemFilter:
    if by not in RANKED_KINDS:
        return item_filter
    alike = people.units_of_kind(ctx.tx, RANKED_KINDS[by])
    held = alike if item_filter.units is None else item_filter.units & alike
    return replace(item_filter, units=held)
