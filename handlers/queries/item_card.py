"""One item in full, found by its number or by words."""

from handlers.context import Context
from handlers.queries import entities, lists
from messages.formatting import Words
from messages.outgoing import ButtonRow, Reply
from messages.queries.list_texts import Further, item_text, masked
from messages.reporting import evidence_texts
from messages.reporting.receipt_texts import in_a_line
from rules.policy.items import Item
from rules.policy.lists import ListKind, ListQuery
from rules.policy.permissions import may_see_item
from rules.policy.refs import Ref
from storage.ledger import item_store, lights
from storage.reporting import evidence, reports


def show(ctx: Context, words: str) -> Reply:
    """Show `/item WORDS`, or all that may be meant. What they may not see does not exist for them."""
    if not words:
        return ctx.say(ctx.t("Please write /item and the item's number or words of its title."))
    one = entities.item_named(ctx, words)
    if one is not None:
        return in_full(ctx, one)
    return lists.show(ctx, ListQuery(ListKind.SEARCH, words))


def opened(ctx: Context, card: Ref, word: str) -> Reply:
    """Show the item that a link leads to; one they may not see answers like one there is not."""
    item = item_store.by_ids(ctx.tx, [card.id]).get(card.id)
    if item is None or not may_see_item(ctx.person, item):
        return ctx.say(ctx.t("Nothing was found for “{words}”.", words=word))
    return in_full(ctx, item)


def likely(ctx: Context, words: str) -> Reply | None:
    """Show all that may be meant; None when there is none."""
    asked = ListQuery(ListKind.SEARCH, words)
    return lists.show(ctx, asked) if lists.holds_any(ctx, asked) else None


def in_full(ctx: Context, item: Item) -> Reply:
    if _is_hidden(ctx, item):
        return ctx.say(text_of(ctx, item))
    return ctx.say(text_of(ctx, item), *evidence_button(ctx, item), about=Ref.item(item.id))


def text_of(ctx: Context, item: Item) -> Words:
    """Return an item in full; of a sensitive one a group learns the number."""
    if _is_hidden(ctx, item):
        return f"{item.code}｜{masked(ctx.t)}"
    more = Further(
        item_store.supporting(ctx.tx, item.id),
        item_store.steps_of_one(ctx.tx, item.id),
        lights.of_item(ctx.tx, ctx.city, item, ctx.today),
        _last_reported(ctx, item),
    )
    return item_text(ctx.t, item, more, ctx.today)


def _is_hidden(ctx: Context, item: Item) -> bool:
    return ctx.in_group and ctx.city.is_masked(item)


def _last_reported(ctx: Context, item: Item) -> str:
    """Return the last report in a line; in a group nobody is shown who wrote what."""
    found = [] if ctx.in_group else reports.of_item(ctx.tx, item.id, limit=1)
    return in_a_line(ctx.t, found[0], ctx.city.zone) if found else ""


def evidence_button(ctx: Context, item: Item) -> tuple[ButtonRow, ...]:
    """Offer a button for the evidence so far; in a group nobody is shown it."""
    if ctx.in_group:
        return ()
    return evidence_texts.rows(ctx.t, item.id, evidence.count_of_item(ctx.tx, item.id))
