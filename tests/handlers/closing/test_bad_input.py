"""What nobody should send and somebody will: one clear sentence, and nothing changes."""

import pytest
from sqlalchemy import func, select

from rules.policy.items import State
from storage.db.engine import reading
from storage.ledger.tables import journal
from tests.support.applications import (
    CLOSED,
    INSPECTOR,
    applied,
    checked,
    passed,
    state,
    taken_up,
    villas_down,
    with_inspector,
)
from tests.support.dialogue import Dialogue
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, VERIFIER

NOT_YOURS = "此事项不由您办理。"
SAYS_NOTHING = ["。", "？！", "……", "👍", " - "]


pytestmark = pytest.mark.begins(after=[with_inspector, villas_down])


def entries(talk: Dialogue) -> int:
    with reading(talk.engine) as tx:
        return tx.execute(select(func.count()).select_from(journal)).scalar_one()


@pytest.mark.parametrize(
    "stands",
    [
        pytest.param("申请销号", marks=pytest.mark.begins(after=[applied])),
        pytest.param("核查中", marks=pytest.mark.begins(after=[applied, taken_up])),
        pytest.param("公示中", marks=pytest.mark.begins(after=[applied, passed])),
        pytest.param("已销号", marks=pytest.mark.begins(after=CLOSED)),
    ],
)
def test_nobody_applies_twice(talk: Dialogue, stands: str) -> None:
    before = entries(talk)
    refused = f"任务 1 当前为“{stands}”，不能进行此操作。"
    assert talk.says(OFFICIAL, "/close 1") == refused
    talk.press_data(OFFICIAL, "ca:1")
    assert talk.last(OFFICIAL).text == refused
    assert entries(talk) == before


def test_an_application_that_runs_is_gone_on_with_and_not_begun_again(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "逐栋排查，问题清单已全部查清")
    heard = talk.says(OFFICIAL, "/close 1")
    assert heard.splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"
    assert talk.says(VERIFIER, "/review") == "没有待您审核的事项。"


@pytest.mark.parametrize(
    "data",
    ["cq:1:take", "cq:1:back", "cf:1", "cv:1:back", "ck:1:submit", "ck:1:pass:0"],
)
@pytest.mark.begins(after=[applied, checked])
def test_a_verifier_of_another_unit_does_nothing(talk: Dialogue, data: str) -> None:
    before = entries(talk)
    assert talk.says(INSPECTOR, "/review") == "没有待您审核的事项。"
    assert talk.press_data(INSPECTOR, data) == ""
    assert talk.toast in (NOT_YOURS, "此按钮已失效。")
    assert (state(talk, 1), entries(talk)) == (State.UNDER_CHECK, before)


@pytest.mark.parametrize("words", SAYS_NOTHING)
@pytest.mark.begins(after=[applied, passed])
def test_an_objection_that_says_nothing_stops_no_clock(talk: Dialogue, words: str) -> None:
    before = entries(talk)
    asked = "请发送或转发对任务 1 1号别墅群拆除 的异议内容；发送 /cancel 取消。"
    assert talk.says(OFFICE, f"/objection 1 {words}") == asked
    assert talk.says(OFFICE, f"/objection 1 {words}") == asked
    talk.says(OFFICE, words)
    assert entries(talk) == before


@pytest.mark.parametrize("words", SAYS_NOTHING)
@pytest.mark.begins(after=[applied, taken_up])
def test_a_reason_that_says_nothing_sends_nothing_back(talk: Dialogue, words: str) -> None:
    before = entries(talk)
    talk.presses(VERIFIER, "退回")
    assert talk.says(VERIFIER, words) == "请写明原因。"
    assert (state(talk, 1), entries(talk)) == (State.UNDER_CHECK, before)
    assert talk.says(VERIFIER, "建筑垃圾未清运").startswith("已退回：1 1号别墅群拆除。")


@pytest.mark.parametrize("words", SAYS_NOTHING)
@pytest.mark.begins(after=CLOSED)
def test_a_reason_that_says_nothing_reopens_nothing(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICE, f"/reopen 1 {words}") == "请写明原因。"
    assert state(talk, 1) is State.STRUCK_OFF


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/reopen", "请按“/reopen 编号 原因”发送。"),
        ("/reopen 88 又建起3栋", "请按“/reopen 编号 原因”发送。"),
        ("/reopen 3 又建起3栋", "任务 3 当前为“整改中”，不能进行此操作。"),
    ],
)
def test_what_is_not_closed_is_not_reopened(talk: Dialogue, said: str, heard: str) -> None:
    assert talk.says(OFFICE, said) == heard


def test_more_reported_than_measured_is_a_flag_for_the_office_alone(talk: Dialogue) -> None:
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    applied(talk)
    checked(talk, "44栋", clauses=0)
    talk.presses(VERIFIER, "提交：退回")
    flag = talk.last(OFFICE).text.splitlines()
    assert flag[0] == "疑点 1：报告数大于核查数"
    assert ("本次：45栋" in flag, "对照：44栋" in flag) == (True, True)
    *_, asked, returned = talk.chats[OFFICIAL].values()
    assert asked.text == ("任务：1 1号别墅群拆除\n报告完成45栋，现场核查为44栋，请您书面说明情况。")
    assert list(asked.buttons) == ["书面说明"]
    assert returned.text.startswith("已退回：1 1号别墅群拆除。")
    assert LEADER not in talk.chats
    assert state(talk, 1) is State.UNDER_WAY
    assert "疑点未办结 1" in talk.says(OFFICE, "/ready")
    assert "疑点" not in talk.says(LEADER, "/ready")
