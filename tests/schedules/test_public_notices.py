"""A public notice that is over: those who may do the next step are told, or the office that none can."""

from datetime import timedelta

from bot.procedures import ready
from rules.policy.city import City
from schedules import public_notices
from storage.db.engine import writing
from storage.people import people
from tests.support.applications import applied, passed, villas_down
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, OFFICIAL, OTHER

OVER = "公示期已满，可办理销号。"
TO_APPLY = "公示期已满。下一步：申请验收。"


def heard(talk: Dialogue) -> dict[int, str]:
    """Let the notice run out; return the first line of what each is told by the duty."""
    talk.now += timedelta(days=14)
    with writing(talk.engine) as tx:
        public_notices.run(tx, talk.city, talk.now)
    return {chat: said[-1].splitlines()[0] for chat, said in talk.deliver().items()}


def on_notice_first(talk: Dialogue) -> None:
    talk.city = City(procedure=ready.named("黑龙江"))
    villas_down(talk)
    applied(talk)


def test_the_office_is_told_to_strike_off(talk: Dialogue) -> None:
    villas_down(talk)
    applied(talk)
    passed(talk)
    assert heard(talk) == {OFFICE: OVER}


def test_the_owner_and_their_deputy_are_told_to_apply(talk: Dialogue) -> None:
    on_notice_first(talk)
    talk.says(OFFICIAL, "/deputy 刘洋 2026-11-24 2026-12-31")
    assert heard(talk) == {OFFICIAL: TO_APPLY, OTHER: TO_APPLY}


def test_a_clerk_who_stands_in_for_the_owner_is_told_that_nobody_can(talk: Dialogue) -> None:
    villas_down(talk)
    applied(talk)
    passed(talk)
    talk.says(OFFICIAL, "/deputy 赵静 2026-11-24 2026-12-31")
    assert heard(talk) == {
        OFFICE: "任务 1 1号别墅群拆除 待办理“销号”，但无可办理的人员登记，请确定人员并通知其登记。"
    }


def test_where_the_owner_cannot_be_reached_the_office_is_told(talk: Dialogue) -> None:
    on_notice_first(talk)
    with writing(talk.engine) as tx:
        people.unbind(tx, 1, talk.now)
    assert heard(talk) == {
        OFFICE: "任务 1 1号别墅群拆除 待办理“申请验收”，但无可办理的人员登记，请确定人员并通知其登记。"
    }
