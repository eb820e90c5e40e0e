"""Plain words that ask to strike an item off lead to its application, and are no report."""

from handlers.closing import apply
from handlers.context import Context
from handlers.message import Message
from messages.closing import closing_texts
from messages.outgoing import Reply
from rules.language.closing_wish import asks_how_to_close, is_closing_wish
from rules.policy.items import Item, own_code
from rules.policy.permissions import may_report_on
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter

OFFERED = 6
"""Items to choose from."""


def is_wish(message: Message) -> bool:
    """Whether they ask for an item of theirs, or have any, or how it is done."""
    if message.file is not None:
        return False
    if asks_how_to_close(message.text):
        return bool(_own(message.ctx))
    if not is_closing_wish(message.text):
        return False
    item = _meant(message)
    if item is not None:
        return may_report_on(message.ctx.person, item)
    return bool(_own(message.ctx))


def _meant(message: Message) -> Item | None:
    if message.item_replied_to is not None:
        return message.item_replied_to
    reading = message.readings[0]
    return item_store.by_code(message.ctx.tx, reading.candidates[0].code) if reading.sure else None


def _own(ctx: Context) -> list[Item]:
    theirs = ItemFilter(owners=ctx.person.covers | {ctx.person.id}, open_only=True)
    return item_store.listed(ctx.tx, ctx.person, theirs)


def begin(message: Message, ctx: Context) -> Reply:
    """Begin the application, or offer the items it may be about; say how, where that is asked."""
    if asks_how_to_close(message.text):
        buttons = closing_texts.apply_buttons(_own(ctx)[:OFFERED])
        return ctx.say(closing_texts.how_to_apply(ctx.t), *buttons)
    item = _meant(message)
    if item is not None:
        return apply.begin(message, ctx, own_code(item.code))
    buttons = closing_texts.apply_buttons(_own(ctx)[:OFFERED])
    return ctx.say(ctx.t("Which item is to be struck off? Please choose."), *buttons)
