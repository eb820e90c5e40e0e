"""Receipt of a duty (签收): an owner signs with one press for what they were given."""

from handlers.context import Context
from messages.follow_up import assignment_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from storage.follow_up import assignments


def pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """`sg:<last assignment of the letter>`."""
    signed = assignments.sign(ctx.tx, ctx.person.id, int(words[0]), ctx.now)
    if not signed:
        return Reply(toast=ctx.t("Nothing is left to be signed for here."))
    text = assignment_texts.signed(ctx.t, signed, ctx.today)
    return ctx.say(text, edits=press.message_id, toast=ctx.t("Signed for."))
