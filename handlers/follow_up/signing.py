"""Receipt of a duty (签收): an owner signs with one press for what they were given."""

from handlers.context import Context
from handlers.message import Message
from messages.follow_up import assignment_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from rules.language.small_talk import signs
from storage.follow_up import assignments


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`sg:<last assignment of the letter>`."""
    signed = assignments.sign(ctx.tx, ctx.person.id, int(words[0]), ctx.now)
    if not signed:
        return Reply(toast=ctx.t("Nothing is left to be signed for here."))
    text = assignment_texts.signed(ctx.t, signed, ctx.today)
    return ctx.say(text, edits=press.message_id, toast=ctx.t("Signed for."))


def is_said(message: Message) -> bool:
    """Whether nothing is said but that its writer signs."""
    return message.file is None and signs(message.text)


def asked(_message: Message, ctx: Context) -> Reply:
    """Put to an owner again, with its button, what they were asked to sign for: words sign nothing."""
    given = [a for a in assignments.unsigned(ctx.tx, ctx.person.id) if a.told_at is not None]
    if not given:
        return ctx.say(ctx.t("Nothing is left to be signed for here."))
    button = assignment_texts.sign_button(ctx.t, max(a.id for a in given))
    return ctx.say(assignment_texts.to_sign(ctx.t, given), *button)
