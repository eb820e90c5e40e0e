"""ScopeShares, means, the first and the last, who has most: what a clause asks of all its items at once."""

from dataclasses import replace

from handlers.context import Context
from handlers.queries import clauses, ranking
from handlers.queries.clauses import AskedClause
from handlers.queries.condition_filters import meeting
from handlers.queries.name_filters import narrowed
from messages.outgoing import Reply
from messages.queries import figure_texts, share_texts
from messages.queries.share_texts import ScopeShares
from rules.language import asked_days
from rules.language.question_parts import speaks_of_the_look_back, speaks_of_the_whole
from rules.policy.conditions import ItemCondition, QuestionAsk
from rules.policy.items import State
from rules.policy.rankings import RankingOf, RankOrder, rank
from rules.policy.tallies import Tally, sum_tallies
from storage.ledger import campaigns, item_store, tallies
from storage.ledger.entities import EntityName
from storage.ledger.item_filter import ItemFilter
from storage.queries import edges, standing

LAST = 3
"""Items or reports of which the newest are told."""


def shares(ctx: Context, clause: AskedClause) -> Reply:
    """Tell shares of each thing that is named, else of the whole; of a kind of units, of each unit too."""
    scopes = [(name.said, narrowed(ctx, ItemFilter(), name)) for name in clause.names]
    several = len(clause.names) > 1 and len({name.kind for name in clause.names}) == 1
    if not several:
        scopes = [(clauses.named_scope(ctx, clause), clauses.named_filter(ctx, clause))]
    if clause.names_something and speaks_of_the_whole(clause.text):
        scopes.append((ctx.t("The whole city"), ItemFilter()))
    reply = ctx.say(share_texts.shares(ctx.t, [_shares(ctx, *scope) for scope in scopes]))
    of = clause.parts.ranked or _of_kind(clause.names) or _of_an_order(clause)
    if of is not None:
        scope, item_filter = scopes[0]
        rows = ranking.tallied(ctx, of, item_filter)
        lowest = bool(clause.asks & {QuestionAsk.FEWEST, QuestionAsk.SLOWER})
        order = RankOrder.LOWEST_RATE if lowest else RankOrder.HIGHEST_RATE
        said = figure_texts.ranking(ctx.t, scope, of, order, rank(rows, order))
        reply.messages += ctx.say(said).messages
    return reply


def _of_kind(names: tuple[EntityName, ...]) -> RankingOf | None:
    """Return what is ranked where a kind of units is named: 各县区完成率."""
    return RankingOf.UNIT if any(name.kind == "kind" for name in names) else None


def _of_an_order(clause: AskedClause) -> RankingOf | None:
    """Return units where the best or the worst is asked for and nothing says of what."""
    ordered = {QuestionAsk.MOST, QuestionAsk.FEWEST, QuestionAsk.RANKED}
    return RankingOf.UNIT if clause.asks & ordered else None


def _shares(ctx: Context, scope: str, of: ItemFilter) -> ScopeShares:
    screen = standing.screen_of(ctx.tx, ctx.city, ctx.person, ctx.today, scope, of)
    unstarted = ItemFilter(within=of, states=frozenset({State.NOT_STARTED}))
    begun = screen.whole.total - item_store.count(ctx.tx, ctx.person, unstarted)
    return ScopeShares(screen.whole, screen.lights, begun)


def mean(ctx: Context, clause: AskedClause) -> Reply:
    """Tell the mean of the days overdue; of progress there is none, and the shares are told."""
    late = QuestionAsk.OVERDUE_FOR in clause.asks or ItemCondition.OVERDUE in clause.conditions
    if not late:
        reply = ctx.say(share_texts.no_mean(ctx.t))
        reply.messages += shares(ctx, clause).messages
        return reply
    of = ItemFilter(within=clauses.named_filter(ctx, clause), overdue_on=ctx.today)
    found = item_store.listed(ctx.tx, ctx.person, of, limit=None)
    days = [(ctx.today - item.deadline).days for item in found if item.deadline]
    return ctx.say(share_texts.mean_overdue(ctx.t, clauses.named_scope(ctx, clause), days))


def edge(ctx: Context, clause: AskedClause) -> Reply:
    """Name what falls due first from today on, or last, of what is not done."""
    last = QuestionAsk.LATEST_DUE in clause.asks
    of = clauses.filter_of(ctx, clause)
    undone = ItemFilter(within=of, done=False, due_from=ctx.today)
    day = edges.deadline(ctx.tx, ctx.person, undone, last=last)
    on_it = replace(undone, due_from=day, due_by=day) if day else None
    items = item_store.listed(ctx.tx, ctx.person, on_it) if on_it else []
    overdue = item_store.count(ctx.tx, ctx.person, ItemFilter(within=of, overdue_on=ctx.today))
    scope = clauses.said(ctx, clause)
    return ctx.say(share_texts.edge(ctx.t, scope, items, ctx.today, overdue, last=last))


def ended(ctx: Context, clause: AskedClause) -> Reply:
    """Name what was struck off, or done, last."""
    closed = QuestionAsk.LAST_CLOSED in clause.asks
    of = clauses.named_filter(ctx, clause)
    found = edges.ended_last(ctx.tx, ctx.person, of, LAST, ctx.city.zone, closed=closed)
    scope = clauses.named_scope(ctx, clause)
    return ctx.say(share_texts.ended(ctx.t, scope, found, closed=closed))


def latest_reports(ctx: Context, clause: AskedClause) -> Reply:
    """Tell the newest reports on what is named."""
    of, scope = clauses.filter_of(ctx, clause), clauses.said(ctx, clause)
    found = edges.latest_reports(ctx.tx, ctx.person, of, LAST)
    return ctx.say(share_texts.latest_reports(ctx.t, scope, found, ctx.city.zone))


def days_to(ctx: Context, clause: AskedClause) -> Reply:
    """Say how far away the half-year mark, the look-back or a day is."""
    half, look_back = campaigns.days_of(ctx.tx, ctx.city)
    of_days = asked_days.coming(clause.text, ctx.today) if clause.of_days else None
    name, day = ctx.t("Half-year mark"), half
    if of_days is not None:
        name, day = ctx.t("Day asked about"), of_days[1]
    elif speaks_of_the_look_back(clause.text):
        name, day = ctx.t("Look-back"), look_back
    if day is None:
        return ctx.say(ctx.t("{name}: not in the ledger", name=name))
    return ctx.say(share_texts.days_to(ctx.t, name, day, ctx.today))


def most(ctx: Context, clause: AskedClause, of: RankingOf) -> Reply:
    """Rank by how many items meet the conditions."""
    among = clauses.filter_of(ctx, clause)
    fewest = bool(clause.asks & {QuestionAsk.FEWEST, QuestionAsk.FEWER})
    order = RankOrder.FEWEST if fewest else RankOrder.MOST
    rows = ranking.tallied(ctx, of, among)
    if fewest:
        rows = _with_none(ctx, clause, of, rows)
    scope = clauses.said(ctx, clause)
    return ctx.say(share_texts.most(ctx.t, scope, of, rank(rows, order), fewest=fewest))


def _with_none(ctx: Context, clause: AskedClause, of: RankingOf, rows: list[Tally]) -> list[Tally]:
    """Return the rows with those that have items, and none that meets the conditions."""
    known = {row.name for row in rows}
    every = ranking.tallied(ctx, of, clauses.named_filter(ctx, clause))
    return [*rows, *(Tally(row.name) for row in every if row.name not in known)]


def compare(ctx: Context, clause: AskedClause) -> Reply:
    """Put what is named in an order: by conditions where there are any, else by what is done."""
    conditions = clause.conditions
    fewer = bool(clause.asks & {QuestionAsk.FEWER, QuestionAsk.FEWEST})
    rows = [
        _tally(ctx, name.said, meeting(ctx, narrowed(ctx, ItemFilter(), name), conditions))
        for name in clause.names
    ]
    of = ranking.of_named(clause.names)
    if conditions:
        order = RankOrder.FEWEST if fewer else RankOrder.MOST
        scope = clauses.said(ctx, clause)
        return ctx.say(share_texts.most(ctx.t, scope, of, rank(rows, order), fewest=fewer))
    slow = QuestionAsk.FASTER not in clause.asks
    order = RankOrder.LOWEST_RATE if slow else RankOrder.HIGHEST_RATE
    scope = clauses.said(ctx, clause)
    return ctx.say(figure_texts.ranking(ctx.t, scope, of, order, rank(rows, order)))


def _tally(ctx: Context, name: str, of: ItemFilter) -> Tally:
    return sum_tallies(name, tallies.tally(ctx.tx, ctx.person, ctx.today, "unit", of))
