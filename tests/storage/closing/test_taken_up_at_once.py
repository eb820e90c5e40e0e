"""Two verifiers at the same moment: one takes an application up, one form is handed in."""

from functools import partial

import pytest
from sqlalchemy import update

from handlers.dispatcher import Dispatcher
from messages.outgoing import Reply
from rules.policy.city import City
from rules.policy.items import State
from storage.db.engine import Engine, Tx, writing
from storage.ledger.tables import persons
from tests.support.applications import checked, dossier, state
from tests.support.at_once import Work, one_inside_the_other, pressed
from tests.support.dialogue import Dialogue
from tests.support.facts import facts
from tests.support.small_city import MORNING, OFFICIAL, OTHER, VERIFIER


@pytest.fixture
def talk(engine: Engine) -> Dialogue:
    """Item 1 is applied for; its unit has two verifiers, 王强 and 刘洋."""
    talk = dossier(engine)
    with writing(engine) as tx:
        colleague = update(persons).where(persons.c.id == 5)
        tx.execute(colleague.values(unit_id=3, roles="验收人"))
    talk.presses(OFFICIAL, "提交")
    return talk


def answer(who: int, data: str, tx: Tx) -> Reply:
    return Dispatcher(City()).answer(tx, pressed(who, data), MORNING)


def presses(who: int, data: str) -> Work:
    return partial(answer, who, data)


def test_one_of_two_takes_it_up(talk: Dialogue) -> None:
    first, second = one_inside_the_other(
        talk.engine, presses(VERIFIER, "cq:1:take"), presses(OTHER, "cq:1:take")
    )
    assert len(first.messages) == 1
    assert (second.messages, second.toast) == (
        [],
        "该申请已由王强受理，12月1日（周二）后其他验收人方可接手。",
    )
    assert facts(talk.engine).count("CheckClaimed") == 1


def test_one_form_is_handed_in_once(talk: Dialogue) -> None:
    checked(talk)
    submit = presses(VERIFIER, "ck:1:submit")
    first, second = one_inside_the_other(talk.engine, submit, submit)
    assert [bool(first.messages), bool(second.messages)] == [True, False]
    told = facts(talk.engine)
    assert (told.count("SiteChecked"), told.count("Verified")) == (1, 1)
    assert state(talk, 1) is State.ON_NOTICE


def test_given_back_while_it_is_handed_in_it_is_handed_in(talk: Dialogue) -> None:
    checked(talk)
    _, second = one_inside_the_other(
        talk.engine, presses(VERIFIER, "ck:1:submit"), presses(VERIFIER, "cq:1:back")
    )
    assert second.toast == "任务 1 当前为“公示中”，不能进行此操作。"
    assert "CheckGivenBack" not in facts(talk.engine)
