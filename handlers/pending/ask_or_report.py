"""Words that may be a question or a report: their writer is asked; a button says which."""

from collections.abc import Callable
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import Button, Reply
from rules.language.reading.values import Intent
from storage.mail import sent
from storage.reporting import held_words
from storage.reporting.held_words import HeldWords

Otherwise = Callable[[Message, Context], Reply]
REPORTS: tuple[Intent, ...] = ("progress", "done", "problem")
QUESTIONS: tuple[Intent, ...] = (
    "query_item", "query_unit", "query_mine", "query_overdue", "chart",
)  # fmt: skip
CHOICES: dict[str, Intent] = {each: each for each in (*REPORTS, *QUESTIONS)}
"""What a button may say was meant."""


def which(message: Message, ctx: Context) -> Reply:
    """Ask; the words are held meanwhile."""
    reading = message.readings[0]
    assert reading.instead is not None
    buttons = sorted(
        (_button(ctx, intent) for intent in (reading.intent, reading.instead)),
        key=lambda button: button.label,
    )
    held = HeldWords(message.message_id, message.text)
    return ctx.say(
        ctx.t("Is this a question or a report? Please choose."),
        tuple(buttons),
        about=held_words.hold(ctx.tx, ctx.chat, ctx.person.id, held, ctx.now),
    )


def _button(ctx: Context, intent: Intent) -> Button:
    label = ctx.t("It is a report") if intent in REPORTS else ctx.t("It is a question")
    return Button(label, f"wi:{intent}")


def chosen(press: ButtonPress, ctx: Context, words: list[str], otherwise: Otherwise) -> Reply:
    """`wi:<intent>`: take the words that are held for what their writer says they are."""
    about = sent.about(ctx.tx, ctx.chat, press.message_id)
    held = held_words.take(ctx.tx, ctx.person.id, about)
    if held is None:
        return Reply(toast=ctx.t("This button no longer works."))
    incoming = IncomingMessage(press.chat, press.by, held.words, held.message_id, ctx.now)
    meant = replace(Message.of(incoming, ctx), wants=CHOICES[words[0]])
    taken = ctx.say(f"“{held.words}”", edits=press.message_id)
    return Reply(taken.messages + otherwise(meant, ctx).messages)
