"""The reason for which what waits for a decision is refused or sent back."""

from handlers.context import Context
from handlers.message import Message
from messages.outgoing import Reply
from rules.language.reasons import grants
from rules.policy.statements import says_something
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion


def no_longer_wanted(ctx: Context, question: OpenQuestion) -> None:
    """Give up the question for a reason: what was to be refused is granted after all."""
    if open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now) == question:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)


def lacking(message: Message, ctx: Context, asked: OpenQuestion, undecided: Reply) -> Reply | None:
    """Ask again where the words give no reason; None where they do.

    `undecided`: what is said to words that grant it, which no button did.
    """
    if not says_something(message.text):
        again = ctx.say(ctx.t("Please write the reason in words."))
    elif grants(message.text):
        again = undecided
    else:
        return None
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
    return again
