"""What was written in answer to a question stands on a card before it is recorded or passed on."""

from collections.abc import Callable
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from messages import confirmation_texts
from messages.formatting import Words
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import Reply
from rules.language.small_talk import confirms
from rules.policy.conversations import CARD_OPEN_FOR
from rules.policy.refs import Ref, RefKind
from storage.reporting import held_words, open_questions
from storage.reporting.asked_items import item_asked_about
from storage.reporting.held_words import HeldWords, WaitingWords
from storage.reporting.open_questions import OpenQuestion

Confirmed = Callable[[Message, Context, OpenQuestion], Reply]


def shown(
    message: Message, ctx: Context, asked: OpenQuestion, card: Words, about: Ref | None
) -> Reply:
    """Show what would be recorded; the words are held until a button says it."""
    before, words = _edited(message), message.text.strip()
    if before is None:
        held = HeldWords(message.message_id, words, asked)
        kind = held_words.TO_CONFIRM
        ref = held_words.hold(ctx.tx, ctx.chat, ctx.person.id, held, ctx.now, kind=kind)
    else:
        ref = before.ref
        held_words.reword(ctx.tx, before.id, words, asked)
    return ctx.say(
        confirmation_texts.card(ctx.t, card),
        *confirmation_texts.buttons(ctx.t, ref.id),
        about=about,
        live_key=ref,
    )


def _edited(message: Message) -> WaitingWords | None:
    """Return the words of an edited message as they stand on their card."""
    if not message.edited:
        return None
    ctx = message.ctx
    since = ctx.now - CARD_OPEN_FOR
    return held_words.waiting(ctx.tx, ctx.chat, ctx.person.id, since, message.message_id)


def is_edited(message: Message) -> bool:
    """Whether the message that was edited stands on a card and is not confirmed yet."""
    return _edited(message) is not None


def edited(message: Message, ctx: Context, answer: Confirmed) -> Reply:
    """Change the card as its message was changed."""
    before = _edited(message)
    assert before is not None
    return answer(message.as_reported, ctx, replace(before.question, body=None))


def would_confirm(message: Message) -> bool:
    """Whether a word alone would confirm what words do not: a card is confirmed by its button."""
    return message.file is None and not message.is_reply and confirms(message.text)


def by_its_button(_message: Message, ctx: Context) -> Reply:
    """Say that words confirm nothing."""
    return ctx.say(
        ctx.t("Words confirm nothing: please press “Confirm” under the card, if one waits.")
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
