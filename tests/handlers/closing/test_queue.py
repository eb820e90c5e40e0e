"""The queue of applications: taken up, given back, taken over, and never by the applicant's side."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from rules.policy.items import State
from storage.db.engine import writing
from storage.ledger.tables import persons
from storage.people import people
from tests.support.applications import HEAD, applied, checked, state, taken_up, villas_down
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER, VERIFIER

NOT_YOURS = "此事项不由您办理。"
HELD = "该申请已由王强受理，12月1日（周二）后其他验收人方可接手。"
SECOND = OTHER
"""刘洋, who verifies for the same unit from now on."""


def two_verifiers(talk: Dialogue) -> None:
    """刘洋 verifies for the unit that verifies item 1, and the owner's head is enrolled."""
    with writing(talk.engine) as tx:
        colleague = update(persons).where(persons.c.id == 5)
        tx.execute(colleague.values(unit_id=3, roles="验收人"))
        people.bind(tx, 6, telegram_chat(HEAD), MORNING)


pytestmark = pytest.mark.begins(after=[two_verifiers, villas_down, applied])


def last_line(talk: Dialogue, who: int) -> str:
    return talk.says(who, "/review").splitlines()[-1]


def test_both_are_told_and_see_how_long_it_waits(talk: Dialogue) -> None:
    assert talk.last(VERIFIER).text == talk.last(SECOND).text
    talk.now += timedelta(days=3)
    assert last_line(talk, SECOND) == "已等待3天，尚未受理"
    assert talk.labels(SECOND) == ["受理", "查看佐证材料（2）"]


def test_taken_up_it_is_being_checked_and_the_other_sees_by_whom(talk: Dialogue) -> None:
    assert taken_up(talk).splitlines()[-1] == "已等待0天，11月24日（周二）由王强受理"
    assert talk.labels(VERIFIER) == ["填写核查表", "退回", "退还队列", "查看佐证材料（2）"]
    assert state(talk, 1) is State.UNDER_CHECK
    assert last_line(talk, SECOND) == "已等待0天，11月24日（周二）由王强受理"
    assert talk.labels(SECOND) == ["查看佐证材料（2）"]


@pytest.mark.parametrize("data", ["cq:1:take", "cq:1:back", "cf:1", "cv:1:back"])
@pytest.mark.begins(after=[taken_up])
def test_only_the_holder_decides(talk: Dialogue, data: str) -> None:
    assert talk.press_data(SECOND, data) == ""
    assert talk.toast == HELD


@pytest.mark.begins(after=[checked])
def test_the_holders_form_is_nobody_elses(talk: Dialogue) -> None:
    talk.press_data(SECOND, "ck:1:submit")
    assert (talk.toast, state(talk, 1)) == ("此卡片不属于您。", State.UNDER_CHECK)


@pytest.mark.parametrize("data", ["cf:1", "cv:1:back", "cq:1:back"])
def test_nobody_decides_before_it_is_taken_up(talk: Dialogue, data: str) -> None:
    talk.press_data(VERIFIER, data)
    assert talk.toast == "请先受理该申请：/review"


@pytest.mark.begins(after=[taken_up])
def test_given_back_another_takes_it_up(talk: Dialogue) -> None:
    assert talk.presses(VERIFIER, "退还队列").splitlines()[-1] == "已等待0天，尚未受理"
    assert taken_up(talk, SECOND).splitlines()[-1] == "已等待0天，11月24日（周二）由刘洋受理"
    talk.press_data(VERIFIER, "cf:1")
    assert talk.toast == HELD.replace("王强", "刘洋")
    assert verified(talk.engine) is None


@pytest.mark.begins(after=[taken_up])
def test_after_some_days_another_takes_it_over(talk: Dialogue) -> None:
    talk.now += timedelta(days=7)
    talk.press_data(SECOND, "cq:1:take")
    assert talk.toast == HELD
    talk.now += timedelta(days=1)
    talk.press_data(SECOND, "cf:1")
    assert talk.toast == "请先受理该申请：/review"
    assert taken_up(talk, SECOND).splitlines()[-1] == "已等待8天，12月2日（周三）由刘洋受理"
    assert talk.last(VERIFIER).text == "任务 1 1号别墅群拆除的核查已由刘洋接手。"
    talk.press_data(VERIFIER, "cf:1")
    assert talk.toast == "该申请已由刘洋受理，12月9日（周三）后其他验收人方可接手。"
    assert verified(talk.engine) is None


@pytest.mark.begins(after=[checked])
def test_the_old_holders_form_is_handed_in_no_more(talk: Dialogue) -> None:
    talk.presses(VERIFIER, "退还队列")
    taken_up(talk, SECOND)
    talk.press_data(VERIFIER, "ck:1:submit")
    assert (talk.toast, state(talk, 1)) == (HELD.replace("王强", "刘洋"), State.UNDER_CHECK)


@pytest.mark.begins(after=[taken_up])
def test_a_question_of_the_form_is_not_answered_once_it_was_given_back(talk: Dialogue) -> None:
    talk.presses(VERIFIER, "填写核查表")
    talk.presses(VERIFIER, "退还队列")
    assert talk.says(VERIFIER, "今天") == "请先受理该申请：/review"


@pytest.mark.parametrize("who", [OFFICIAL, HEAD, LEADER, OFFICE])
@pytest.mark.parametrize("data", ["cq:1:take", "cf:1"])
def test_nobody_but_a_verifier_takes_it_up(talk: Dialogue, who: int, data: str) -> None:
    talk.press_data(who, data)
    assert (talk.toast, state(talk, 1)) == (NOT_YOURS, State.APPLIED)


def also_verifies(talk: Dialogue, person: int, roles: str) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.id == person).values(unit_id=3, roles=roles))


def test_the_applicant_their_deputy_and_their_units_head_never_verify(talk: Dialogue) -> None:
    for who, person in ((OFFICIAL, 1), (HEAD, 6)):
        also_verifies(talk, person, "验收人、单位负责人")
        assert talk.says(who, "/review") == "没有待您审核的事项。"
        talk.press_data(who, "cq:1:take")
        assert talk.toast == NOT_YOURS
    talk.says(OFFICIAL, "/deputy 刘洋 2026-11-24 2026-12-05")
    assert talk.says(SECOND, "/review") == "没有待您审核的事项。"
    talk.press_data(SECOND, "cq:1:take")
    assert talk.toast == NOT_YOURS


@pytest.mark.begins(after=[taken_up])
def test_who_waits_longest_is_shown_first(talk: Dialogue) -> None:
    talk.presses(VERIFIER, "退回")
    talk.says(VERIFIER, "现场仍有建筑垃圾")
    talk.now += timedelta(days=1)
    applied(talk, 4)
    talk.now += timedelta(days=1)
    applied(talk)
    heard = talk.says(VERIFIER, "/review").split("\n\n")
    assert [one.splitlines()[0] for one in heard] == [
        "销号申请：4 建筑工地扬尘治理",
        "销号申请：1 1号别墅群拆除",
    ]


@pytest.mark.begins(after=[taken_up])
def test_a_second_application_begins_in_the_queue(talk: Dialogue) -> None:
    talk.presses(VERIFIER, "退回")
    talk.says(VERIFIER, "现场仍有建筑垃圾")
    talk.now += timedelta(days=2)
    applied(talk)
    assert last_line(talk, SECOND) == "已等待0天，尚未受理"
