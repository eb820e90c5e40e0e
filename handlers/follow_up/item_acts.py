"""What is begun with an item that was chosen: by a button, or by its number right after a list."""

from handlers.closing import apply
from handlers.context import Context
from handlers.extensions import request
from handlers.follow_up import prompt_answers, raise_request
from handlers.message import Message
from handlers.queries import item_card
from handlers.reporting import eligibility
from messages.incoming import ButtonPress
from messages.outgoing import Reply, message_from
from messages.queries.offer_texts import ItemAct
from rules.language.item_words import number_typed
from rules.policy.items import Item
from rules.policy.permissions import may_see_item
from rules.policy.refs import RefKind
from storage.ledger import item_store
from storage.mail import sent


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`it:<act>:<item>`."""
    item = item_store.by_id(ctx.tx, int(words[1]))
    return _begun(ctx, ItemAct(words[0]), item, press.message_id)


def _begun(ctx: Context, act: ItemAct, item: Item, message_id: int) -> Reply:
    if act is ItemAct.ITEM:
        return item_card.in_full(ctx, item)
    if act is ItemAct.CLOSE:
        return apply.begin_with(ctx, item.id, message_id)
    refusal = eligibility.refusal(ctx, item, item.code)
    if refusal:
        return ctx.say(refusal)
    begin = {
        ItemAct.REPORT: prompt_answers.ask_figure,
        ItemAct.EXTEND: request.begin,
        ItemAct.BLOCKER: raise_request.ask_blocker,
    }
    return begin[act](ctx, item)


def is_number_in_list(message: Message) -> bool:
    """Whether it is a bare number, and what was shown just before were items to choose from."""
    return message.file is None and _purpose(message) is not None


def by_number(message: Message, ctx: Context) -> Reply:
    """Begin what the items were shown for; a list of no purpose shows the item."""
    code, act = _number(message), _purpose(message)
    item = item_store.by_code(ctx.tx, code)
    if act is None or item is None or not may_see_item(ctx.person, item):
        return ctx.say(ctx.t("No item was found for “{words}”.", words=code))
    return _begun(ctx, act, item, message.message_id)


def _number(message: Message) -> str:
    return number_typed(message.text)


def _purpose(message: Message) -> ItemAct | None:
    """Return what the items shown just before are for; None where none were, or no number is said."""
    ctx = message.ctx
    before = sent.last_shown(ctx.tx, ctx.chat) if _number(message) else None
    if before is None:
        return None
    if before.about is not None:
        return ItemAct.ITEM if before.about.kind is RefKind.LIST else None
    rows = message_from(ctx.chat, before.content).buttons
    offered = [button.data for row in rows for button in row]
    begun = (act for act in ItemAct if any(data.startswith(f"it:{act}:") for data in offered))
    return next(begun, None)
