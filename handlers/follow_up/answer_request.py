"""Answer a blocker or an instruction: by its button, or by replying to its letter."""

from handlers.context import Context
from handlers.follow_up import return_answer
from handlers.message import Message
from handlers.pending import confirmation
from handlers.reporting import eligibility
from messages.follow_up import request_texts, too_late_texts
from messages.incoming import ButtonPress
from messages.outgoing import Reply
from notices import request_notices
from rules.policy.permissions import may_answer_blocker, may_report_on
from rules.policy.refs import Ref
from rules.policy.requests import RequestKind, RequestState, TrackedRequest
from storage.follow_up import requests
from storage.ledger import item_store
from storage.people import people
from storage.reporting import open_questions
from storage.reporting.open_questions import OpenQuestion, QuestionKind

QUESTIONS = {
    RequestKind.BLOCKER: QuestionKind.BLOCKER_ANSWER,
    RequestKind.INSTRUCTION: QuestionKind.INSTRUCTION_ANSWER,
}
"""Names of the questions that the buttons of each kind ask."""


def blocker_pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take the buttons `b:<blocker>:answer` and `b:<blocker>:back`."""
    del press
    request = requests.by_id(ctx.tx, RequestKind.BLOCKER, int(words[0]))
    return return_answer.ask(ctx, request) if words[1] == "back" else _ask(ctx, request)


def instruction_pressed(press: ButtonPress, ctx: Context, words: list[str]) -> Reply:
    """Take the buttons `n:<instruction>:answer` and `n:<instruction>:back`."""
    del press
    request = requests.by_id(ctx.tx, RequestKind.INSTRUCTION, int(words[0]))
    return return_answer.ask(ctx, request) if words[1] == "back" else _ask(ctx, request)


def _ask(ctx: Context, request: TrackedRequest | None) -> Reply:
    refused = refusal(ctx, request)
    if request is None or refused:
        return Reply(toast=refused)
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, question_of(request), ctx.now)
    return ctx.say(request_texts.answer_question(ctx.t, request))


def question_of(request: TrackedRequest) -> OpenQuestion:
    """Return the question whose answer is the answer to a request."""
    return OpenQuestion(QUESTIONS[request.kind], request.ref)


def refusal(ctx: Context, request: TrackedRequest | None) -> str:
    """Say why this person cannot answer it; empty when they can."""
    if request is None:
        return ctx.t("This button no longer works.")
    if not _may_answer(ctx, request):
        return request_texts.not_asked(ctx.t, request)
    if request.state is RequestState.OPEN:
        return ""
    by = people.name_of(ctx.tx, request.answered_by)
    return ctx.t("This was already answered by {name}.", name=by)


def _may_answer(ctx: Context, request: TrackedRequest) -> bool:
    """Whether this is the office, who may report on the item, or whose help is asked for.

    Of a blocker also whoever is of the bureau that coordinates the item's category.
    """
    item = item_store.by_id(ctx.tx, request.item_id)
    if request.kind is RequestKind.INSTRUCTION:
        return may_report_on(ctx.person, item)
    asked = request_notices.asked_to_answer(ctx.tx, request, ctx.today)
    return may_answer_blocker(ctx.person, item, frozenset(person.id for person in asked))


def answered(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Show words as they would be passed on in answer to a request, unless another was faster."""
    request = _open(ctx, asked)
    if isinstance(request, Reply):
        return request
    words = message.text.strip()
    if not words:
        open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)
        return ctx.say(ctx.t("Please write the answer in words."))
    card = request_texts.answer_card(ctx.t, request, words)
    return confirmation.shown(message, ctx, asked, card, Ref.item(request.item_id))


def confirmed(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Enter an answer and pass it on, unless another was faster."""
    request = _open(ctx, asked)
    if isinstance(request, Reply):
        return request
    if not requests.answer(ctx.tx, request, ctx.person.id, message.text, ctx.now):
        return _answered_before(ctx, _again(ctx, request))
    return _passed_back(ctx, _again(ctx, request))


def _open(ctx: Context, asked: OpenQuestion) -> TrackedRequest | Reply:
    """Return the request that is to be answered, or what is said where it is not, or not any more."""
    request = requests.by_id(ctx.tx, RequestKind(asked.about.kind), asked.about.id)
    refused = refusal(ctx, request)
    if request is not None and request.state is not RequestState.OPEN:
        return _answered_before(ctx, request)
    return ctx.say(refused) if request is None or refused else request


def _again(ctx: Context, request: TrackedRequest) -> TrackedRequest:
    """Return the request as it stands after somebody answered it."""
    current = requests.by_id(ctx.tx, request.kind, request.id)
    assert current is not None
    return current


def _answered_before(ctx: Context, request: TrackedRequest) -> Reply:
    """Tell who was faster, with what, and where this person's own words belong.

    Whoever may no longer report on the item hears of its instruction only that it was answered.
    """
    item = item_store.by_id(ctx.tx, request.item_id)
    if may_report_on(ctx.person, item):
        add = too_late_texts.in_a_report(ctx.t, item.code)
    elif request.kind is RequestKind.INSTRUCTION:
        return ctx.say(refusal(ctx, request))
    else:
        add = too_late_texts.by_telling(ctx.t, f"{request.raiser_unit} {request.raiser}")
    by = people.name_of(ctx.tx, request.answered_by)
    text = too_late_texts.answered_before(ctx.t, by=by, words=request.answer, add=add)
    return ctx.say(text, about=Ref.item(item.id))


def _passed_back(ctx: Context, request: TrackedRequest) -> Reply:
    about, by = None, ctx.person.name
    if request.kind is RequestKind.INSTRUCTION:
        item = item_store.by_id(ctx.tx, request.item_id)
        about, by = Ref.item(item.id), f"{ctx.person.unit} {eligibility.signature(ctx, item)}"
    passed_on = request_texts.answer_passed_on(ctx.t, request)
    reply = ctx.say(passed_on, about=about)
    reply.messages += request_notices.brought_back(ctx.tx, ctx.city, request, by, ctx.today)
    return reply
