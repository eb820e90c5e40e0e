"""An open question is kept as JSON and comes back as the value it was."""

from datetime import date

import pytest
from sqlalchemy import insert

from bot.telegram.addresses import telegram_chat
from storage.db.engine import Engine, reading, writing
from storage.mail.tables import awaiting
from storage.reporting import open_questions
from storage.reporting.open_questions import (
    ClauseAgain,
    ExtensionSoFar,
    FigureSoFar,
    OpenQuestion,
    QuestionKind,
    StepDone,
    as_json,
    from_json,
)
from tests.support.small_city import MORNING, OFFICIAL, settle

DAY, MONDAY = date(2026, 12, 19), date(2026, 12, 21)
QUESTIONS = {
    "nothing_known": OpenQuestion(QuestionKind.BLOCKER, "item:1"),
    "a_reason": OpenQuestion(QuestionKind.EXTENSION, "item:1", ExtensionSoFar(reason="下雨")),
    "a_day": OpenQuestion(QuestionKind.EXTENSION, "item:1", ExtensionSoFar("", DAY, MONDAY)),
    "a_figure": OpenQuestion(QuestionKind.FIGURE_OF_PROMPT, "item:1", FigureSoFar("12栋")),
    "a_step": OpenQuestion(QuestionKind.EVIDENCE_OF_DONE, "item:1", StepDone(3)),
    "a_clause_again": OpenQuestion(QuestionKind.CLAUSE, "1:0", ClauseAgain()),
}


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_it_is_asked_and_comes_back(engine: Engine, asked: OpenQuestion) -> None:
    settle(engine)
    with writing(engine) as tx:
        open_questions.ask(tx, telegram_chat(OFFICIAL), 1, asked, MORNING)
    with reading(engine) as tx:
        assert open_questions.current(tx, telegram_chat(OFFICIAL), 1, MORNING) == asked


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_a_picture_keeps_the_question_it_answered(asked: OpenQuestion) -> None:
    assert from_json(as_json(asked)) == asked


KEPT_BEFORE = {
    "no_body": ("blocker", {}, None),
    "a_day_as_text": (
        "extension",
        {"reason": "下雨", "day": "2026-12-19"},
        ExtensionSoFar("下雨", DAY),
    ),
    "the_whole_item": ("evidence_of_done", {"step": None}, StepDone(None)),
    "again": ("clause", {"again": True}, ClauseAgain()),
}


@pytest.mark.parametrize(("name", "body", "known"), KEPT_BEFORE.values(), ids=KEPT_BEFORE)
def test_what_an_older_program_asked_is_still_open(
    engine: Engine, name: str, body: dict[str, object], known: open_questions.Payload | None
) -> None:
    settle(engine)
    row = {"chat": telegram_chat(OFFICIAL), "person_id": 1, "about": "item:1", "since": MORNING}
    with writing(engine) as tx:
        tx.execute(insert(awaiting).values(**row, question=name, body=body))
    with reading(engine) as tx:
        asked = open_questions.current(tx, telegram_chat(OFFICIAL), 1, MORNING)
    assert asked == OpenQuestion(QuestionKind(name), "item:1", known)
