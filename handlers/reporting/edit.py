"""A message was edited: an open card changes with it; a confirmed report gets a correction."""

from handlers.context import Context
from handlers.follow_up.raise_request import ASKS
from handlers.message import REPORTS, Message, item_meant
from handlers.reporting import cards, plausibility, report
from messages.outgoing import Reply
from rules.language.reading.values import Reading
from storage.reporting import drafts, evidence, readings, reports
from storage.reporting.drafts import Draft, NewDraft

PASSED_ON = frozenset({"extend", "blocker", "instruct", "round", "deputy"})
"""Commands whose words went to others when they were first sent."""


def has_no_card(message: Message) -> bool:
    """Whether no card was made of it for this person, who may have the account of another."""
    return not _cards_of(message)


def not_followed(message: Message, ctx: Context) -> Reply:
    """Tell who edits an answer or a request that only reports follow their message."""
    if message.command is not None:
        messages = message.command.name in PASSED_ON
    else:
        messages = bool(message.text) and message.intent not in ASKS
    if not messages:
        return Reply()
    return ctx.say(
        ctx.t("The edited words were not taken over: what you sent first stands. Please send anew.")
    )


def became_question(message: Message) -> bool:
    """Whether a report that stands was edited into a question: it is answered, its card stays."""
    intent = message.as_reported.intent
    return bool(_standing(message)) and (intent == "chart" or intent.startswith("query"))


def followed(message: Message, ctx: Context) -> Reply:
    """Change the cards of a report as its words were changed; recorded reports get corrections."""
    found, standing = _cards_of(message), _standing(message)
    message = message.as_reported
    reported_after_all = found[0].state == "cancelled" and message.intent in REPORTS
    if len(standing) > 1 or len(message.readings) > 1 or (reported_after_all and not standing):
        return _each(message, ctx, found, message.readings)
    return _followed(message, ctx, standing[0]) if standing else Reply()


def _cards_of(message: Message) -> list[Draft]:
    of_message = drafts.of_message(message.ctx.tx, message.chat.address, message.message_id)
    return [draft for draft in of_message if draft.person_id == message.ctx.person.id]


def _standing(message: Message) -> list[Draft]:
    return [draft for draft in _cards_of(message) if draft.state in drafts.STANDING]


def _followed(message: Message, ctx: Context, draft: Draft) -> Reply:
    """Change the one card or report of a message."""
    if _names_another(message, draft):
        return _begun_again(message, ctx, draft)
    follow = reworded if draft.state == "open" else corrected
    return follow(message, ctx, draft)


def _names_another(message: Message, draft: Draft) -> bool:
    """Whether another item than before is named. One chosen in spite of the words stays chosen."""
    item = message.item_named
    if item is None or draft.item_id in (None, item.id):
        return False
    before = message.with_text(draft.words).item_named
    return before is None or before.id != item.id


def _begun_again(message: Message, ctx: Context, draft: Draft) -> Reply:
    """Begin a card of the item that is now named; what was recorded of the other one stands."""
    reply = report.begin_all(message, ctx, message.readings)
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


def _each(message: Message, ctx: Context, found: list[Draft], now: tuple[Reading, ...]) -> Reply:
    """Let the card or report of each item that a message is about follow its own part."""
    standing = [draft for draft in reversed(found) if draft.state in drafts.STANDING]
    of_item = {draft.item_id: draft for draft in standing if draft.item_id is not None}
    followed, reply = set(), Reply()
    for reading in now:
        item = item_meant(ctx, reading)
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
    """Cancel cards of parts that the message no longer has; their evidence goes to one it has."""
    reply = Reply()
    for draft in gone:
        drafts.cancel(ctx.tx, draft)
        text = ctx.t("Replaced by the edited message.")
        reply.messages += ctx.say(text, live_key=draft.ref).messages
    now = [one for one in drafts.of_message(ctx.tx, ctx.chat, message_id) if one.state == "open"]
    if now and evidence.passed_on(ctx.tx, [draft.id for draft in gone], now[-1].id):
        reply.messages += cards.show(ctx, now[-1].id).messages
    return reply


def reworded(message: Message, ctx: Context, draft: Draft) -> Reply:
    """Put new words on an open card; a chosen item stays chosen."""
    reading = report.reading_for(message, ctx, draft.item_id)
    refusal = plausibility.impossible(ctx, reading)
    if refusal:
        return ctx.say(refusal)
    item = None if draft.item_id else item_meant(ctx, reading)
    drafts.change(
        ctx.tx,
        draft.id,
        item_id=item.id if item else draft.item_id,
        words=message.text,
        kind=report.kind_of(reading),
        reading=readings.as_json(reading),
        message_id=message.message_id,
    )
    return cards.show(ctx, draft.id)


def corrected(message: Message, ctx: Context, draft: Draft) -> Reply:
    """Begin the correction of a report that stands: a card and, confirmed, an entry of its own."""
    if message.text == draft.words or draft.item_id is None:
        return Reply()
    reading = report.reading_for(message, ctx, draft.item_id)
    refusal = plausibility.impossible(ctx, reading)
    if refusal:
        return ctx.say(refusal)
    new = NewDraft(
        chat=message.chat.address,
        person=ctx.person.id,
        message_id=message.message_id,
        words=message.text,
        kind=report.kind_of(reading),
        item=draft.item_id,
        reading=readings.as_json(reading),
        corrects=draft.report_id,
    )
    drafts.replaced(ctx.tx, draft.id)
    return cards.show(ctx, drafts.begin(ctx.tx, new, ctx.now).id)
