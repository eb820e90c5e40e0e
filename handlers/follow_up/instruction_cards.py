"""Plain words of a leader or the office that urge others: shown as an instruction, given by a button."""

from dataclasses import replace
from datetime import datetime

from handlers.context import Context
from handlers.follow_up import raise_request
from handlers.message import Message
from handlers.reporting import report
from messages.closing import closing_texts
from messages.follow_up import instruction_texts
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import Reply
from notices import request_notices
from rules.language.due_days import latest_due_day
from rules.language.reading.values import Reading
from rules.policy.items import Item, is_open
from rules.policy.permissions import may_instruct, may_report_on
from rules.policy.requests import RequestKind
from storage.ledger import item_store
from storage.mail import sent
from storage.reporting import held_words
from storage.reporting.held_words import HeldWords

OFFERED = 6
"""Items to choose from."""


def offered(message: Message, ctx: Context) -> Reply:
    """Show a card for each item that is instructed on; ask of which item where it is not sure."""
    reply = Reply()
    for reading in message.readings:
        item = item_store.by_code(ctx.tx, reading.candidates[0].code) if reading.sure else None
        shown = _card(message, ctx, item, reading) if item else _which(message, ctx, reading)
        reply.messages += shown.messages
    return reply


def _card(message: Message, ctx: Context, item: Item, reading: Reading) -> Reply:
    if not may_instruct(ctx.person, item):
        return raise_request.refused(ctx)
    if not is_open(item):
        return ctx.say(closing_texts.closed(ctx.t, item))
    due = latest_due_day(reading.dates, ctx.today) or request_notices.due_day(
        ctx.city, RequestKind.INSTRUCTION, reading.text, ctx.now
    )
    held = HeldWords(message.message_id, reading.text)
    return ctx.say(
        instruction_texts.card(ctx.t, item, reading.text, due),
        *instruction_texts.card_buttons(
            ctx.t, item, due, may_report=may_report_on(ctx.person, item)
        ),
        about=held_words.hold(ctx.tx, ctx.chat, ctx.person.id, held, ctx.now),
    )


def _which(message: Message, ctx: Context, reading: Reading) -> Reply:
    likely = [item_store.by_code(ctx.tx, candidate.code) for candidate in reading.candidates]
    items = [item for item in likely if item is not None and may_instruct(ctx.person, item)]
    if not items:
        return ctx.say(
            ctx.t(
                "Which item is the instruction about? Please write /instruct NUMBER TEXT, or reply "
                "to a message about the item."
            )
        )
    held = HeldWords(message.message_id, reading.text)
    return ctx.say(
        ctx.t("Which item is the instruction about? Please choose."),
        *instruction_texts.item_buttons(items[:OFFERED]),
        about=held_words.hold(ctx.tx, ctx.chat, ctx.person.id, held, ctx.now),
    )


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`ig:<what>:<item>:<day>`: give the instruction, record it as a report, choose its item, drop it."""
    about = sent.about(ctx.tx, ctx.chat, press.message_id)
    held = held_words.take(ctx.tx, ctx.person.id, about)
    if held is None:
        return Reply(toast=ctx.t("This button no longer works."))
    what, number, day = words
    if what == "drop":
        return ctx.say(ctx.t("Cancelled; nothing was passed on."), edits=press.message_id)
    item = item_store.by_id(ctx.tx, int(number))
    if what == "give":
        return _given(press, ctx, item, held.words, day)
    incoming = IncomingMessage(press.chat, press.by, held.words, held.message_id, ctx.now)
    message = Message.of(incoming, ctx)
    if what == "report":
        taken = ctx.say(ctx.t("Taken as a report."), edits=press.message_id)
        begun = report.on_item(message, ctx, item, message.read_about(item))
        return Reply(taken.messages + begun.messages)
    shown = _card(message, ctx, item, message.read_about(item, instructs=True))
    return Reply([replace(each, edits=press.message_id) for each in shown.messages])


def _given(press: ButtonPress, ctx: Context, item: Item, words: str, day: str) -> Reply:
    if not may_instruct(ctx.person, item):
        return raise_request.refused(ctx)
    due = datetime.strptime(day, "%Y%m%d").date() if day != "0" else None  # noqa: DTZ007
    return raise_request.enter_instruction(ctx, item, words, due, edits=press.message_id)
