"""Questions that figures answer: who answers which, of exactly what the words name."""

from collections.abc import Callable
from dataclasses import replace

from handlers.context import Context
from handlers.message import Message
from handlers.queries import (
    comparing,
    entities,
    finishing,
    lists,
    plan_completeness,
    ranking,
    reporters,
    summing,
    unanswerable,
    waiting,
)
from handlers.queries.entities import QuerySubject
from messages.outgoing import Reply
from rules.language.figures import FigureQuestion, find_figure_question
from rules.language.questions import is_question, named_terms
from rules.language.reading.normalization import normalize
from rules.policy.lists import ListKind, ListQuery
from rules.policy.permissions import sees_whole_city
from rules.policy.rankings import FigureKind

Answer = Callable[[Context, FigureQuestion, QuerySubject], Reply]


def _oldest(ctx: Context, _question: FigureQuestion, subject: QuerySubject) -> Reply:
    return lists.show(ctx, ListQuery(ListKind.OVERDUE, subject.words))


ANSWERS: dict[FigureKind, Answer] = {
    FigureKind.CHANGE: comparing.answer,
    FigureKind.SUM: summing.answer,
    FigureKind.RANKING: ranking.answer,
    FigureKind.OLDEST: _oldest,
    FigureKind.FORECAST: finishing.answer,
    FigureKind.REPORTED: reporters.answer,
    FigureKind.UNCHANGED: reporters.answer,
    FigureKind.WAITING: waiting.answer,
    FigureKind.PLANS: plan_completeness.answer,
}
SEVERAL = 2
"""Names of which one can be ahead of the other."""
ONLY_OF_THE_KNOWN = frozenset({FigureKind.RANKING, FigureKind.WAITING, FigureKind.PLANS})
"""Asked of what the ledger does not have, these are said to be unknown as any other question is."""


def is_asked_for(message: Message) -> bool:
    """Whether it asks for such figures, and not for one item by its number."""
    ctx, question = message.ctx, message.figure_question
    if message.file is not None or message.intent == "chart" or question is None:
        return False
    if not _may_ask(message, question):
        return False
    subject = entities.listed(ctx, question.rest)
    if question.kind in ONLY_OF_THE_KNOWN and (subject.left or subject.unknown or subject.beyond):
        return False
    if question.among_named and len(subject.names) < SEVERAL:
        return False
    return question.kind is not FigureKind.SUM or _is_for_many(message, subject)


def _may_ask(message: Message, question: FigureQuestion) -> bool:
    """Whether it may be a question: of those who report, what asks plainly or says nothing else."""
    plain = is_question(normalize(message.text).lower(), plainly=True)
    return plain or sees_whole_city(message.ctx.person) or not named_terms(question.rest)


def _is_for_many(message: Message, subject: QuerySubject) -> bool:
    """Whether a sum is meant, and not the card of one item that is named."""
    if entities.single(message.ctx, subject) is not None:
        return False
    return sees_whole_city(message.ctx.person) or not message.readings[0].sure or not subject.words


def asked(message: Message, ctx: Context) -> Reply:
    """Answer a question that somebody put in their own words."""
    return answer(ctx, message.text)


def answer(ctx: Context, text: str) -> Reply:
    question = question_in(ctx, text)
    assert question is not None
    subject = replace(entities.listed(ctx, question.rest), text=text)
    refusal = unanswerable.refused(ctx, subject, question.kind)
    return refusal or ANSWERS[question.kind](ctx, question, subject)


def question_in(ctx: Context, text: str) -> FigureQuestion | None:
    """Return the question for figures that words ask."""
    return find_figure_question(normalize(text).strip().lower(), ctx.today)
