"""Whoever asks how to answer (这个怎么填) is shown the question again; it stays open."""

from collections.abc import Callable

from handlers.context import Context
from handlers.extensions import request
from handlers.follow_up import raise_request
from handlers.message import Message
from messages.follow_up import request_texts
from messages.outgoing import Reply
from rules.language.interruptions import asks_how_to_answer
from rules.policy.requests import RequestKind
from storage.follow_up import requests
from storage.ledger import item_store
from storage.reporting.open_questions import OpenQuestion, QuestionKind

Explain = Callable[[Context, OpenQuestion], Reply]


def _extension(ctx: Context, asked: OpenQuestion) -> Reply:
    return request.begin(ctx, item_store.by_id(ctx.tx, asked.about.id))


def _blocker(ctx: Context, asked: OpenQuestion) -> Reply:
    return raise_request.ask_blocker(ctx, item_store.by_id(ctx.tx, asked.about.id))


def _answer(ctx: Context, asked: OpenQuestion) -> Reply:
    put = requests.by_id(ctx.tx, RequestKind(asked.about.kind), asked.about.id)
    return ctx.say(request_texts.to_answer(ctx.t, put)) if put is not None else Reply()


_SHOWN_AGAIN: dict[QuestionKind, Explain] = {
    QuestionKind.EXTENSION: _extension,
    QuestionKind.BLOCKER: _blocker,
    QuestionKind.BLOCKER_ANSWER: _answer,
    QuestionKind.INSTRUCTION_ANSWER: _answer,
}
"""What shows a question again with what it is about; the others are only waited for."""


EXPLAINED = frozenset({*_SHOWN_AGAIN, QuestionKind.ROUND_REASON, QuestionKind.ANSWER_SENT_BACK})
"""Questions of a sentence; the clauses of an application explain themselves."""


def is_asked_for(message: Message) -> bool:
    """Whether it asks how to answer a question that is open."""
    asked = message.open_question
    return asked is not None and asked.question in EXPLAINED and asks_how_to_answer(message.text)


def explain(message: Message, ctx: Context) -> Reply:
    """Show the question again, and how it is answered or dropped."""
    asked = message.open_question
    assert asked is not None
    shown = _SHOWN_AGAIN.get(asked.question)
    reply = shown(ctx, asked) if shown is not None else Reply()
    how = ctx.t("Please answer the question in your own words here; /cancel drops it.")
    reply.messages += ctx.say(how).messages
    return reply
