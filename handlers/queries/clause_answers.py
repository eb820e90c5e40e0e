"""Who answers a clause of a question: what it asks decides, and of what."""

from collections.abc import Callable
from dataclasses import replace

from handlers.context import Context
from handlers.queries import (
    clause_figures,
    clauses,
    due_milestones,
    entities,
    item_facts,
    lists,
    status,
    unanswerable,
)
from handlers.queries.clauses import AskedClause
from messages.outgoing import Reply
from rules.language.question_parts import speaks_of_each
from rules.policy.conditions import OF_AN_ITEM, ItemCondition, QuestionAsk
from rules.policy.lists import ListKind, ListQuery
from rules.policy.people import UnitKind
from rules.policy.rankings import RankingOf
from storage.ledger.item_filter import ItemFilter

Answer = Callable[[Context, AskedClause], Reply]
SEVERAL = 2
"""Names that can be compared."""
_OF_DAYS = frozenset({QuestionAsk.MILESTONES, QuestionAsk.NEXT_MILESTONES, QuestionAsk.DAYS_TO})
"""What is asked of days that nothing need fall due in."""
_OF_ALL: tuple[tuple[frozenset[QuestionAsk], Answer], ...] = (
    (frozenset({QuestionAsk.MILESTONES, QuestionAsk.NEXT_MILESTONES}), due_milestones.answer),
    (frozenset({QuestionAsk.DAYS_TO}), clause_figures.days_to),
    (frozenset({QuestionAsk.MEAN}), clause_figures.mean),
    (frozenset({QuestionAsk.SHARE}), clause_figures.shares),
    (frozenset({QuestionAsk.EARLIEST, QuestionAsk.LATEST_DUE}), clause_figures.edge),
    (frozenset({QuestionAsk.LAST_CLOSED, QuestionAsk.LAST_DONE}), clause_figures.ended),
)
"""What is asked of all items at once, and who answers it; the first that is asked decides."""
RANKS = frozenset(
    {QuestionAsk.RANKED, QuestionAsk.MOST, QuestionAsk.FEWEST, QuestionAsk.MORE, QuestionAsk.FEWER}
)
_COMPARES = RANKS | {QuestionAsk.SLOWER, QuestionAsk.FASTER}


def who_answers(clause: AskedClause) -> Answer | None:
    if clause.meant.finding:
        return _no_such_finding
    if clause.of_days and clause.days is None and not clause.asks & _OF_DAYS:
        return None
    if (clause.days is not None and clause.conditions_of_ended) or _is_of_a_term(clause):
        return None
    for asks, whose in _OF_ALL:
        if clause.asks & asks and not _is_of_one(clause, whose):
            return whose
    if QuestionAsk.LATEST_REPORT in clause.asks and clause.meant.ids is None:
        return clause_figures.latest_reports
    return _who_compares(clause) or _who_tells(clause)


def _is_of_a_term(clause: AskedClause) -> bool:
    """Whether it asks how long a public notice or a check lasts, which is no deadline of an item."""
    terms = {ItemCondition.ON_NOTICE, ItemCondition.UNDER_CHECK}
    asks = clause.asks & {QuestionAsk.DEADLINE, QuestionAsk.OVERDUE_FOR}
    return bool(asks and terms & set(clause.conditions))


def _is_of_one(clause: AskedClause, whose: Answer) -> bool:
    """Whether figures of items say more than shares, and a number of what ended more than the last."""
    if whose is clause_figures.shares:
        return clause.meant.ids is not None
    return whose is clause_figures.ended and bool(clause.asks & COUNTS)


def unknown(ctx: Context, clause: AskedClause, missing: str) -> Reply:
    """Say what of a clause the ledger does not have."""
    subject = replace(entities.of(ctx, clause.text), text=clause.text)
    return unanswerable.not_known(ctx, subject, missing)


def _no_such_finding(ctx: Context, clause: AskedClause) -> Reply:
    return unknown(ctx, clause, clause.meant.finding)


def _who_tells(clause: AskedClause) -> Answer | None:
    """Return who answers what is asked of items one by one, or for a list of them."""
    how_much = clause.asks & {QuestionAsk.HOW_MUCH, QuestionAsk.SHARE}
    if how_much and clause.meant.ids and not clause.conditions:
        return _each(QuestionAsk.PROGRESS)
    if clause.asks & OF_AN_ITEM and _is_of_items(clause):
        return _of_items
    if _is_of_conditions(clause):
        return _listed
    of_a_finding = any(name.kind == "finding" for name in clause.names)
    return _stands if of_a_finding and not clause.conditions else None


def _stands(ctx: Context, clause: AskedClause) -> Reply:
    """Show how a finding stands that is named by its number, which an item may have too."""
    return status.show(ctx, entities.of(ctx, clause.text))


def stands(ctx: Context, clause: AskedClause) -> Reply:
    """Say how what a clause names stands: items one by one, anything else by its totals."""
    if clause.meant.ids is not None:
        return _each(QuestionAsk.STATE)(ctx, clause)
    scope = clauses.named_filter(ctx, clause)
    return clause_figures.shares(ctx, clause) if scope != ItemFilter() else _stands(ctx, clause)


def _who_compares(clause: AskedClause) -> Answer | None:
    if not clause.asks & _COMPARES:
        return _who_tells_of_each(clause)
    if clause.meant.ids and len(clause.meant.ids) >= SEVERAL and not clause.asks & RANKS:
        # Nothing measures items one against the other: they are put side by side.
        return _each(QuestionAsk.STATE)
    comparable = [name for name in clause.names if name.kind in COMPARED]
    if len(comparable) >= SEVERAL:
        return clause_figures.compare
    of = _ranked(clause)
    others = set(clause.conditions) - {ItemCondition.OVERDUE}
    if QuestionAsk.RANKED in clause.asks:
        others -= {ItemCondition.DONE, ItemCondition.CLOSED}
    if of is None or not (clause.asks & RANKS and (others or of is RankingOf.GUARANTOR)):
        return None
    return lambda ctx, asked: clause_figures.most(ctx, asked, of)


def _who_tells_of_each(clause: AskedClause) -> Answer | None:
    """Return who counts for each of several by itself: 各县分别逾期几项."""
    counted = clause.asks & COUNTS and clause.asks <= COUNTS | {QuestionAsk.WHICH}
    if not (counted and speaks_of_each(clause.text)) or clause.meant.ids is not None:
        return None
    if len([name for name in clause.names if name.kind in COMPARED]) >= SEVERAL:
        return clause_figures.compare
    of = _ranked(clause)
    return (lambda ctx, asked: clause_figures.most(ctx, asked, of)) if of else None


COMPARED = frozenset({"unit", "kind", "person", "guarantor", "category", "aspect"})
"""Kinds of names of which several can be put in an order."""
_KINDS = {
    UnitKind.COUNTY: RankingOf.COUNTY,
    UnitKind.DEPARTMENT: RankingOf.DEPARTMENT,
    UnitKind.ENTERPRISE: RankingOf.UNIT,
}


def _ranked(clause: AskedClause) -> RankingOf | None:
    """Return what is ranked: as it is named, or whose who is asked for."""
    if clause.parts.ranked is not None:
        return clause.parts.ranked
    kinds = [_KINDS[UnitKind(name.name)] for name in clause.names if name.kind == "kind"]
    by_asks = {
        QuestionAsk.GUARANTOR: RankingOf.GUARANTOR,
        QuestionAsk.OWNER: RankingOf.OWNER,
        QuestionAsk.LEAD: RankingOf.UNIT,
    }
    asked_for = (of for ask, of in by_asks.items() if ask in clause.asks)
    return next(iter(kinds), None) or next(asked_for, None)


def _is_of_items(clause: AskedClause) -> bool:
    """Whether it asks of some items, and yes or no of those that words of their titles mean."""
    if clause.asks & OF_AN_ITEM == {QuestionAsk.STATE}:
        return clause.meant.ids is not None
    late = QuestionAsk.OVERDUE_FOR in clause.asks
    return clause.is_narrowed or late or bool(clause.meant.missing)


def _of_items(ctx: Context, clause: AskedClause) -> Reply:
    """Answer of what is named; since when things are overdue, of nothing named, of all that are."""
    scope, of = clauses.said(ctx, clause), clauses.filter_of(ctx, clause)
    if QuestionAsk.OVERDUE_FOR in clause.asks and clause.meant.ids is None:
        of = ItemFilter(within=of, overdue_on=ctx.today)
    return item_facts.answer(ctx, scope, of, clause.asks)


COUNTS = frozenset({QuestionAsk.COUNT, QuestionAsk.HOW_MUCH})


def _each(ask: QuestionAsk) -> Answer:
    """Return who tells the same of each item that a clause is about, whatever else it asks."""

    def answer(ctx: Context, clause: AskedClause) -> Reply:
        scope, of = clauses.said(ctx, clause), clauses.filter_of(ctx, clause)
        return item_facts.answer(ctx, scope, of, frozenset({ask}))

    return answer


_ONLY_HERE = frozenset(
    {
        ItemCondition.NOT_OVERDUE,
        ItemCondition.NOT_RED,
        ItemCondition.NOT_YELLOW,
        ItemCondition.NOT_BLUE,
        ItemCondition.STARTED,
        ItemCondition.NOT_AT_DOOR,
        ItemCondition.NOT_BLOCKED,
        ItemCondition.NOT_KEY,
        ItemCondition.UNGUARANTEED,
        ItemCondition.UNFUNDED,
        ItemCondition.ON_NOTICE,
        ItemCondition.UNDER_CHECK,
        ItemCondition.NOT_ON_NOTICE,
        ItemCondition.NOT_UNDER_CHECK,
        ItemCondition.NEVER_REPORTED,
        ItemCondition.EXTENSION_ASKED,
        ItemCondition.EXTENDED,
    }
)
"""Conditions that no other list applies."""
_TOGETHER = (
    {ItemCondition.OVERDUE, ItemCondition.RED},
    {ItemCondition.OVERDUE, ItemCondition.UNDONE},
    {ItemCondition.OVERDUE, ItemCondition.OPEN},
    {ItemCondition.OVERDUE, ItemCondition.UNDONE, ItemCondition.OPEN},
)
"""Conditions that say together no more than one of them."""


_WITH_DAYS = {
    ItemCondition.OVERDUE,
    ItemCondition.RED,
    ItemCondition.YELLOW,
    ItemCondition.BLUE,
    ItemCondition.UNDONE,
    ItemCondition.OPEN,
}
"""Conditions that a list of what falls due applies by itself."""


def _is_of_conditions(clause: AskedClause) -> bool:
    found = set(clause.conditions)
    several = len(found) > 1 and found not in _TOGETHER
    due = clause.days is not None and bool(found - _WITH_DAYS)
    return bool(found & _ONLY_HERE) or several or due or bool(clause.excluded)


def _listed(ctx: Context, clause: AskedClause) -> Reply:
    return lists.show(ctx, ListQuery(ListKind.ASKED, clause.in_full))
