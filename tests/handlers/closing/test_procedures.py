"""Other cities' procedures, told as dialogues: another order, other people, other days."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.procedures import ready
from rules.policy.city import City
from rules.policy.items import State
from rules.policy.procedure import Actor, Procedure
from schedules import public_notices
from storage.closing import closings
from storage.db.engine import reading, writing
from tests.support.applications import (
    HEAD,
    applied,
    checked,
    head_enrolled,
    passed,
    state,
    struck_off,
    villas_down,
)
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICE, OFFICIAL, VERIFIER

pytestmark = pytest.mark.begins(after=[head_enrolled, villas_down])


def goes_by(talk: Dialogue, name: str) -> None:
    talk.city = City(procedure=ready.named(name))


def last_step(talk: Dialogue) -> int:
    with reading(talk.engine) as tx:
        return closings.last_step(tx, 1)


def test_in_jiangsu_the_conclusion_is_confirmed_before_the_notice(talk: Dialogue) -> None:
    goes_by(talk, "江苏")
    applied(talk)
    assert passed(talk) == "验收通过：1 1号别墅群拆除。下一步：领导小组复核。"
    assert (state(talk, 1), talk.labels(OFFICE)) == (
        State.UNDER_CHECK,
        ["通过", "退回", "查看佐证材料（3）"],
    )
    talk.says(VERIFIER, "/review")
    talk.press_data(VERIFIER, "cv:1:pass")
    assert talk.toast == "此事项不由您办理。"
    assert talk.presses(OFFICE, "通过").split("\n\n")[0] == (
        "复核通过：1 1号别墅群拆除。公示期至2026年12月7日（周一）。"
    )
    talk.now += timedelta(days=14)
    struck_off(talk)
    assert (state(talk, 1), verified(talk.engine) is None) == (State.STRUCK_OFF, True)


def test_in_heilongjiang_the_notice_comes_before_the_application(talk: Dialogue) -> None:
    goes_by(talk, "黑龙江")
    applied(talk)
    assert talk.last(OFFICIAL).text.startswith("已进入公示，回执号：")
    assert "公示期至2026年12月7日（周一）。" in talk.last(OFFICIAL).text
    assert [shown.text for shown in talk.chats[OFFICE].values()][-2] == (
        "拟申请验收：1 1号别墅群拆除。公示期至2026年12月7日（周一）。"
    )
    assert state(talk, 1) is State.ON_NOTICE
    assert talk.says(VERIFIER, "/review") == "没有待您审核的事项。"
    assert talk.says(OFFICIAL, "/close 1") == "公示期至2026年12月7日（周一）。"
    talk.now += timedelta(days=14)
    with writing(talk.engine) as tx:
        assert public_notices.run(tx, talk.city, talk.now) == 1
    talk.deliver()
    assert talk.last(OFFICIAL).text.splitlines()[0] == "公示期已满。下一步：申请验收。"
    assert talk.presses(OFFICIAL, "申请验收") == ("已申请验收：1 1号别墅群拆除。下一步：现场核查。")
    assert state(talk, 1) is State.APPLIED
    passed(talk)
    talk.presses(OFFICE, "通过")
    struck_off(talk)
    assert (state(talk, 1), verified(talk.engine) is None) == (State.STRUCK_OFF, True)


def test_in_jilin_the_notice_counts_calendar_days(talk: Dialogue) -> None:
    goes_by(talk, "吉林")
    applied(talk)
    assert passed(talk) == ("验收通过：1 1号别墅群拆除。公示期至2026年11月30日（周一）。")


def test_in_hainan_the_lead_unit_closes(talk: Dialogue) -> None:
    goes_by(talk, "海南")
    applied(talk)
    assert passed(talk) == "验收通过：1 1号别墅群拆除。下一步：牵头单位销号。"
    talk.press_data(OFFICE, "cv:1:strike")
    assert talk.toast == "此事项不由您办理。"
    struck_off(talk, HEAD)
    assert (state(talk, 1), verified(talk.engine) is None) == (State.STRUCK_OFF, True)


def test_where_the_office_checks_a_clerk_takes_it_up_and_passes_it(talk: Dialogue) -> None:
    """The clerk who checks is not asked for a role that verifiers have."""
    apply, check, end = ready.named("海南").steps
    own = Procedure("本市", (apply, replace(check, by=Actor.OFFICE), end))
    talk.city = City(procedure=own)
    applied(talk)
    assert talk.labels(OFFICE) == ["受理", "查看佐证材料（2）"]
    assert talk.says(VERIFIER, "/review") == "没有待您审核的事项。"
    checked(talk, who=OFFICE)
    assert talk.presses(OFFICE, "提交：通过") == (
        "验收通过：1 1号别墅群拆除。下一步：牵头单位销号。"
    )


@pytest.mark.begins(after=[applied, passed])
def test_a_procedure_changed_meanwhile_leaves_nothing_stuck(talk: Dialogue) -> None:
    goes_by(talk, "海南")
    assert state(talk, 1) is State.ON_NOTICE
    talk.press_data(OFFICE, "cv:1:strike")
    assert talk.toast == "此事项不由您办理。"
    talk.press_data(OFFICE, "cv:1:back")
    talk.says(OFFICE, "程序已调整，请重新申请")
    assert state(talk, 1) is State.UNDER_WAY


@pytest.mark.begins(after=[applied])
def test_a_button_of_an_earlier_application_decides_nothing(talk: Dialogue) -> None:
    old = f"cv:1:back:{last_step(talk)}"
    talk.press_data(OFFICE, old)
    talk.says(OFFICE, "现场仍有建筑垃圾")
    applied(talk)
    talk.press_data(OFFICE, old)
    assert (talk.toast, state(talk, 1)) == (
        "此按钮属于较早的步骤，任务 1 当前为“申请销号”。",
        State.APPLIED,
    )
