"""Questions read clause by clause: what each asks is answered, and what is not answered is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlers.context import Context
from handlers.message import Message
from handlers.queries import (
    clauses,
    figures,
    questions,
    silence,
)
from handlers.queries.clause_answers import COUNTS, RANKS, Answer, stands, unknown, who_answers
from handlers.queries.clauses import AskedClause
from messages.outgoing import Reply
from rules.language.naming import LONGEST
from rules.language.question_parts import ends_asking, late_of
from rules.language.questions import find_organisation
from rules.language.reading.normalization import normalize
from rules.language.silence import is_silence_question
from rules.policy.conditions import ItemCondition, QuestionAsk
from rules.policy.rankings import FigureKind

MOST = 4
"""Clauses of one question."""
LEAST_OF_A_NAME = 4
"""Characters of the shortest word that is a name of something, whatever it says."""
_APART = re.compile(r"[,;。?!]+")


@dataclass(frozen=True, slots=True)
class _AnsweredClause:
    """A clause and who answers it; None: what answers any other question."""

    clause: AskedClause
    answer: Answer | None


def is_asked_for(message: Message) -> bool:
    """Whether a short question has a part that is read so; an instruction that asks is none."""
    ctx, words = message.ctx, _words(message.text)
    if message.is_reply:
        return False
    parts = _parts(ctx, words)
    if parts is None or (_may_instruct(parts) and message.intent == "instruction"):
        return parts is not None and ends_asking(words)
    plainer = all(_is_plainer(part) for part in parts) and not _of_one_left(message, parts)
    if plainer and figures.is_asked_for(message):
        return False
    return _of_reports(parts) or not is_silence_question(words, asking=True)


def _is_plainer(part: _AnsweredClause) -> bool:
    """Whether sums and rankings of old answer it as well: it sets no condition."""
    asks = part.clause.asks - {QuestionAsk.GUARANTOR, QuestionAsk.OWNER, QuestionAsk.WHICH}
    if asks & RANKS:
        asks -= {QuestionAsk.SHARE}
    return asks <= COUNTS | RANKS and not part.clause.conditions


def _of_one_left(message: Message, parts: list[_AnsweredClause]) -> bool:
    """Whether it asks what is left of items that are named, and of no work: 别墅群还剩多少栋."""
    question = message.figure_question
    names_items = any(part.clause.meant.ids is not None for part in parts)
    return (
        names_items
        and question is not None
        and question.kind is FigureKind.SUM
        and not question.verb
    )


def _may_instruct(parts: list[_AnsweredClause]) -> bool:
    """Whether it may be an instruction: it asks nothing but what is also ordered to be settled."""
    return all(part.clause.asks <= _ORDERED for part in parts)


_ORDERED = frozenset(
    {
        QuestionAsk.OWNER,
        QuestionAsk.LEAD,
        QuestionAsk.GUARANTOR,
        QuestionAsk.DEADLINE,
        QuestionAsk.SUPPORTERS,
    }
)
"""What a leader may order to be settled, and not only ask."""


def _of_reports(parts: list[_AnsweredClause]) -> bool:
    """Whether it asks what was last reported, or what nobody ever reported on."""
    return any(
        QuestionAsk.LATEST_REPORT in part.clause.asks
        or ItemCondition.NEVER_REPORTED in part.clause.conditions
        for part in parts
    )


def asked(message: Message, ctx: Context) -> Reply:
    """Answer a question that somebody put in their own words."""
    return answer(ctx, message.text)


def answer(ctx: Context, text: str) -> Reply:
    """Answer whatever question it is."""
    parts = _parts(ctx, _words(text))
    if parts is None:
        return _answer_else(ctx, text)
    reply = Reply()
    for part in parts:
        reply.messages += _answered(ctx, part).messages
    return reply


def of_what_is_named(ctx: Context, text: str) -> Reply | None:
    """Say how what is named stands, or that there is none, whatever is asked of it; None: nothing is."""
    parts = _read_all(ctx, _words(text)) or []
    named = [c for c in parts if _is_a_name(c.meant.missing) or c.names_something]
    if not named:
        return None
    reply = Reply()
    for clause in parts:
        if clause in named or clause.asks:
            reply.messages += _as_far_as_named(ctx, clause).messages
    return reply


def _is_a_name(missing: str) -> bool:
    """Whether a word is surely a name and no verb or half a word."""
    return len(missing) >= LEAST_OF_A_NAME or find_organisation(missing) is not None


def _as_far_as_named(ctx: Context, clause: AskedClause) -> Reply:
    if clause.inherited and clause.meant.missing:
        return Reply()
    if clause.meant.missing:
        return unknown(ctx, clause, clause.meant.missing)
    return stands(ctx, clause)


def status_of(ctx: Context, words: str) -> Reply:
    """Answer `/status [WORDS]` as a question of the same words."""
    if not ctx.in_group and _asks_for_plans(ctx, words):
        return figures.answer(ctx, words)
    asked = bool(words) and not ctx.in_group and _parts(ctx, _words(words)) is not None
    return answer(ctx, words) if asked else questions.status_of(ctx, words)


def _asks_for_plans(ctx: Context, words: str) -> bool:
    """Whether all the words ask how complete plans are: 细化, 青山县细化情况."""
    question = figures.question_in(ctx, words)
    return question is not None and question.kind is FigureKind.PLANS


def overdue_of(ctx: Context, words: str) -> Reply:
    """Answer `/overdue [WORDS]` as a question for what of the words is overdue."""
    question = late_of(words)
    asked = bool(words) and not ctx.in_group and _parts(ctx, _words(question)) is not None
    return answer(ctx, question) if asked else questions.overdue_of(ctx, words)


def _words(text: str) -> str:
    return normalize(text).strip().lower()


def _answered(ctx: Context, part: _AnsweredClause) -> Reply:
    clause = part.clause
    if clause.inherited and clause.meant.missing:
        return Reply()  # The clause before was told that there is none.
    if part.answer is None:
        if not (clause.asks or clause.conditions):
            said = ctx.t("Not answered: “{words}”. Please ask it by itself.", words=clause.text)
            return ctx.say(said)
        return _answer_else(ctx, clause.in_full)
    if clause.meant.missing and not clause.meant.finding:
        return unknown(ctx, clause, clause.meant.missing)
    return part.answer(ctx, clause)


def _answer_else(ctx: Context, text: str) -> Reply:
    if figures.question_in(ctx, text) is not None:
        return figures.answer(ctx, text)
    if is_silence_question(_words(text), asking=True):
        return silence.answer(ctx, text)
    return questions.answer(ctx, text)


def _parts(ctx: Context, words: str) -> list[_AnsweredClause] | None:
    """Return the clauses with who answers them; None where nothing is read so."""
    parts = [_AnsweredClause(clause, who_answers(clause)) for clause in _read_all(ctx, words) or ()]
    if any(part.answer is not None for part in parts):
        return parts
    several = len(parts) > 1 and all(_is_answered(ctx, part.clause) for part in parts)
    return parts if several and not _ranks(ctx, words) else None


def _is_answered(ctx: Context, clause: AskedClause) -> bool:
    """Whether a clause asks something, be it for figures or who has not reported."""
    silent = is_silence_question(clause.text, asking=True)
    return bool(clause.asks) or silent or figures.question_in(ctx, clause.text) is not None


def _read_all(ctx: Context, words: str) -> list[AskedClause] | None:
    """Return the clauses; None where far too much is said, or one names what may not be seen."""
    texts = [part.strip() for part in _APART.split(words) if part.strip()]
    if len(words) > LONGEST or len(texts) > MOST:
        return None
    read = [clauses.read(ctx, text) for text in texts]
    known = [clause for clause in read if clause is not None]
    return list(_gathered(known)) if known and len(known) == len(texts) else None


def _ranks(ctx: Context, words: str) -> bool:
    """Whether all the words ask for one ranking: 各县区排个名，谁最靠后."""
    question = figures.question_in(ctx, words)
    return question is not None and question.kind is FigureKind.RANKING


def _gathered(read: list[AskedClause]) -> Iterator[AskedClause]:
    """Yield what is asked: what only goes on about the same is put together with it."""
    last: AskedClause | None = None
    for clause in read:
        if not clause.says_anything:
            continue
        if last is None:
            last = clause
        elif not last.asks or clause.only_asks_more or clause.only_names(last):
            last = last.joined(clause)
        else:
            yield last
            last = clause if clause.names_something or clause.meant.missing else clause.about(last)
    if last is not None:
        yield last
