"""The clauses of an application: asked one by one, answered by words or files, answered again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.closing import clause_words
from handlers.closing.decisions import moment_for
from handlers.context import Context
from handlers.message import Message
from handlers.reporting import files
from messages.closing import clause_texts, closing_texts
from messages.outgoing import Reply
from notices import closing_summary
from rules.language.clause_edits import clause_to_redo, is_side_question
from rules.policy.clauses import ClauseStanding
from rules.policy.closing import ClosingState, Refusal, decide, first_act
from rules.policy.conversations import QUESTION_OPEN_FOR
from rules.policy.items import Item
from rules.policy.refs import Ref, RefKind
from storage.closing import closings
from storage.closing.closings import Answer, Closing, KeptAnswer
from storage.ledger import item_store
from storage.people import people
from storage.reporting import drafts, evidence, open_questions
from storage.reporting.open_questions import ClauseAsked, OpenQuestion, QuestionKind

TOGETHER = timedelta(minutes=1)
"""Pictures without words that come so soon after each other show the same thing."""


def go_on(ctx: Context, item: Item, closing: Closing, before: str = "") -> Reply:
    """Ask for what the first open clause lacks; when nothing is missing, show the dossier."""
    standings = closing_summary.standings(ctx.tx, ctx.city, closing)
    position = _first_open(standings)
    if position < len(standings):
        return _ask_rest(ctx, item, closing, position, standings[position], before)
    reply = ctx.say(before) if before else Reply()
    # Whoever hands it in is the applicant.
    dossier = replace(
        closing_summary.of(ctx.tx, closing), applicant=ctx.person.name, standings=standings
    )
    reply.messages += ctx.say(
        closing_texts.dossier_text(ctx.t, dossier),
        *closing_texts.submit_buttons(ctx.t, closing.id, position),
        about=Ref.item(item.id),
        live_key=closing.ref,
    ).messages
    return reply


def _ask_rest(
    ctx: Context,
    item: Item,
    closing: Closing,
    position: int,
    standing: ClauseStanding,
    before: str,
) -> Reply:
    """Ask for a clause, or say what is missing of one that was begun."""
    if position not in _given(ctx, closing):
        return ask(ctx, item, closing.id, position, before)
    _wait_for(ctx, _question(closing.id, position))
    text = clause_texts.still_missing(ctx.t, standing, position + 1, item)
    return ctx.say(f"{before}\n{text}" if before else text, about=Ref.item(item.id))


def _first_open(standings: Sequence[ClauseStanding]) -> int:
    """Return the position of the first clause that lacks something; one past the last if none does."""
    lacking = (place for place, standing in enumerate(standings) if standing.lacks)
    return next(lacking, len(standings))


def _given(ctx: Context, closing: Closing) -> dict[int, KeptAnswer]:
    return {row.number: row for row in closings.answers(ctx.tx, closing.id)}


def is_complete(ctx: Context, closing: Closing) -> bool:
    standings = closing_summary.standings(ctx.tx, ctx.city, closing)
    return _first_open(standings) == len(standings)


def ask(ctx: Context, item: Item, closing: int, position: int, before: str = "") -> Reply:
    _wait_for(ctx, _question(closing, position))
    clauses = ctx.city.clauses
    question = closing_texts.clause_question(
        ctx.t, item, clauses[position], position + 1, len(clauses)
    )
    return ctx.say(f"{before}\n{question}" if before else question, about=Ref.item(item.id))


def ask_again(ctx: Context, closing: Closing, position: int) -> Reply:
    """Ask for a clause that has an answer: the next words take its place."""
    given = _given(ctx, closing)
    item = item_store.by_id(ctx.tx, closing.item_id)
    if position not in given:
        return go_on(ctx, item, closing)
    _wait_for(ctx, _question(closing.id, position, again=True))
    clauses = ctx.city.clauses
    question = closing_texts.clause_again(
        ctx.t, item, clauses[position], (position + 1, len(clauses)), given[position].words
    )
    return ctx.say(question, about=Ref.item(item.id))


def _question(closing: int, position: int, *, again: bool = False) -> OpenQuestion:
    body = ClauseAsked(position, again)
    return OpenQuestion(QuestionKind.CLAUSE, Ref(RefKind.CLOSING, closing), body)


def _wait_for(ctx: Context, asked: OpenQuestion) -> None:
    open_questions.ask(ctx.tx, ctx.chat, ctx.person.id, asked, ctx.now)


def answered(message: Message, ctx: Context, asked: OpenQuestion) -> Reply:
    """Take words or files for a clause; a file alone is an answer too."""
    closing, position = _of(ctx, asked)
    item = item_store.by_id(ctx.tx, closing.item_id)
    outcome = decide(item, first_act(ctx.city.procedure), ctx.person, moment_for(ctx, item))
    if isinstance(outcome, Refusal):
        return ctx.say(closing_texts.refused(ctx.t, item, outcome))
    if closing.state is not ClosingState.GATHERING:
        return ctx.say(ctx.t("This card has already been dealt with."))
    aside = _no_answer(message, ctx, asked)
    if aside is not None:
        return aside
    standing = closing_summary.standings(ctx.tx, ctx.city, closing)[position]
    if not asked.clause.again and not standing.lacks:
        return _answered_by_another(ctx, item, closing, position)
    return _weighed(message, ctx, closing, asked, standing)


def _weighed(
    message: Message, ctx: Context, closing: Closing, asked: OpenQuestion, standing: ClauseStanding
) -> Reply:
    """Take a message for a clause that is open, or say why it is not taken."""
    if not asked.clause.again and _belongs_before(message, closing, asked, standing):
        return add_picture(message, ctx)
    refusal = clause_words.refusal(message, ctx, closing, asked.clause, standing)
    if refusal:
        _wait_for(ctx, asked)
        return ctx.say(refusal, about=Ref.item(closing.item_id))
    return _kept(message, ctx, closing, asked.clause)


def _of(ctx: Context, asked: OpenQuestion) -> tuple[Closing, int]:
    """Return an application as it stands once nobody else can answer, hand in or drop it."""
    number = asked.about.id
    item_store.hold(ctx.tx, closings.by_id(ctx.tx, number).item_id)
    return closings.by_id(ctx.tx, number), asked.clause.position


def _belongs_before(
    message: Message, closing: Closing, asked: OpenQuestion, standing: ClauseStanding
) -> bool:
    """Whether a further picture is of the clause just before, and not what this one lacks."""
    last = _last_shown(message)
    if last is None or clause_words.asks_for_document(message, standing):
        return False
    return last.closing_id == closing.id and last.number == asked.clause.position - 1


def _kept(message: Message, ctx: Context, closing: Closing, asked: ClauseAsked) -> Reply:
    """Enter words and file; a file alone leaves words that stand already."""
    files.note(message, ctx, draft=closing.draft_id, clause=asked.position)
    _write(ctx, closing, asked.position, clause_words.joined(message, ctx, closing, asked))
    return go_on(ctx, item_store.by_id(ctx.tx, closing.item_id), closing)


def _write(ctx: Context, closing: Closing, position: int, words: str) -> None:
    clause = ctx.city.clauses[position].name
    new = closings.Answer(closing.id, position, clause, words, ctx.person.id, ctx.now)
    closings.answer(ctx.tx, new)


def _no_answer(message: Message, ctx: Context, asked: OpenQuestion) -> Reply | None:
    """Answer words that go back to a clause or ask something; None for those that fill one."""
    if message.file is not None:
        return None
    closing, position = _of(ctx, asked)
    back = clause_to_redo(message.text, position)
    if back is not None:
        return ask_again(ctx, closing, back)
    if not is_side_question(message.text):
        return None
    if asked.clause.again:
        return ask_again(ctx, closing, position)
    before = ctx.t("Your question was not taken down as an answer.")
    if position:
        before += "\n" + ctx.t("To change an earlier clause, write for instance “redo clause 1”.")
    return ask(ctx, item_store.by_id(ctx.tx, closing.item_id), closing.id, position, before)


def _answered_by_another(ctx: Context, item: Item, closing: Closing, position: int) -> Reply:
    row = _given(ctx, closing)[position]
    by = people.by_id(ctx.tx, row.person_id or closing.person_id).name
    text = ctx.t(
        "Clause {number} was filled in by {name} meanwhile; your words were not taken down.",
        number=position + 1,
        name=by,
    )
    return go_on(ctx, item, closing, text)


def is_further_picture(message: Message) -> bool:
    """Whether it is a picture without words just after another one for a clause."""
    return _last_shown(message) is not None


def add_picture(message: Message, ctx: Context) -> Reply:
    """Add a picture to the clause that was answered by pictures just before."""
    last = _last_shown(message)
    assert last is not None and message.file is not None
    closing = closings.by_id(ctx.tx, last.closing_id)
    files.note(message, ctx, draft=closing.draft_id, clause=last.number)
    words = clause_words.joined(message, ctx, closing, ClauseAsked(last.number))
    _write(ctx, closing, last.number, words)
    before = ctx.t("The file was added to clause {number}.", number=last.number + 1)
    return go_on(ctx, item_store.by_id(ctx.tx, closing.item_id), closing, before)


def _last_shown(message: Message) -> Answer | None:
    """Return the answer to a clause, not long ago, that was nothing but pictures; None else."""
    ctx = message.ctx
    last = closings.last_answer(ctx.tx, ctx.person.id, ctx.now - TOGETHER)
    if not message.is_bare_file or last is None:
        return None
    closing = closings.by_id(ctx.tx, last.closing_id)
    if not evidence.without_words(ctx.tx, closing.draft_id, last.at):
        return None
    if drafts.latest_open(ctx.tx, ctx.chat, ctx.person.id, last.at) is not None:
        return None
    return last


def stands(ctx: Context, asked: OpenQuestion, since: datetime) -> bool:
    """Whether what they answered at that moment is still the clause's answer, and may be changed."""
    closing, position = _of(ctx, asked)
    row = _given(ctx, closing).get(position)
    own = row is not None and (row.person_id, row.at) == (ctx.person.id, since)
    return own and closing.state is ClosingState.GATHERING


def without_files(ctx: Context, closing: Closing, names: list[str]) -> Reply:
    """Take pictures of another item out of the clauses; one that named only them is asked again."""
    emptied = False
    for row in closings.answers(ctx.tx, closing.id):
        left = clause_texts.without_files(row.words, names)
        emptied = emptied or not left
        if not left:
            closings.unanswered(ctx.tx, closing.id, row.number)
        elif left != row.words:
            _write(ctx, closing, row.number, left)
    asked = open_questions.current(ctx.tx, ctx.chat, ctx.person.id, ctx.now)
    if not emptied or (asked is not None and asked.question != QuestionKind.CLAUSE):
        return Reply()
    return go_on(ctx, item_store.by_id(ctx.tx, closing.item_id), closing)


def may_be_redone(message: Message) -> bool:
    """Whether an application is being made in which the clause that is named can be redone."""
    return _last_answer(message.ctx) is not None


def redo(message: Message, ctx: Context) -> Reply:
    """Ask again for the clause that is named while the dossier waits: 重填第3条."""
    last = _last_answer(ctx)
    assert last is not None and message.clause_to_redo is not None
    return ask_again(ctx, closings.by_id(ctx.tx, last.closing_id), message.clause_to_redo)


def _last_answer(ctx: Context) -> Answer | None:
    return closings.last_answer(ctx.tx, ctx.person.id, ctx.now - QUESTION_OPEN_FOR)


def dropped_again(ctx: Context, asked: OpenQuestion) -> Reply | None:
    """Leave a clause that was to be redone as it was; None when it is no such question."""
    if asked.question != QuestionKind.CLAUSE or not asked.clause.again:
        return None
    closing, position = _of(ctx, asked)
    if closing.state is not ClosingState.GATHERING:
        return None
    before = ctx.t("Clause {number} was left unchanged.", number=position + 1)
    return go_on(ctx, item_store.by_id(ctx.tx, closing.item_id), closing, before)
