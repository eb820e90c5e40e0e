"""An open question is kept as JSON and comes back as the value it was."""

from datetime import date

import pytest
from sqlalchemy import insert

from bot.telegram.addresses import telegram_chat
from rules.policy.refs import Ref, RefKind
from storage.db.engine import Engine, reading, writing
from storage.mail.tables import awaiting
from storage.reporting import open_questions
from storage.reporting.open_questions import (
    ClauseAsked,
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
CLOSING = Ref(RefKind.CLOSING, 1)
QUESTIONS = {
    "nothing_known": OpenQuestion(QuestionKind.BLOCKER, Ref.item(1)),
    "a_reason": OpenQuestion(QuestionKind.EXTENSION, Ref.item(1), ExtensionSoFar(reason="下雨")),
    "a_day": OpenQuestion(QuestionKind.EXTENSION, Ref.item(1), ExtensionSoFar("", DAY, MONDAY)),
    "a_figure": OpenQuestion(QuestionKind.FIGURE_OF_PROMPT, Ref.item(1), FigureSoFar("12栋")),
    "a_step": OpenQuestion(QuestionKind.EVIDENCE_OF_DONE, Ref.item(1), StepDone(3)),
    "a_clause": OpenQuestion(QuestionKind.CLAUSE, CLOSING, ClauseAsked(0)),
    "a_clause_again": OpenQuestion(QuestionKind.CLAUSE, CLOSING, ClauseAsked(4, again=True)),
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
    "again": ("clause", {"position": 0, "again": True}, ClauseAsked(0, again=True)),
}


@pytest.mark.parametrize(("name", "body", "known"), KEPT_BEFORE.values(), ids=KEPT_BEFORE)
def test_what_an_older_program_asked_is_still_open(
    engine: Engine, name: str, body: dict[str, object], known: open_questions.Payload | None
) -> None:
    settle(engine)
    row = {"chat": telegram_chat(OFFICIAL), "person_id": 1, "about": Ref.item(1), "since": MORNING}
    with writing(engine) as tx:
        tx.execute(insert(awaiting).values(**row, question=name, body=body))
    with reading(engine) as tx:
        asked = open_questions.current(tx, telegram_chat(OFFICIAL), 1, MORNING)
    assert asked == OpenQuestion(QuestionKind(name), Ref.item(1), known)


SAME = {
    "more_is_known": (QUESTIONS["a_reason"], QUESTIONS["a_day"], True),
    "the_clause_is_asked_again": (
        OpenQuestion(QuestionKind.CLAUSE, CLOSING, ClauseAsked(4)),
        QUESTIONS["a_clause_again"],
        True,
    ),
    "another_clause": (QUESTIONS["a_clause"], QUESTIONS["a_clause_again"], False),
    "another_item": (
        QUESTIONS["nothing_known"],
        OpenQuestion(QuestionKind.BLOCKER, Ref.item(2)),
        False,
    ),
    "another_question": (QUESTIONS["nothing_known"], QUESTIONS["a_reason"], False),
}


@pytest.mark.parametrize(("one", "other", "same"), SAME.values(), ids=SAME)
def test_whether_the_same_is_asked(one: OpenQuestion, other: OpenQuestion, *, same: bool) -> None:
    assert one.is_same_as(other) is same
