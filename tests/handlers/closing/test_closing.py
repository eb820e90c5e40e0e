"""Striking off: five clauses, an independent verifier, the public notice, and only then the office."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from rules.policy.items import State
from storage.closing.tables import closings
from storage.db.engine import writing
from storage.ledger.tables import items as item_rows
from tests.support.applications import (
    CLOSED,
    HEAD,
    applied,
    checked,
    head_enrolled,
    passed,
    state,
    taken_up,
    villas_down,
)
from tests.support.dialogue import Dialogue
from tests.support.small_city import (
    LEADER,
    OFFICE,
    OFFICIAL,
    OTHER,
    VERIFIER,
)

pytestmark = pytest.mark.begins(after=[villas_down])


def test_the_clauses_are_asked_one_by_one(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/close 1") == (
        "任务：1 1号别墅群拆除\n"
        "第 1 条（共 5 条）：问题不查清绝不放过\n"
        "请说明或提供：问题清单、核查记录。可发送文字、照片或文件；发送 /cancel 取消。\n"
        "本条须有：文字说明（至少10字）。"
    )
    assert talk.says(OFFICIAL, "逐栋排查，问题清单已全部查清") == (
        "任务：1 1号别墅群拆除\n"
        "第 2 条（共 5 条）：责任不落实绝不放过\n"
        "请说明或提供：责任分工、依法处理处罚情况。可发送文字、照片或文件；发送 /cancel 取消。\n"
        "本条须有：文字说明（至少10字）。"
    )


@pytest.mark.begins(after=[applied])
def test_the_application_reaches_the_verifier(talk: Dialogue) -> None:
    assert state(talk, 1) is State.APPLIED
    assert talk.last(VERIFIER).text == (
        "销号申请：1 1号别墅群拆除\n"
        "申请人：张伟\n"
        "进展：45 / 45 栋\n"
        "1. 问题不查清绝不放过\n逐栋排查，问题清单已全部查清\n"
        "2. 责任不落实绝不放过\n责任分解到人，违法建设已立案处罚\n"
        "3. 整改不到位绝不放过\n45栋全部拆除，建筑垃圾已清运\n"
        "4. 群众不满意绝不放过\n走访周边居民30户，满意29户，不满意1户\n"
        "5. 长效机制不建立绝不放过\n已建立每周巡查管护制度\n"
        "佐证材料：2 份\n"
        "本步骤需要：现场核查记录、核查结论"
    )
    assert talk.labels(VERIFIER) == ["受理", "查看佐证材料（2）"]


@pytest.mark.begins(after=[applied])
def test_passed_it_goes_on_notice_and_the_office_strikes_it_off_after(talk: Dialogue) -> None:
    assert passed(talk) == ("验收通过：1 1号别墅群拆除。公示期至2026年12月7日（周一）。")
    assert state(talk, 1) is State.ON_NOTICE
    talk.says(OFFICE, "/review")
    talk.presses(OFFICE, "销号")
    assert talk.toast == "公示期至2026年12月7日（周一）。"
    talk.now += timedelta(days=14)
    talk.says(OFFICE, "/review")
    assert talk.presses(OFFICE, "销号") == (
        "确认对任务 1 1号别墅群拆除 销号？销号后不可撤销，如有反弹只能重新整改。"
    )
    assert state(talk, 1) is State.ON_NOTICE
    heard = talk.presses(OFFICE, "确认销号")
    assert heard == "已销号：1 1号别墅群拆除（整改销号〔2026〕1号）\n\n对账销号单"
    assert state(talk, 1) is State.STRUCK_OFF
    assert talk.last(LEADER).text == "已销号：1 1号别墅群拆除（整改销号〔2026〕1号）"


@pytest.mark.begins(after=[applied, taken_up])
def test_sent_back_with_a_reason_it_is_under_way_again(talk: Dialogue) -> None:
    assert talk.presses(VERIFIER, "退回") == "请写明退回任务 1 的原因。"
    assert talk.says(VERIFIER, "现场仍有建筑垃圾") == (
        "已退回：1 1号别墅群拆除。王强：现场仍有建筑垃圾"
    )
    assert talk.last(OFFICIAL).text == "已退回：1 1号别墅群拆除。王强：现场仍有建筑垃圾"
    assert state(talk, 1) is State.UNDER_WAY


@pytest.mark.parametrize("who", [OFFICE, LEADER])
def test_only_the_owner_applies(talk: Dialogue, who: int) -> None:
    assert talk.says(who, "/close 1") == "此事项不由您办理。"
    assert state(talk, 1) is State.UNDER_WAY


def test_an_item_he_may_not_see_does_not_exist(talk: Dialogue) -> None:
    assert talk.says(OTHER, "/close 1") == "未找到与“1”相关的任务。"
    assert talk.says(OFFICIAL, "/close 99") == "未找到与“99”相关的任务。"
    assert talk.says(OTHER, "/close") == "为哪一项任务申请销号？请选择，或直接输入任务编号。"


@pytest.mark.begins(after=[applied])
def test_the_owner_can_never_verify(talk: Dialogue) -> None:
    for data in ("cq:1:take", "cf:1", "cv:1:back"):
        talk.press_data(OFFICIAL, data)
        assert talk.toast == "此事项不由您办理。"
    assert state(talk, 1) is State.APPLIED


def test_a_verifier_with_nothing_to_decide_is_told_so(talk: Dialogue) -> None:
    assert talk.says(VERIFIER, "/review") == "没有待您审核的事项。"


@pytest.mark.begins(after=[applied])
def test_a_second_press_changes_nothing(talk: Dialogue) -> None:
    talk.press_data(OFFICIAL, "cl:1:submit")
    assert talk.toast == "此卡片已处理，无需重复操作。"


def to_be_kept_up(talk: Dialogue) -> None:
    """Every item is of the type 长期坚持."""
    with writing(talk.engine) as tx:
        tx.execute(update(item_rows).values(kind="长期坚持"))


@pytest.mark.begins(after=[to_be_kept_up, *CLOSED])
def test_what_is_kept_up_for_good_is_said_to_be_done(talk: Dialogue) -> None:
    assert state(talk, 1) is State.KEPT_UP
    assert talk.last(LEADER).text == "已完成，长期坚持：1 1号别墅群拆除（整改销号〔2026〕1号）"


def test_an_application_is_taken_up_where_it_was_left(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "逐栋排查，问题清单已全部查清")
    talk.now += timedelta(days=1)
    assert talk.says(OFFICIAL, "/close 1").splitlines()[1] == (
        "第 2 条（共 5 条）：责任不落实绝不放过"
    )


@pytest.mark.begins(after=CLOSED)
def test_a_relapse_opens_the_same_number_again(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/reopen 1 回头看发现新建围墙") == (
        "已重新整改：1 1号别墅群拆除。赵静：回头看发现新建围墙"
    )
    assert talk.last(OFFICIAL).text == "已重新整改：1 1号别墅群拆除。赵静：回头看发现新建围墙"
    assert talk.last(LEADER).text == "已重新整改：1 1号别墅群拆除。赵静：回头看发现新建围墙"
    assert state(talk, 1) is State.UNDER_WAY


@pytest.mark.parametrize(
    ("who", "words", "heard"),
    [
        (OFFICE, "/reopen 1", "请写明原因。"),
        (OFFICE, "/reopen", "请按“/reopen 编号 原因”发送。"),
        (OFFICE, "/reopen 77 反弹", "请按“/reopen 编号 原因”发送。"),
        (OFFICE, "/reopen 2 反弹", "任务 2、市9 当前为“整改中”，不能进行此操作。"),
        (OFFICIAL, "/reopen 1 反弹", "只有整改办可以重新启动整改。"),
    ],
)
@pytest.mark.begins(after=CLOSED)
def test_what_cannot_be_opened_again(talk: Dialogue, who: int, words: str, heard: str) -> None:
    assert talk.says(who, words) == heard
    assert state(talk, 1) is State.STRUCK_OFF


@pytest.mark.begins(after=[applied])
def test_who_applied_never_verifies_whatever_else_he_is(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(closings).values(person_id=4))
    assert talk.presses(VERIFIER, "受理") == ""
    assert talk.toast == "此事项不由您办理。"
    assert state(talk, 1) is State.APPLIED


@pytest.mark.begins(after=[applied, taken_up])
def test_a_picture_is_no_reason_for_sending_back(talk: Dialogue) -> None:
    talk.presses(VERIFIER, "退回")
    assert talk.sends(VERIFIER, "现场.jpg").splitlines()[0] == "请写明原因。"
    assert talk.says(VERIFIER, "现场仍有建筑垃圾").startswith("已退回：1")


@pytest.mark.begins(after=[head_enrolled])
def test_a_deputy_goes_on_where_the_owner_was(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/close 1")
    talk.says(OFFICIAL, "逐栋排查，问题清单已全部查清")
    assert talk.says(HEAD, "/close 1").splitlines()[1] == "第 2 条（共 5 条）：责任不落实绝不放过"
    assert (
        talk.says(HEAD, "责任分解到人，违法建设已立案处罚").splitlines()[1]
        == "第 3 条（共 5 条）：整改不到位绝不放过"
    )
    heard = talk.says(OFFICIAL, "责任分工表已附")
    assert heard.splitlines()[0] == "第 2 条已由陈晨填写，您的内容未记入。"
    assert heard.splitlines()[2] == "第 3 条（共 5 条）：整改不到位绝不放过"


def said_to_be_unfinished(talk: Dialogue) -> None:
    """The villas are applied for with all 45 down, and then two of them still stand."""
    applied(talk)
    talk.says(OFFICIAL, "更正：1号别墅群还剩2栋没拆")
    talk.presses(OFFICIAL, "确认")


NOT_DONE = "任务 1 尚未完成：还差2栋。只能退回，或请责任人报告完成。"


def test_what_is_reported_as_not_done_is_not_passed(talk: Dialogue) -> None:
    said_to_be_unfinished(talk)
    assert "请留意：最近一次报告表明尚未完成。" in talk.says(VERIFIER, "/review")
    checked(talk)
    talk.presses(VERIFIER, "提交：通过")
    assert (talk.toast, state(talk, 1)) == (NOT_DONE, State.APPLIED)
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除完毕")
    talk.presses(OFFICIAL, "确认")
    talk.presses(VERIFIER, "提交：通过")
    assert state(talk, 1) is State.ON_NOTICE


def test_what_is_reported_as_not_done_is_sent_back(talk: Dialogue) -> None:
    said_to_be_unfinished(talk)
    taken_up(talk)
    talk.presses(VERIFIER, "退回")
    talk.says(VERIFIER, "还剩2栋")
    assert state(talk, 1) is State.UNDER_WAY


@pytest.mark.begins(after=[applied, passed])
def test_what_is_reported_as_not_done_is_not_struck_off(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "更正：1号别墅群还剩2栋没拆")
    talk.presses(OFFICIAL, "确认")
    talk.now += timedelta(days=30)
    talk.says(OFFICE, "/review")
    talk.presses(OFFICE, "销号")
    assert (talk.toast, state(talk, 1)) == (NOT_DONE, State.ON_NOTICE)
