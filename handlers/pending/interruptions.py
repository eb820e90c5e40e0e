"""While something is asked of somebody: what becomes of words that are no answer.

A wish is answered and the question waits. Words that surely are about another item are handled
as their own message; then a question whose answer would count at once is given up, for what
follows belongs to that other item. Where it is not sure, he is asked.
"""

from collections.abc import Callable, Mapping

from handlers.closing import clauses, review
from handlers.context import Context
from handlers.extensions import decide, request
from handlers.follow_up import answer_request, raise_request
from handlers.pending.classify import Kind, classify
from handlers.reporting import no_change
from messages.incoming import ButtonPress, IncomingMessage
from messages.outgoing import Button, Reply
from rules.language.clause_edits import clause_to_redo
from storage.mail import sent
from storage.reporting import open_questions
from storage.reporting.asked_items import item_asked_about
from storage.reporting.open_questions import OpenQuestion

AT_ONCE = frozenset(
    {
        request.QUESTION,
        decide.QUESTION,
        raise_request.BLOCKER,
        *answer_request.QUESTIONS.values(),
        no_change.REASON,
        review.REASON,
    }
)
"""Questions whose answer is passed on as it is written; the others' is shown first."""

ABOUT = "aside:"
Answer = Callable[[IncomingMessage, Context, OpenQuestion], Reply]
Otherwise = Callable[[IncomingMessage, Context], Reply]


def interrupted(
    ctx: Context,
    asked: OpenQuestion,
    message: IncomingMessage,
    *,
    answer: Answer,
    otherwise: Otherwise,
) -> Reply:
    """The answer to what was asked, unless the words surely are something else."""
    item = item_asked_about(ctx.tx, asked)
    if asked.question == clauses.QUESTION and clause_to_redo(message.text, 0) is not None:
        return answer(message, ctx, asked)
    match classify(message, ctx, item):
        case Kind.WISH:
            return reminded(ctx, asked, otherwise(message, ctx))
        case Kind.OF_ANOTHER:
            return _of_another(message, ctx, asked, otherwise)
        case Kind.UNCLEAR:
            return _which(message, ctx, asked)
    open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
    return answer(message, ctx, asked)


def _of_another(
    message: IncomingMessage, ctx: Context, asked: OpenQuestion, otherwise: Otherwise
) -> Reply:
    """Handled as their own message; then he hears what became of the question."""
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


def _which(message: IncomingMessage, ctx: Context, asked: OpenQuestion) -> Reply:
    """The message that asks keeps the words and the question, for the button to find them."""
    item = item_asked_about(ctx.tx, asked)
    assert item is not None
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
        about=f"{ABOUT}{_name(asked)} {message.message_id} {message.text}",
    )


def _name(asked: OpenQuestion) -> str:
    return f"{asked.question}/{asked.about}"


def chosen(
    press: ButtonPress, ctx: Context, *, answers: Mapping[str, Answer], otherwise: Otherwise
) -> Reply:
    """`as:answer` or `as:new`: the words written before are taken for what he says they are."""
    kept = sent.about(ctx.tx, ctx.chat, press.message_id)
    name, number, text = (*kept.removeprefix(ABOUT).split(" ", 2), "", "")[:3]
    asked = _open(ctx)
    waits = asked is not None and _name(asked) == name
    answering = press.data == "as:answer"
    if not kept.startswith(ABOUT) or (answering and not waits):
        return Reply(toast=ctx.t("This button no longer works."))
    said = IncomingMessage(press.chat, press.by, text, int(number), ctx.now)
    if asked is None or not waits:
        reply = otherwise(said, ctx)
    elif answering:
        open_questions.forget(ctx.tx, ctx.chat, ctx.person.id)
        reply = answers[asked.question](said, ctx, asked)
    else:
        reply = _of_another(said, ctx, asked, otherwise)
    taken = ctx.t("Taken as the answer.") if answering else ctx.t("Taken as a new message.")
    reply.messages = ctx.say(taken, edits=press.message_id).messages + reply.messages
    return reply


def reminded(ctx: Context, asked: OpenQuestion | None, reply: Reply) -> Reply:
    """Who asks something in passing hears that his answer is still waited for."""
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
