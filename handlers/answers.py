"""The answers to open questions: who takes the next words, by the question that was asked."""

from handlers.accountability import guided
from handlers.closing import check_answers, clauses, kept_up, objections, review
from handlers.context import Context
from handlers.extensions import decide, request
from handlers.follow_up import (
    answer_request,
    prompt_answers,
    raise_request,
    return_answer,
    rounds,
)
from handlers.lookback import check
from handlers.message import Message
from handlers.papers import circular, letters
from handlers.pending.interruptions import Answer
from handlers.plans import plan_decisions, refine
from handlers.projects import project_reports
from handlers.radar import explain
from handlers.reporting import albums, correct
from handlers.urgent import following, raising
from messages.outgoing import Reply
from storage.reporting.open_questions import OpenQuestion, QuestionKind

ANSWERS: dict[str, Answer] = {
    QuestionKind.EXTENSION: request.answered,
    QuestionKind.EXTENSION_REFUSED: decide.refused,
    QuestionKind.BLOCKER: raise_request.blocker_described,
    QuestionKind.BLOCKER_ANSWER: answer_request.answered,
    QuestionKind.FIGURE_OF_PROMPT: prompt_answers.figure,
    QuestionKind.EVIDENCE_OF_DONE: prompt_answers.evidence,
    QuestionKind.INSTRUCTION_ANSWER: answer_request.answered,
    QuestionKind.ANSWER_SENT_BACK: return_answer.described,
    QuestionKind.ROUND_PROGRESS: rounds.progress,
    QuestionKind.ROUND_REASON: rounds.reason,
    QuestionKind.NEW_WORDS: correct.new_words,
    QuestionKind.CLAUSE: clauses.answered,
    QuestionKind.REASON_TO_SEND_BACK: review.sent_back,
    QuestionKind.OBJECTION: objections.described,
    QuestionKind.OBJECTION_ANSWER: objections.answered,
    QuestionKind.LOOKBACK_FINDING: check.described,
    QuestionKind.ACCOUNTABILITY: guided.answered,
    QuestionKind.EXPLANATION: explain.answered,
    QuestionKind.CHECK: check_answers.answered,
    QuestionKind.WHAT_RELAPSED: kept_up.relapse_described,
    QuestionKind.URGENT: raising.described,
    QuestionKind.URGENT_DETAILS: following.answered,
    QuestionKind.URGENT_SETTLED: following.answered,
    QuestionKind.URGENT_WITHDRAWN: following.answered,
    QuestionKind.PROJECT_PHOTO: project_reports.photo,
    QuestionKind.PLAN: refine.described,
    QuestionKind.PLAN_RETURNED: plan_decisions.returned,
    QuestionKind.TALK: letters.talk_named,
    QuestionKind.REMARKS: circular.remarked,
}
"""Who takes the next words for an answer, by the question that was asked."""

CONFIRMED: dict[str, Answer] = {
    QuestionKind.EXTENSION: request.confirmed,
    QuestionKind.BLOCKER: raise_request.blocker_confirmed,
    QuestionKind.BLOCKER_ANSWER: answer_request.confirmed,
    QuestionKind.INSTRUCTION_ANSWER: answer_request.confirmed,
    QuestionKind.ROUND_REASON: rounds.reason_confirmed,
    QuestionKind.ANSWER_SENT_BACK: return_answer.confirmed,
}
"""Who records words that have stood on a card, by the question that they answer."""

ON_SITE = frozenset({QuestionKind.CHECK, QuestionKind.LOOKBACK_FINDING})
"""Questions that a place answers too."""


def take_place(message: Message) -> bool:
    """Whether a place answers what is asked of its writer."""
    asked = message.open_question
    return asked is not None and asked.question in ON_SITE


def confirmed(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Record words that have stood on a card."""
    return CONFIRMED[asked.question](message, ctx, asked)


def answer(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words for the answer to a question; a picture of an album remembers it."""
    reply = ANSWERS[asked.question](message, ctx, asked)
    if message.album is not None:
        albums.remember(message, ctx, asked)
    return reply
