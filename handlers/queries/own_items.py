"""Commands written without a number: the writer's own items are offered, and lead on when chosen."""

from handlers.context import Context
from handlers.queries.name_filters import own
from messages.outgoing import Reply
from messages.queries import offer_texts
from messages.queries.offer_texts import ItemAct
from storage.ledger import item_store

OFFERED = 8
"""Items to choose from on one card; of the others the number is written."""


def offered(ctx: Context, act: ItemAct) -> Reply | None:
    """Offer the items that somebody answers for, the nearest deadline first; None without any."""
    found = item_store.listed(ctx.tx, ctx.person, own(ctx.person), limit=OFFERED)
    if not found or ctx.in_group:
        return None
    return ctx.say(offer_texts.which(ctx.t, act), *offer_texts.item_buttons(act, found))
