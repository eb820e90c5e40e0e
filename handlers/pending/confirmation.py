"""What was written in answer to a question stands on a card before it is recorded or passed on."""

from collections.abc import Callable
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from messages import confirmation_texts
from messages.formatting import Words
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import Reply
from rules.policy.refs import Ref, RefKind
from storage.reporting import held_words, open_questions
from storage.reporting.asked_items import item_asked_about
from storage.reporting.held_words import HeldWords
from storage.reporting.open_questions import OpenQuestion

Confirmed = Callable[[Message, Context, OpenQuestion], Reply]


def shown(
    message: Message, ctx: Context, asked: OpenQuestion, card: Words, about: Ref | None
) -> Reply:
    """Show what would be recorded; the words are held until a button says it."""
    held = HeldWords(message.message_id, message.text.strip(), asked)
    number = held_words.hold(ctx.tx, ctx.chat, ctx.person.id, held, ctx.now).id
    return ctx.say(
        confirmation_texts.card(ctx.t, card),
        *confirmation_texts.buttons(ctx.t, number),
        about=about,
    )


def pressed(press: ButtonPress, ctx: Context, words: list[str], confirmed: Confirmed) -> Reply:
    """`wc:<held>:ok`, `ed` or `no`: record, write anew, drop. The answer takes the card's place."""
    held = held_words.take(ctx.tx, ctx.person.id, Ref(RefKind.HELD, int(words[0])))
    if held is None or held.question is None:
        return Reply(toast=ctx.t("This button no longer works."))
    if words[1] == "no":
        return ctx.say(ctx.t("Cancelled. Nothing was recorded."), edits=press.message_id)
    if words[1] == "ed":
        return _asked_again(press, ctx, held.question)
    incoming = IncomingMessage(press.chat, press.by, held.words, held.message_id, ctx.now)
    reply = confirmed(Message.of(incoming, ctx), ctx, held.question)
    first, *others = reply.messages
    reply.messages = [replace(first, edits=press.message_id), *others]
    return reply


def _asked_again(press: ButtonPress, ctx: Context, asked: OpenQuestion) -> Reply:
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, replace(asked, body=None), ctx.now)
    item = item_asked_about(ctx.tx, asked)
    about = Ref.item(item.id) if item is not None else None
    return ctx.say(ctx.t("Please write it anew."), about=about, edits=press.message_id)
