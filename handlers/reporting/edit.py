"""A message was edited: an open card changes with it; a confirmed report gets a correction."""

from collections.abc import Callable

from handlers.context import Context
from handlers.follow_up.raise_request import ASKS
from handlers.reporting import cards, report
from handlers.reporting.understanding import REPORTS
from messages.incoming import IncomingMessage, first_word
from messages.outgoing import Reply
from rules.language.reading.values import Reading
from storage.reporting import drafts, evidence, readings, reports
from storage.reporting.drafts import Draft, NewDraft


def edited(
    message: IncomingMessage, ctx: Context, otherwise: Callable[[IncomingMessage, Context], Reply]
) -> Reply:
    """Only reports are followed; a question that a report became is answered, and its card stays.

    Not those of whoever had this account before.
    """
    of_message = drafts.of_message(ctx.tx, message.chat.id, message.message_id)
    found = [draft for draft in of_message if draft.person_id == ctx.person.id]
    words = report.words_of(message.text, ctx)
    if not found:
        return _not_followed(message, ctx)
    if not words:
        return Reply()
    message = message.with_text(words)
    now = report.readings_of(message, ctx)
    standing = [draft for draft in found if draft.state in drafts.STANDING]
    if standing and (now[0].intent == "chart" or now[0].intent.startswith("query")):
        return otherwise(message, ctx)
    reported_after_all = found[0].state == "cancelled" and now[0].intent in REPORTS
    if len(standing) > 1 or len(now) > 1 or (reported_after_all and not standing):
        return _each(message, ctx, found, now)
    return _followed(message, ctx, standing[0], now) if standing else Reply()


PASSED_ON = frozenset({"extend", "blocker", "instruct", "round", "deputy"})
"""Commands whose words went to others when they were first sent."""


def _not_followed(message: IncomingMessage, ctx: Context) -> Reply:
    """Only reports follow their message: who edits an answer or a request is told so."""
    if message.text.startswith("/"):
        name = first_word(message.text[1:])[0].partition("@")[0]
        told = name.lower() in PASSED_ON
    else:
        told = bool(message.text) and report.readings_of(message, ctx)[0].intent not in ASKS
    if not told:
        return Reply()
    return ctx.say(
        ctx.t("The edited words were not taken over: what you sent first stands. Please send anew.")
    )


def _followed(
    message: IncomingMessage, ctx: Context, draft: Draft, now: tuple[Reading, ...]
) -> Reply:
    """The one card or report of a message."""
    if _names_another(message, ctx, draft):
        return _anew(message, ctx, draft, now)
    follow = reworded if draft.state == "open" else corrected
    return follow(message, ctx, draft)


def _names_another(message: IncomingMessage, ctx: Context, draft: Draft) -> bool:
    """Another item than before is named. One chosen in spite of the words stays chosen."""
    item = report.named_in(message.text, message, ctx)
    if item is None or draft.item_id in (None, item.id):
        return False
    before = report.named_in(draft.words, message, ctx)
    return before is None or before.id != item.id


def _anew(message: IncomingMessage, ctx: Context, draft: Draft, now: tuple[Reading, ...]) -> Reply:
    """A card of the item that is now named; what was recorded of the other one stands."""
    reply = report.begin_all(message, ctx, now)
    if draft.state == "open":
        reply.messages += _replaced(ctx, [draft], message.message_id).messages
        return reply
    row = reports.by_id(ctx.tx, draft.report_id) if draft.report_id else None
    if row is not None:
        text = ctx.t(
            "The report of item {code}, receipt {receipt}: nothing was changed.",
            code=row.code,
            receipt=row.receipt,
        )
        reply.messages += ctx.say(text).messages
    return reply


def _each(
    message: IncomingMessage, ctx: Context, found: list[Draft], now: tuple[Reading, ...]
) -> Reply:
    """A message about several items: the card or report of each follows its own part."""
    standing = [draft for draft in reversed(found) if draft.state in drafts.STANDING]
    of_item = {draft.item_id: draft for draft in standing if draft.item_id is not None}
    followed, reply = set(), Reply()
    for reading in now:
        item = report.meant_by(ctx, reading)
        draft = of_item.get(item.id) if item else None
        part = message.with_text(reading.text)
        if draft is None:
            answer = report.begin_all(part, ctx, (reading,))
        else:
            followed.add(draft.id)
            follow = reworded if draft.state == "open" else corrected
            answer = follow(part, ctx, draft)
        reply.messages += answer.messages
    gone = [one for one in standing if one.state == "open" and one.id not in followed]
    reply.messages += _replaced(ctx, gone, message.message_id).messages
    return reply


def _replaced(ctx: Context, gone: list[Draft], message_id: int) -> Reply:
    """Cards of parts that the message no longer has; their evidence goes to one that it has."""
    reply = Reply()
    for draft in gone:
        drafts.cancel(ctx.tx, draft)
        text = ctx.t("Replaced by the edited message.")
        reply.messages += ctx.say(text, live_key=f"draft:{draft.id}").messages
    now = [one for one in drafts.of_message(ctx.tx, ctx.chat, message_id) if one.state == "open"]
    if now and evidence.passed_on(ctx.tx, [draft.id for draft in gone], now[-1].id):
        reply.messages += cards.shown(ctx, now[-1].id).messages
    return reply


def reworded(message: IncomingMessage, ctx: Context, draft: Draft) -> Reply:
    """The open card now says what the new words say; a chosen item stays chosen."""
    reading = report.reading_for(message, ctx, draft.item_id)
    refusal = cards.impossible(ctx, reading)
    if refusal:
        return ctx.say(refusal)
    item = None if draft.item_id else report.meant_by(ctx, reading)
    drafts.change(
        ctx.tx,
        draft.id,
        item_id=item.id if item else draft.item_id,
        words=message.text,
        kind=report.kind_of(reading),
        reading=readings.as_json(reading),
        message_id=message.message_id,
    )
    return cards.shown(ctx, draft.id)


def corrected(message: IncomingMessage, ctx: Context, draft: Draft) -> Reply:
    """A report stands; its correction is a card of its own and, confirmed, an entry of its own."""
    if message.text == draft.words or draft.item_id is None:
        return Reply()
    reading = report.reading_for(message, ctx, draft.item_id)
    refusal = cards.impossible(ctx, reading)
    if refusal:
        return ctx.say(refusal)
    new = NewDraft(
        chat=message.chat.id,
        person=ctx.person.id,
        message_id=message.message_id,
        words=message.text,
        kind=report.kind_of(reading),
        item=draft.item_id,
        reading=readings.as_json(reading),
        corrects=draft.report_id,
    )
    drafts.replaced(ctx.tx, draft.id)
    return cards.shown(ctx, drafts.begin(ctx.tx, new, ctx.now).id)
