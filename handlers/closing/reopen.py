"""Relapse: the office re-opens an item that was struck off, under the same number."""

from functools import partial

from handlers.context import Context
from handlers.message import Message
from messages.closing import closing_texts
from messages.incoming import first_word
from messages.outgoing import Reply
from notices import recipients
from rules.policy.closing import Act, ClosingContext, Refusal, decide
from rules.policy.items import Item
from rules.policy.permissions import is_office
from rules.policy.refs import Ref
from storage.closing import closings
from storage.ledger import item_store


def by_number(message: Message, ctx: Context, words: str) -> Reply:
    """`/reopen NUMBER REASON`."""
    del message
    code, reason = first_word(words)
    if not is_office(ctx.person):
        return ctx.say(ctx.t("Only the office may re-open an item."))
    item = item_store.by_code(ctx.tx, code)
    if item is None:
        return ctx.say(ctx.t("Please write /reopen, the item's number and the reason."))
    item = item_store.held(ctx.tx, item.id)
    moment = ClosingContext(ctx.today, ctx.city.calendar)
    outcome = decide(item, Act.REOPEN, ctx.person, moment, reason)
    if isinstance(outcome, Refusal):
        return ctx.say(closing_texts.refused(ctx.t, item, outcome))
    closings.move(ctx.tx, item, outcome, ctx.person.id, ctx.now, reason.strip())
    return _told(ctx, item, reason.strip())


def _told(ctx: Context, item: Item, reason: str) -> Reply:
    """Tell the owner, the head of their unit and both guarantors."""
    words = partial(closing_texts.reopened, item=item, by=ctx.person.name, reason=reason)
    concerned = [
        *recipients.owner(ctx.tx, item, ctx.today),
        *recipients.heads(ctx.tx, item.lead.id),
        *recipients.guarantors(ctx.tx, item),
    ]
    return ctx.tell(concerned, words, about=Ref.item(item.id))
