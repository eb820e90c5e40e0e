"""Rankings: units, categories, officials and leaders by what is overdue, done or theirs."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.context import Context
from handlers.queries import entities
from handlers.queries.entities import QuerySubject
from handlers.queries.name_filters import narrowed
from messages.outgoing import Reply
from messages.queries import figure_texts
from rules.language.figures import FigureQuestion
from rules.policy.rankings import RankingOf, rank
from rules.policy.tallies import Tally, sum_tallies
from storage.ledger import tallies
from storage.ledger.entities import RANKED_KINDS, EntityName
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
    of = of_named(subject.names) if question.among_named else question.by
    rows = tallied(ctx, of, item_filter)
    if question.among_named:
        rows = [_of_one(ctx, name) for name in subject.names]
    return ctx.say(
        figure_texts.ranking(ctx.t, scope, of, question.order, rank(rows, question.order))
    )


def tallied(ctx: Context, of: RankingOf, item_filter: ItemFilter) -> list[Tally]:
    """Count items by what is ranked."""
    among = _only_kind(ctx, of, item_filter)
    return tallies.tally(ctx.tx, ctx.person, ctx.today, BY.get(of, "unit"), among)


def _of_one(ctx: Context, name: EntityName) -> Tally:
    """Count the items of one thing that is named, with all under it."""
    of = narrowed(ctx, ItemFilter(), name)
    return sum_tallies(name.said, tallies.tally(ctx.tx, ctx.person, ctx.today, "unit", of))


NAMED = {
    "person": RankingOf.OWNER,
    "guarantor": RankingOf.GUARANTOR,
    "category": RankingOf.CATEGORY,
    "aspect": RankingOf.ASPECT,
}
"""What is ranked where things of this kind are named; else units."""


def of_named(names: Iterable[EntityName]) -> RankingOf:
    """Return what is ranked where things are named, and no kind of thing."""
    kinds = {name.kind for name in names}
    return NAMED.get(kinds.pop(), RankingOf.UNIT) if len(kinds) == 1 else RankingOf.UNIT


def _only_kind(ctx: Context, by: RankingOf, item_filter: ItemFilter) -> ItemFilter:
    if by not in RANKED_KINDS:
        return item_filter
    alike = people.units_of_kind(ctx.tx, RANKED_KINDS[by])
    held = alike if item_filter.units is None else item_filter.units & alike
    return replace(item_filter, units=held)
