"""Plain words that ask for a later deadline: of which item? Asked where it is not sure."""

from handlers.context import Context
from handlers.extensions import request
from handlers.reporting import eligibility
from messages.extensions import extension_texts
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import Reply
from rules.language.reading.values import Reading
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from storage.ledger import item_store
from storage.ledger.item_filter import ItemFilter
from storage.mail import sent

OFFERED = 6
"""Items to choose from."""

ABOUT = "extend:"
"""The message that asks keeps the words, so that the button needs to name the item alone."""


def wished(message: IncomingMessage, ctx: Context, found: tuple[Reading, ...]) -> Reply:
    reading = found[0]
    item = item_store.by_code(ctx.tx, reading.candidates[0].code) if reading.sure else None
    if item is not None:
        return _for(message, ctx, item)
    likely = [item_store.by_code(ctx.tx, candidate.code) for candidate in reading.candidates]
    own = item_store.listed(
        ctx.tx, ctx.person, ItemFilter(owners=ctx.person.covers | {ctx.person.id}, open_only=True)
    )
    his = [i for i in likely if i is not None and may_report_on(ctx.person, i)]
    offered = his + [i for i in own if i not in his]
    if not offered:
        return ctx.say(ctx.t("Please write /extend and the number of one of your items."))
    buttons = extension_texts.item_buttons(offered[:OFFERED])
    about = f"{ABOUT}{message.text}"
    return ctx.say(ctx.t("Which item shall be extended? Please choose."), *buttons, about=about)


def chosen(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`xi:<item>`: the words written before are taken up for this item."""
    item = item_store.by_id(ctx.tx, int(words[0]))
    kept = sent.about(ctx.tx, ctx.chat, press.message_id)
    if not kept.startswith(ABOUT):
        return Reply(toast=ctx.t("This button no longer works."))
    said = IncomingMessage(
        press.chat, press.by, kept.removeprefix(ABOUT), press.message_id, ctx.now
    )
    return _for(said, ctx, item)


def _for(message: IncomingMessage, ctx: Context, item: Item) -> Reply:
    refusal = eligibility.refusal(ctx, item, item.code)
    return ctx.say(refusal) if refusal else request.weigh(message, ctx, item, {})
