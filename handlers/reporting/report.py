"""Report by message: what an official writes becomes a card, and no more until they confirm it."""

from handlers.context import Context
from handlers.message import Message, item_meant
from handlers.queries import own_items
from handlers.reporting import cards, files, no_change, plausibility
from messages.incoming import first_word
from messages.outgoing import Reply
from messages.queries.offer_texts import ItemAct
from rules.language.reading.values import Reading
from rules.policy.conversations import SUBJECT_HOLDS_FOR
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from storage.ledger import item_store
from storage.reporting import drafts, readings


def reported(message: Message, ctx: Context) -> Reply:
    """Begin a card for each item that free words are about, unless the words are too many."""
    if message.is_too_long:
        return too_long(message, ctx)
    return begin_all(message, ctx, message.readings)


def too_long(_message: Message, ctx: Context) -> Reply:
    """Refuse words that would leave no room for their card."""
    return ctx.say(ctx.t("Please keep a report under 4,000 characters, or send it as a file."))


def begin_all(message: Message, ctx: Context, found: tuple[Reading, ...]) -> Reply:
    """Begin a card for each reading; files sent along belong to the first."""
    reply = Reply()
    for position, reading in enumerate(found):
        reply.messages += _begin(message, ctx, reading, None, with_file=position == 0).messages
    return reply


def by_number(message: Message, ctx: Context, words: str) -> Reply:
    """Take up `/report [NUMBER] TEXT`: the number decides the item."""
    code, text = first_word(words)
    if not words:
        usage = ctx.t("Please write /report NUMBER TEXT, or simply what was done.")
        return own_items.offered(ctx, ItemAct.REPORT) or ctx.say(usage)
    item = item_store.by_code(ctx.tx, code)
    if item is None and not code.isdigit():
        return reported(message.with_text(words), ctx)
    if item is None or not may_report_on(ctx.person, item):
        return ctx.say(ctx.t("No item {code} is yours to report on. Your items: /my", code=code))
    if not text.strip():
        return ctx.say(ctx.t("Please write what was done after the number."))
    meant = message.with_text(text.strip())
    return _begin(meant, ctx, meant.read_about(item), item, with_file=True)


def on_item(
    message: Message, ctx: Context, item: Item, reading: Reading, step: int | None = None
) -> Reply:
    """Begin a card for words that were asked for, about a known item or a milestone of it."""
    return _begin(message, ctx, reading, item, with_file=True, step=step)


def reading_for(message: Message, ctx: Context, item: int | None) -> Reading:
    """Read new words for a card that may already have its item."""
    if item is None:
        return message.readings[0]
    return message.read_about(item_store.by_id(ctx.tx, item))


def kind_of(reading: Reading) -> str:
    """Return what the words say they are, whatever an earlier wording said."""
    return "完成" if reading.intent == "done" else "进展"


def _begin(
    message: Message,
    ctx: Context,
    reading: Reading,
    item: Item | None,
    *,
    with_file: bool,
    step: int | None = None,
) -> Reply:
    refusal = plausibility.impossible(ctx, reading)
    if refusal:
        return ctx.say(refusal)
    item = item or item_meant(ctx, reading)
    asked = no_change.asked_for(ctx, reading, item) if item and message.file is None else None
    if asked is not None:
        return asked
    new = drafts.NewDraft(
        chat=message.chat.address,
        person=ctx.person.id,
        message_id=message.message_id,
        words=reading.text,
        kind=kind_of(reading),
        item=item.id if item else None,
        reading=readings.as_json(reading),
        step=step,
    )
    since = ctx.now - SUBJECT_HOLDS_FOR
    before = drafts.wordless(ctx.tx, ctx.chat, ctx.person.id, since) if with_file else None
    draft = drafts.begin(ctx.tx, new, ctx.now)
    sent_along = message.file is not None and with_file and files.note(message, ctx, draft=draft.id)
    taken, messages = files.taken_over(ctx, before, draft.id) if before else (0, [])
    reply = cards.begun(ctx, draft, item, int(sent_along) + taken)
    reply.messages += messages
    return reply
