"""The clauses of an application: asked one by one, answered by words or files, answered again."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers.closing.review import moment_for
from handlers.context import Desk
from handlers.reporting import files
from messages.closing import closing as texts
from messages.incoming import Said
from messages.outgoing import Spoken
from notices import closing as dossiers
from rules.language.rewriting import asks, clause_meant, clause_named
from rules.policy.closing import Act, Refusal, decide
from rules.policy.items import Item
from storage.closing import closings
from storage.closing.closings import Closing
from storage.ledger import items as ledger
from storage.people import people
from storage.reporting import drafts, evidence, open_questions
from storage.reporting.open_questions import Asked

QUESTION = "clause"
TOGETHER = timedelta(minutes=1)
"""Pictures without words that come so soon after each other show the same thing."""


def go_on(desk: Desk, item: Item, closing: Closing, before: str = "") -> Spoken:
    """The first clause that has no answer yet; when all have one, the dossier."""
    position = _first_open(desk, closing)
    if position < len(desk.city.clauses):
        return ask(desk, item, closing.id, position, before)
    spoken = desk.say(before) if before else Spoken()
    # Whoever hands it in is the applicant.
    dossier = replace(dossiers.of(desk.tx, closing), applicant=desk.person.name)
    spoken.messages += desk.say(
        texts.dossier_text(desk.t, dossier),
        *texts.submit_buttons(desk.t, closing.id, position),
        about=f"item:{item.id}",
        living=f"closing:{closing.id}",
    ).messages
    return spoken


def _first_open(desk: Desk, closing: Closing) -> int:
    """The position of the first clause without an answer; that behind the last when all have one."""
    given, count = _given(desk, closing), len(desk.city.clauses)
    return next((position for position in range(count) if position not in given), count)


def _given(desk: Desk, closing: Closing) -> dict[int, Any]:
    return {row.number: row for row in closings.answers(desk.tx, closing.id)}


def is_complete(desk: Desk, closing: Closing) -> bool:
    return _first_open(desk, closing) == len(desk.city.clauses)


def ask(desk: Desk, item: Item, closing: int, position: int, before: str = "") -> Spoken:
    _wait_for(desk, Asked(QUESTION, f"{closing}:{position}", {}))
    clauses = desk.city.clauses
    question = texts.clause_question(desk.t, item, clauses[position], position + 1, len(clauses))
    return desk.say(f"{before}\n{question}" if before else question, about=f"item:{item.id}")


def ask_again(desk: Desk, closing: Closing, position: int) -> Spoken:
    """A clause that has an answer: the next words take its place."""
    given = _given(desk, closing)
    item = ledger.by_id(desk.tx, closing.item_id)
    if position not in given:
        return go_on(desk, item, closing)
    _wait_for(desk, Asked(QUESTION, f"{closing.id}:{position}", {"again": True}))
    clauses = desk.city.clauses
    question = texts.clause_again(
        desk.t, item, clauses[position], (position + 1, len(clauses)), given[position].words
    )
    return desk.say(question, about=f"item:{item.id}")


def _wait_for(desk: Desk, asked: Asked) -> None:
    open_questions.ask(desk.tx, desk.chat, desk.person.id, asked, desk.now)


def answered(said: Said, desk: Desk, asked: Asked) -> Spoken:
    """One clause's words or files; a file alone is an answer too."""
    closing, position = _of(desk, asked)
    item = ledger.by_id(desk.tx, closing.item_id)
    outcome = decide(item, Act.APPLY, desk.person, moment_for(desk, item))
    if isinstance(outcome, Refusal):
        return desk.say(texts.refused(desk.t, item, outcome))
    if closing.state != "gathering":
        return desk.say(desk.t("This card has already been dealt with."))
    aside = _no_answer(said, desk, asked)
    if aside is not None:
        return aside
    if not asked.body and position in _given(desk, closing):
        return _answered_by_another(desk, item, closing, position)
    joined = None if asked.body else further_picture(said, desk)
    return joined or _kept(said, desk, closing, position)


def _of(desk: Desk, asked: Asked) -> tuple[Closing, int]:
    """As the application stands once nobody else can answer, hand in or drop it."""
    number, position = (int(part) for part in asked.about.split(":"))
    ledger.hold(desk.tx, closings.by_id(desk.tx, number).item_id)
    return closings.by_id(desk.tx, number), position


def _kept(said: Said, desk: Desk, closing: Closing, position: int) -> Spoken:
    files.note(said, desk, draft=closing.draft_id)
    words = said.text or desk.t("see the file {name}", name=said.file.name if said.file else "")
    _write(desk, closing, position, words)
    return go_on(desk, ledger.by_id(desk.tx, closing.item_id), closing)


def _write(desk: Desk, closing: Closing, position: int, words: str) -> None:
    clause = desk.city.clauses[position].name
    new = closings.Answer(closing.id, position, clause, words, desk.person.id, desk.now)
    closings.answer(desk.tx, new)


def _no_answer(said: Said, desk: Desk, asked: Asked) -> Spoken | None:
    """Words that would go back to a clause, or that ask something, fill none."""
    if said.file is not None:
        return None
    closing, position = _of(desk, asked)
    back = clause_meant(said.text, position)
    if back is not None:
        return ask_again(desk, closing, back)
    if not asks(said.text):
        return None
    if asked.body:
        return ask_again(desk, closing, position)
    before = desk.t("Your question was not taken down as an answer.")
    if position:
        before += "\n" + desk.t("To change an earlier clause, write for instance “redo clause 1”.")
    return ask(desk, ledger.by_id(desk.tx, closing.item_id), closing.id, position, before)


def _answered_by_another(desk: Desk, item: Item, closing: Closing, position: int) -> Spoken:
    row = _given(desk, closing)[position]
    by = people.by_id(desk.tx, row.person_id or closing.person_id).name
    text = desk.t(
        "Clause {number} was filled in by {name} meanwhile; your words were not taken down.",
        number=position + 1,
        name=by,
    )
    return go_on(desk, item, closing, text)


def further_picture(said: Said, desk: Desk) -> Spoken | None:
    """A picture without words just after another one: it belongs to the same clause."""
    if said.file is None or said.text:
        return None
    last = closings.last_answer(desk.tx, desk.person.id, desk.now - TOGETHER)
    if last is None:
        return None
    closing = closings.by_id(desk.tx, last.closing_id)
    if not evidence.without_words(desk.tx, closing.draft_id, last.at):
        return None
    if drafts.latest_open(desk.tx, desk.chat, desk.person.id, last.at) is not None:
        return None
    files.note(said, desk, draft=closing.draft_id)
    _write(desk, closing, last.number, f"{last.words}{desk.t.comma()}{said.file.name}")
    before = desk.t("The file was added to clause {number}.", number=last.number + 1)
    return go_on(desk, ledger.by_id(desk.tx, closing.item_id), closing, before)


def stands(desk: Desk, asked: Asked, since: datetime) -> bool:
    """Whether what he answered at that moment is still the clause's answer, and may be changed."""
    closing, position = _of(desk, asked)
    row = _given(desk, closing).get(position)
    own = row is not None and (row.person_id, row.at) == (desk.person.id, since)
    return own and closing.state == "gathering"


def without_files(desk: Desk, closing: Closing, names: list[str]) -> Spoken:
    """Pictures turned out to be of another item: a clause that named only them is asked again."""
    emptied = False
    for row in closings.answers(desk.tx, closing.id):
        left = _without(desk, row.words, names)
        emptied = emptied or not left
        if not left:
            closings.unanswered(desk.tx, closing.id, row.number)
        elif left != row.words:
            _write(desk, closing, row.number, left)
    asked = open_questions.asked(desk.tx, desk.chat, desk.person.id, desk.now)
    if not emptied or (asked is not None and asked.question != QUESTION):
        return Spoken()
    return go_on(desk, ledger.by_id(desk.tx, closing.item_id), closing)


def _without(desk: Desk, words: str, names: list[str]) -> str:
    """Words that were put in for files, without some of them; what somebody wrote stays."""
    named = desk.t("see the file {name}", name="")
    if not words.startswith(named):
        return words
    comma = desk.t.comma()
    rest = words.removeprefix(named) + comma
    for name in names:
        rest = rest.replace(name + comma, "", 1)
    rest = rest.removesuffix(comma)
    return named + rest if rest else ""


def redone(said: Said, desk: Desk) -> Spoken | None:
    """重填第3条, written while the dossier waits."""
    position = clause_named(said.text, len(desk.city.clauses)) if said.file is None else None
    if position is None:
        return None
    last = closings.last_answer(desk.tx, desk.person.id, desk.now - open_questions.LASTS)
    return ask_again(desk, closings.by_id(desk.tx, last.closing_id), position) if last else None


def dropped_again(desk: Desk, asked: Asked) -> Spoken | None:
    """A clause that was to be redone stays as it was; None when it is no such question."""
    if asked.question != QUESTION or not asked.body:
        return None
    closing, position = _of(desk, asked)
    if closing.state != "gathering":
        return None
    before = desk.t("Clause {number} was left unchanged.", number=position + 1)
    return go_on(desk, ledger.by_id(desk.tx, closing.item_id), closing, before)
