"""Send an answer back (退回): its raiser says why, and the request is open again with a new day."""

from handlers.context import Context
from handlers.message import Message
from handlers.pending import confirmation
from messages.follow_up import request_texts
from messages.outgoing import Reply
from notices import request_notices
from rules.policy.refs import Ref
from rules.policy.requests import RequestKind, RequestState, TrackedRequest
from storage.follow_up import requests
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind

SHORTEST = 2
"""Characters below which nobody can tell what is missing."""


def ask(ctx: Context, request: TrackedRequest | None) -> Reply:
    """Ask why the answer is sent back. Whoever presses raised the request."""
    if request is None or request.state is not RequestState.ANSWERED:
        return Reply(toast=ctx.t("This button no longer works."))
    question = OpenQuestion(QuestionKind.ANSWER_SENT_BACK, request.ref)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question, ctx.now)
    about = Ref.item(request.item_id)
    return ctx.say(request_texts.why_sent_back(ctx.t, request), about=about)


def described(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Show the reason as it would be passed on."""
    request = _own(ctx, asked)
    words = message.text.strip()
    if request is None:
        return ctx.say(ctx.t("The answer has already been sent back."))
    if len(words) < SHORTEST:
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(ctx.t("Please write why the answer is sent back."))
    due = request_notices.due_day(ctx.city, request.kind, words, ctx.now)
    card = request_texts.return_card(ctx.t, request, words, due)
    return confirmation.shown(message, ctx, asked, card, Ref.item(request.item_id))


def _own(ctx: Context, asked: OpenQuestion) -> TrackedRequest | None:
    """Return this person's request while its answer stands."""
    request = requests.by_id(ctx.tx, RequestKind(asked.about.kind), asked.about.id)
    if request is None or request.state is not RequestState.ANSWERED:
        return None
    return request if request.raiser_id == ctx.person.id else None


def confirmed(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Open the request again with the reason, unless it was opened meanwhile."""
    request, words = _own(ctx, asked), message.text
    if request is None:
        return ctx.say(ctx.t("The answer has already been sent back."))
    due = request_notices.due_day(ctx.city, request.kind, words, ctx.now)
    if not requests.send_back(ctx.tx, request, ctx.person.id, words, due, ctx.now):
        return ctx.say(ctx.t("The answer has already been sent back."))
    again = requests.by_id(ctx.tx, request.kind, request.id)
    assert again is not None
    told = ctx.t("The answer was sent back.")
    reply = ctx.say(f"{told}\n{request_texts.due_line(ctx.t, due)}", about=Ref.item(again.item_id))
    by = ctx.person.name
    reply.messages += request_notices.sent_back(ctx.tx, ctx.city, again, by, ctx.today)
    return reply
