"""While something is asked of somebody: what becomes of words that are no answer.

A wish is answered and the question waits. Words that surely are about another item are handled
as their own message; then a question whose answer would count at once is given up, for what
follows belongs to that other item. Where it is not sure, the writer is asked.
"""

from collections.abc import Callable

from handlers.context import Context
from handlers.message import Message
from handlers.pending.classify import Kind, classify, is_given_up
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import Button, Reply
from rules.language.clause_edits import clause_to_redo
from rules.language.import_words import wants_import
from rules.policy.workbook_requests import is_list
from storage.mail import sent
from storage.reporting import held_words, open_questions
from storage.reporting.asked_items import item_asked_about
from storage.reporting.held_words import HeldWords
from storage.reporting.open_questions import OpenQuestion, QuestionKind

AT_ONCE = frozenset(
    {
        QuestionKind.EXTENSION,
        QuestionKind.EXTENSION_REFUSED,
        QuestionKind.BLOCKER,
        QuestionKind.BLOCKER_ANSWER,
        QuestionKind.INSTRUCTION_ANSWER,
        QuestionKind.ANSWER_SENT_BACK,
        QuestionKind.ROUND_REASON,
        QuestionKind.REASON_TO_SEND_BACK,
        QuestionKind.OBJECTION,
        QuestionKind.OBJECTION_ANSWER,
        QuestionKind.EXPLANATION,
        QuestionKind.URGENT_DETAILS,
        QuestionKind.URGENT_SETTLED,
        QuestionKind.URGENT_WITHDRAWN,
        QuestionKind.PLAN_RETURNED,
        QuestionKind.TALK,
    }
)
"""Questions whose answer is passed on as it is written; the others' is shown first."""

BEGIN = frozenset(
    {
        "start",
        "report",
        "extend",
        "blocker",
        "instruct",
        "round",
        "deputy",
        "close",
        "reopen",
        "objection",
        "lookback",
        "bind",
        "accountability",
        "urgent",
        "plan",
        "letter",
    }
)

"""Commands after which the next words are no longer the answer to what was asked before."""

Answer = Callable[[Message, Context, OpenQuestion], Reply]
Otherwise = Callable[[Message, Context], Reply]


def kind_of(message: Message) -> Kind:
    """Return what a message is to the question that is open."""
    asked = _waiting(message)
    if message.file is not None and is_list(message.file.name) and wants_import(message.text):
        return Kind.WISH
    if asked.question == QuestionKind.OBJECTION:
        return Kind.WISH if message.intent == "cancel" else Kind.ANSWER
    if asked.question == QuestionKind.ACCOUNTABILITY and message.intent != "cancel":
        return Kind.ANSWER
    if asked.question == QuestionKind.CLAUSE and clause_to_redo(message.text, 0) is not None:
        return Kind.ANSWER
    if asked.question == QuestionKind.CHECK:
        # Names and figures are read like questions and reports: here they are neither.
        return Kind.WISH if is_given_up(message) else Kind.ANSWER
    return classify(message, item_asked_about(message.ctx.tx, asked))


def _waiting(message: Message) -> OpenQuestion:
    assert message.open_question is not None
    return message.open_question


def answered(message: Message, ctx: Context, answer: Answer) -> Reply:
    """Take the words for the answer. A clause that words go back to decides what stays asked."""
    asked = _waiting(message)
    if asked.question != QuestionKind.CLAUSE or clause_to_redo(message.text, 0) is None:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    return answer(message, ctx, asked)


def in_passing(message: Message, ctx: Context, otherwise: Otherwise) -> Reply:
    """Answer a wish; the question waits."""
    return reminded(ctx, _waiting(message), otherwise(message, ctx))


def of_another(message: Message, ctx: Context, otherwise: Otherwise) -> Reply:
    """Handle words about another item as their own message, and say what became of the question."""
    asked = _waiting(message)
    if asked.question in AT_ONCE:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    reply = otherwise(message, ctx)
    item = item_asked_about(ctx.tx, asked)
    if item is None or _open(ctx) == asked:
        return reminded(ctx, asked, reply)
    reply.messages += ctx.say(
        ctx.t("The question about item {code} is given up; nothing was recorded.", code=item.code)
    ).messages
    return reply


def which(message: Message, ctx: Context) -> Reply:
    """Ask whether words are the answer; they are held until a button says it."""
    asked = _waiting(message)
    item = item_asked_about(ctx.tx, asked)
    assert item is not None
    held = HeldWords(message.message_id, message.text, asked)
    return ctx.say(
        ctx.t(
            "This seems to be about another item. Is it the answer about item {code}? "
            "Please choose.",
            code=item.code,
        ),
        (
            Button(ctx.t("It is the answer"), "as:answer"),
            Button(ctx.t("It is a new message"), "as:new"),
        ),
        about=held_words.hold(ctx.tx, ctx.chat, ctx.person.id, held, ctx.now),
    )


def chosen(press: ButtonPress, ctx: Context, answer: Answer, otherwise: Otherwise) -> Reply:
    """`as:answer` or `as:new`: take the words that are held for what their writer says they are."""
    held = held_words.of(ctx.tx, ctx.person.id, sent.about(ctx.tx, ctx.chat, press.message_id))
    if held is None:
        return Reply(toast=ctx.t("This button no longer works."))
    incoming = IncomingMessage(press.chat, press.by, held.words, held.message_id, ctx.now)
    message, answering = Message.of(incoming, ctx), press.data == "as:answer"
    asked = message.open_question
    if asked is None or held.question is None or not asked.is_same_as(held.question):
        if answering:
            return Reply(toast=ctx.t("This button no longer works."))
        reply = otherwise(message, ctx)
    elif answering:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
        reply = answer(message, ctx, asked)
    else:
        reply = of_another(message, ctx, otherwise)
    taken = ctx.t("Taken as the answer.") if answering else ctx.t("Taken as a new message.")
    reply.messages = ctx.say(taken, edits=press.message_id).messages + reply.messages
    return reply


def reminded(ctx: Context, asked: OpenQuestion | None, reply: Reply) -> Reply:
    """Remind whoever asks something in passing that their answer is still waited for."""
    item = item_asked_about(ctx.tx, asked) if asked and _open(ctx) == asked else None
    if item is not None:
        reply.messages += ctx.say(
            ctx.t(
                "The question about item {code} still waits for your answer; /cancel drops it.",
                code=item.code,
            )
        ).messages
    return reply


def _open(ctx: Context) -> OpenQuestion | None:
    return open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
