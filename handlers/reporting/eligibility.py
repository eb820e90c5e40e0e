"""Whether somebody may speak for an item: its owner, his deputy, his head, the office."""

from handlers.context import Context
from messages.closing import closing_texts
from rules.policy.items import Item, is_open
from rules.policy.permissions import may_report_on


def refusal(ctx: Context, item: Item | None, code: str) -> str:
    """Why nothing can be said here about an item; empty when it can."""
    if item is None or not may_report_on(ctx.person, item):
        return ctx.t("No item {code} is yours to report on. Your items: /my", code=code)
    return "" if is_open(item) else closing_texts.closed(ctx.t, item)


def signature(ctx: Context, item: Item) -> str:
    """Who speaks, and for whom if he is a deputy."""
    if owner_represented(ctx, item) is None:
        return ctx.person.name
    return ctx.t("{deputy} for {name}", deputy=ctx.person.name, name=item.owner.name)


def owner_represented(ctx: Context, item: Item) -> int | None:
    """The owner, where his deputy speaks: both names stand in the record."""
    return item.owner.id if item.owner.id in ctx.person.covers else None
