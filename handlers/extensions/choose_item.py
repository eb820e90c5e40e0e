"""Plain words that ask for a later deadline: of which item? Asked where it is not sure."""

from handlers.context import Context
from handlers.extensions import request
from handlers.message import Message
from handlers.reporting import eligibility
from messages.extensions import extension_texts
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import Reply
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.mail import sent
from storage.reporting import held_words
from storage.reporting.held_words import HeldWords

OFFERED = 6
"""Items to choose from."""


def wished(message: Message, ctx: Context) -> Reply:
    """Take up a wish for a later deadline, or ask of which item; the words are held meanwhile."""
    reading = message.readings[0]
    item = item_store.by_code(ctx.tx, reading.candidates[0].code) if reading.sure else None
    if item is not None:
        return _for(message, ctx, item)
    likely = [item_store.by_code(ctx.tx, candidate.code) for candidate in reading.candidates]
    own = item_store.listed(
        ctx.tx, ctx.person, ItemFilter(owners=ctx.person.covers | {ctx.person.id}, open_only=True)
    )
    likely_own = [i for i in likely if i is not None and may_report_on(ctx.person, i)]
    offered = likely_own + [i for i in own if i not in likely_own]
    if not offered:
        return ctx.say(ctx.t("Please write /extend and the number of one of your items."))
    buttons = extension_texts.item_buttons(offered[:OFFERED])
    held = HeldWords(message.message_id, message.text)
    about = held_words.hold(ctx.tx, ctx.chat, ctx.person.id, held, ctx.now)
    return ctx.say(ctx.t("Which item shall be extended? Please choose."), *buttons, about=about)


def chosen(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`xi:<item>`: take the words that are held up for this item."""
    item = item_store.by_id(ctx.tx, int(words[0]))
    held = held_words.of(ctx.tx, ctx.person.id, sent.about(ctx.tx, ctx.chat, press.message_id))
    if held is None:
        return Reply(toast=ctx.t("This button no longer works."))
    incoming = IncomingMessage(press.chat, press.by, held.words, held.message_id, ctx.now)
    return _for(Message.of(incoming, ctx), ctx, item)


def _for(message: Message, ctx: Context, item: Item) -> Reply:
    refusal = eligibility.refusal(ctx, item, item.code)
    return ctx.say(refusal) if refusal else request.weigh(message, ctx, item)
