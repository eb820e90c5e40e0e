"""Report by message: what an official writes becomes a card, and nothing more until he confirms."""

from handlers.context import Context
from handlers.reporting import cards, files, no_change
from handlers.reporting.understanding import LASTS, Writer, setting_of, understood
from messages.incoming import IncomingMessage, first_word
from messages.outgoing import Reply, width
from rules.language.reading import Setting, read
from rules.language.reading.values import Reading
from rules.policy.items import Item
from rules.policy.permissions import may_report_on
from storage.ledger import item_store, search_index
from storage.reporting import drafts, readings

LONGEST = 4000
"""UTF-16 units of a report: a message of the full 4,096 has no room left for its card."""


def reported(message: IncomingMessage, ctx: Context) -> Reply:
    """Free words about progress. Several items in one message become several cards."""
    if too_long(message):
        return ctx.say(ctx.t("Please keep a report under 4,000 characters, or send it as a file."))
    return begin_all(message, ctx, readings_of(message, ctx))


def too_long(message: IncomingMessage) -> bool:
    return width(message.text) > LONGEST


def begin_all(message: IncomingMessage, ctx: Context, found: tuple[Reading, ...]) -> Reply:
    """A card for each reading; files sent along belong to the first."""
    reply = Reply()
    for position, reading in enumerate(found):
        reply.messages += _begin(message, ctx, reading, None, with_file=position == 0).messages
    return reply


def by_number(message: IncomingMessage, ctx: Context, words: str) -> Reply:
    """`/report [NUMBER] TEXT`: the number decides the item."""
    code, text = first_word(words)
    if not words:
        return ctx.say(ctx.t("Please write /report NUMBER TEXT, or simply what was done."))
    item = item_store.by_code(ctx.tx, code)
    if item is None and not code.isdigit():
        return reported(message.with_text(words), ctx)
    if item is None or not may_report_on(ctx.person, item):
        return ctx.say(ctx.t("No item {code} is yours to report on. Your items: /my", code=code))
    if not text.strip():
        return ctx.say(ctx.t("Please write what was done after the number."))
    meant = message.with_text(text.strip())
    return _begin(meant, ctx, one_reading(meant, ctx, item), item, with_file=True)


def words_of(text: str, ctx: Context) -> str:
    """What was reported, without the command and the number before it."""
    if not text.startswith("/"):
        return text
    words = first_word(text)[1].strip()
    code, rest = first_word(words)
    return words if item_store.by_code(ctx.tx, code) is None else rest.strip()


def on_item(
    message: IncomingMessage, ctx: Context, item: Item, reading: Reading, step: int | None = None
) -> Reply:
    """A card for words that were asked for, about an item, or a milestone of it, that is known."""
    return _begin(message, ctx, reading, item, with_file=True, step=step)


def readings_of(message: IncomingMessage, ctx: Context) -> tuple[Reading, ...]:
    """What the words say, read at the moment they were written."""
    writer = Writer(ctx.tx, ctx.city, ctx.person, message.at)
    return understood(writer, message.text, setting_of(writer, message))


def one_reading(message: IncomingMessage, ctx: Context, item: Item) -> Reading:
    """The same, with the item already known: all the words are about it."""
    code = item.code.split("、")[0]
    return read(
        message.text,
        now=message.at.astimezone(ctx.city.zone),
        calendar=ctx.city.calendar,
        index=search_index.index_for(ctx.tx, ctx.person),
        setting=Setting(item=code, chosen=True, deadline=item.deadline),
    )


def reading_for(message: IncomingMessage, ctx: Context, item: int | None) -> Reading:
    """New words for a card that may already have its item."""
    if item is None:
        return readings_of(message, ctx)[0]
    return one_reading(message, ctx, item_store.by_id(ctx.tx, item))


def named_in(words: str, message: IncomingMessage, ctx: Context) -> Item | None:
    """The one item that words of his name by themselves, whatever was spoken of before."""
    writer = Writer(ctx.tx, ctx.city, ctx.person, message.at)
    found = understood(writer, words, Setting())
    return meant_by(ctx, found[0]) if len(found) == 1 else None


def kind_of(reading: Reading) -> str:
    """What the words say they are, whatever an earlier wording said."""
    return "完成" if reading.intent == "done" else "进展"


def _begin(
    message: IncomingMessage,
    ctx: Context,
    reading: Reading,
    item: Item | None,
    *,
    with_file: bool,
    step: int | None = None,
) -> Reply:
    refusal = cards.impossible(ctx, reading)
    if refusal:
        return ctx.say(refusal)
    item = item or meant_by(ctx, reading)
    asked = no_change.asked_for(ctx, reading, item) if item and message.file is None else None
    if asked is not None:
        return asked
    new = drafts.NewDraft(
        chat=message.chat.id,
        person=ctx.person.id,
        message_id=message.message_id,
        words=reading.text,
        kind=kind_of(reading),
        item=item.id if item else None,
        reading=readings.as_json(reading),
        step=step,
    )
    since = ctx.now - LASTS
    before = drafts.wordless(ctx.tx, ctx.chat, ctx.person.id, since) if with_file else None
    draft = drafts.begin(ctx.tx, new, ctx.now)
    sent_along = with_file and files.note(message, ctx, draft=draft.id)
    taken, told = files.taken_over(ctx, before, draft.id)
    reply = cards.begun(ctx, draft, item, int(sent_along) + taken)
    reply.messages += told
    return reply


def meant_by(ctx: Context, reading: Reading) -> Item | None:
    """The item he surely means and may report on."""
    if not reading.sure or not reading.candidates:
        return None
    item = item_store.by_code(ctx.tx, reading.candidates[0].code)
    return item if item is not None and may_report_on(ctx.person, item) else None
