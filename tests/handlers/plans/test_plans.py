"""Refining: an owner's plan is shown as understood, handed in, agreed to or sent back, and kept."""

from datetime import timedelta
from pathlib import Path

import pytest

from storage.audit.comparing import first_mismatch
from storage.db.engine import reading
from storage.ledger import item_store
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.facts import facts, nothing_changed
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER

WORDS = "11月底完成方案，12月中旬铺10公里，月底铺完"
HEADING = "任务：2、市9 云溪河雨污分流管网建设\n"
STEPS = (
    "1. 完成方案｜2026年11月30日（周一）\n"
    "2. 铺10公里｜2026年12月20日（周日）｜累计 10 公里\n"
    "3. 铺完｜2026年12月31日（周四）｜累计 23.5 公里"
)
QUESTION = (
    f"{HEADING}"
    "尚缺：有时限的节点、资金渠道\n"
    "节点以外的要素请报整改办补入台账。\n"
    "请写明各步骤及完成日期，例如：\n"
    "11月底完成方案，12月中旬拆20栋，月底拆完"
)
CARD = f"计划，请核对：\n{HEADING}{STEPS}\n\n确认之前不会报送。"
HANDED_IN = f"计划已报整改办审定，结果将告知您。\n{HEADING}{STEPS}"
TO_DECIDE = f"计划审定（第1版）\n{HEADING}报送人：青山县 张伟\n{STEPS}\n原文：{WORDS}"
AGREED = f"计划已同意，各步骤已列为任务节点。\n{HEADING}{STEPS}\n审批人：赵静"


def milestones(talk: Dialogue) -> list[tuple[str, str, str]]:
    with reading(talk.engine) as tx:
        found = item_store.steps_of_one(tx, 2)
    return [(step.name, str(step.due), str(step.target or "")) for step in found]


def handed_in(talk: Dialogue, words: str = WORDS) -> None:
    talk.says(OFFICIAL, f"/plan 2 {words}")
    talk.presses(OFFICIAL, "确认")


def test_from_the_question_to_the_milestones(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/plan") == "请选择要细化的任务，或发送 /plan 加编号。"
    assert talk.presses(OFFICIAL, "2、市9｜云溪河雨污分流管网建设") == QUESTION
    assert talk.says(OFFICIAL, WORDS) == CARD
    assert talk.labels(OFFICIAL) == ["确认", "修改", "取消"]
    assert nothing_changed(talk)
    assert talk.presses(OFFICIAL, "确认") == HANDED_IN
    assert (talk.last(OFFICE).text, talk.labels(OFFICE)) == (TO_DECIDE, ["同意", "退回"])
    assert milestones(talk) == []
    assert talk.says(OFFICE, "/review") == TO_DECIDE
    assert talk.presses(OFFICE, "同意") == AGREED
    assert talk.last(OFFICIAL).text == AGREED
    assert milestones(talk) == [
        ("完成方案", "2026-11-30", ""),
        ("铺10公里", "2026-12-20", "10"),
        ("铺完", "2026-12-31", "23.5"),
    ]
    assert facts(talk.engine) == ["PlanHandedIn", "PlanAgreed"]


def test_changed_and_dropped_before_it_is_confirmed(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/plan 2 12月底铺完")
    assert talk.presses(OFFICIAL, "修改") == "请重新填写分步计划。"
    assert talk.says(OFFICIAL, WORDS) == CARD
    assert talk.presses(OFFICIAL, "取消") == "已取消，未记入台账。"
    assert nothing_changed(talk)


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        (
            "12月中旬铺20公里，月底铺5公里",
            "各步骤至“铺5公里”合计 25 公里，超过总量 23.5 公里。",
        ),
        (
            "12月中旬铺20公里，1月底铺完",
            "“铺完”（2027-01-31）晚于整改时限 2026-12-31；如需延期，请先用 /extend 申请。",
        ),
        ("尽快铺完", "“尽快铺完”未写明可确定的日期，请按“12月20日前拆20栋”的形式填写。"),
    ],
    ids=["more_than_the_whole", "after_the_deadline", "no_day"],
)
def test_refused_in_one_sentence(talk: Dialogue, words: str, heard: str) -> None:
    talk.says(OFFICIAL, "/plan 2")
    assert talk.says(OFFICIAL, words) == heard
    assert nothing_changed(talk)
    assert talk.says(OFFICIAL, WORDS) == CARD


def test_sent_back_with_a_reason_and_written_anew(talk: Dialogue) -> None:
    handed_in(talk)
    waits = "任务 2、市9 已有计划待审定；如需另报，请先撤回。"
    assert talk.says(OFFICIAL, "/plan 2") == waits
    talk.presses(OFFICE, "退回")
    assert talk.says(OFFICE, "同意") == "该计划尚未审定。同意请按“同意”；退回请填写理由。"
    talk.presses(OFFICE, "退回")
    talk.says(OFFICE, "铺设数量没有依据")
    assert talk.last(OFFICIAL).text == (
        f"计划已退回，原节点不变。\n{HEADING}理由：铺设数量没有依据\n审批人：赵静\n重新填报：/plan 2、市9"
    )
    handed_in(talk, "12月31日铺完")
    talk.presses(OFFICE, "同意")
    assert "计划：第2版｜已同意｜2026-11-24｜赵静" in talk.says(OFFICIAL, "/item 2").splitlines()
    assert talk.presses(OFFICIAL, "历史") == (
        "2、市9｜云溪河雨污分流管网建设\n"
        "\n"
        "第2版｜已同意｜2026-11-24｜赵静\n"
        "1. 铺完｜2026年12月31日（周四）｜累计 23.5 公里\n"
        f"第1版｜已退回｜2026-11-24｜赵静\n{STEPS}\n"
        "理由：铺设数量没有依据"
    )


def test_the_next_plan_moves_what_it_names_and_drops_what_it_leaves_out(
    talk: Dialogue, tmp_path: Path
) -> None:
    handed_in(talk)
    talk.presses(OFFICE, "同意")
    talk.says(OFFICIAL, "/plan 2 12月25日铺10公里，12月31日铺完")
    assert talk.last(OFFICIAL).text.splitlines()[4:6] == [
        "“铺10公里”原定时限为 2026-12-20。",
        "不再列入计划：完成方案",
    ]
    talk.presses(OFFICIAL, "确认")
    talk.presses(OFFICE, "同意")
    assert milestones(talk) == [("铺10公里", "2026-12-25", "10"), ("铺完", "2026-12-31", "23.5")]
    with reading(talk.engine) as tx:
        assert first_mismatch(tx, tmp_path) is None


def test_withdrawn_before_it_is_decided(talk: Dialogue) -> None:
    handed_in(talk)
    withdrawn = f"计划已撤回，原节点不变。\n{HEADING}撤回人：张伟"
    assert talk.presses(OFFICIAL, "撤回计划") == withdrawn
    assert talk.last(OFFICE).text == withdrawn
    talk.press_data(OFFICE, "pd:1:ok")
    assert talk.toast == "该计划已由张伟撤回。"
    assert milestones(talk) == []


def test_whose_it_is_not(talk: Dialogue) -> None:
    assert talk.says(OTHER, "/plan 2") == "没有可由您报告的任务 2。查看您的任务：/my"
    handed_in(talk)
    talk.press_data(OTHER, "pd:1:ok")
    assert talk.toast == "此按钮已失效。"
    talk.press_data(OFFICIAL, "pd:1:ok")
    assert talk.toast == "计划由整改办审定，本人负责的任务不得自行审定。"


def test_how_complete_plans_are(talk: Dialogue) -> None:
    of_city = (
        "计划完整情况：未完成任务 4 项，要素不全 4 项\n"
        "青山县｜3/3｜总量 1、有时限的节点 2、资金渠道 3\n"
        "白水县｜1/1｜有时限的节点 1、资金渠道 1"
    )
    assert talk.says(OFFICE, "/status 细化") == f"全市｜{of_city}"
    assert talk.says(LEADER, "白水县的计划完整吗") == (
        "白水县｜计划完整情况：未完成任务 1 项，要素不全 1 项\n白水县｜1/1｜有时限的节点 1、资金渠道 1"
    )
    assert talk.says(OFFICE, "/plan") == of_city


def test_a_round_asks_all_owners_for_their_plan(talk: Dialogue) -> None:
    talk.says(OFFICE, "/round 周五15:00")
    assert talk.says(OFFICE, "谁没交计划") == "没有相应的计划细化。"
    assert talk.says(OFFICE, "/round 细化 周五12:00") == (
        "计划细化已发起：任务4项，责任人2人，2026-11-27 12:00截止。"
    )
    asked = tick(talk, MORNING + timedelta(minutes=1), "rounds")
    assert asked[OTHER][1:] == [
        "计划细化：请于2026-11-27 12:00前逐项报送分步计划。\n\n3｜白水县污水处理厂二期"
    ]
    handed_in(talk)
    assert talk.says(OFFICE, "谁没交计划") == (
        "计划细化（2026-11-27 12:00截止）\n"
        "已报送计划：1/4\n\n"
        "尚未报送计划：\n青山县 张伟：1、4\n白水县 刘洋：3"
    )
    assert talk.presses(OTHER, "填报计划").splitlines()[0] == "任务：3 白水县污水处理厂二期"
    over = tick(talk, MORNING + timedelta(days=3, hours=3, minutes=5), "circular")
    assert over[OFFICE][0].splitlines()[:3] == [
        "计划细化情况通报",
        "本次调度自2026-11-24 09:00开始，2026-11-27 12:00截止。",
        "应报计划 4 项：已报 1 项，未报 3 项。",
    ]


def test_the_office_is_reminded_of_a_plan_that_waits(talk: Dialogue) -> None:
    handed_in(talk)
    told = tick(talk, MORNING + timedelta(days=6), "prompts")[OFFICE]
    assert f"以下事项请于2026年12月1日（周二）前办理，请勿逾期。\n{TO_DECIDE}" in told
    assert talk.presses(OFFICE, "同意") == AGREED
