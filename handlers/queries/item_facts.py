"""Who, why, until when: what is asked of each item that a question is about."""

from collections.abc import Sequence

from handlers.context import Context
from messages.outgoing import Reply
from messages.queries import fact_texts
from messages.queries.fact_texts import Facts, ItemFacts
from rules.policy.conditions import OF_AN_ITEM, QuestionAsk
from rules.policy.items import Item
from rules.policy.requests import RequestKind
from storage.follow_up import requests
from storage.ledger import item_store, lights
from storage.ledger.item_filter import ItemFilter
from storage.reporting import reports

MOST = 10
"""Items of one message."""


def answer(ctx: Context, scope: str, of: ItemFilter, asked: frozenset[QuestionAsk]) -> Reply:
    """Say of each item what was asked of it."""
    total = item_store.count(ctx.tx, ctx.person, of)
    if not total:
        return ctx.say(ctx.t("There are no items of “{words}” in the ledger.", words=scope))
    asks = [ask for ask in QuestionAsk if ask in asked & OF_AN_ITEM]
    found = item_store.listed(ctx.tx, ctx.person, of, limit=MOST)
    told = _told(ctx, found, with_problems=QuestionAsk.REASON in asked)
    return ctx.say(
        fact_texts.facts(ctx.t, Facts(scope, asks, told, total, ctx.today, ctx.city.zone))
    )


def _told(ctx: Context, items: Sequence[Item], *, with_problems: bool) -> list[ItemFacts]:
    seen = lights.of_items(ctx.tx, ctx.city, items, ctx.today)
    open_problems = requests.unanswered(ctx.tx, RequestKind.BLOCKER) if with_problems else []
    return [
        ItemFacts(
            item,
            seen[item.id],
            item_store.supporting(ctx.tx, item.id),
            next(iter(reports.of_item(ctx.tx, item.id, limit=1)), None),
            [row.words for row in open_problems if row.item_id == item.id],
        )
        for item in items
    ]
