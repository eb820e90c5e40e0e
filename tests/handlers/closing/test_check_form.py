"""The check on site: a form on the phone, step by step, and what follows from what was found."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from rules.policy.items import State
from rules.policy.location import Location
from storage.closing import checks
from storage.closing.check_tables import check_forms, check_verdicts, site_checks
from storage.db.engine import reading
from storage.ledger.tables import evidence
from storage.radar import flags
from tests.support.applications import (
    applied,
    checked,
    passed,
    state,
    taken_up,
    villas_down,
)
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.evidence_in import kept
from tests.support.small_city import OFFICE, OFFICIAL, VERIFIER

HEAD = "现场核查：任务 1 1号别墅群拆除"
ASKS_DAY = f"{HEAD}\n请选择或发送现场核查日期。"
ASKS_NAMES = f"{HEAD}\n请发送现场核查人员姓名（至少两人）。"
ASKS_FIGURE = f"{HEAD}\n请发送现场实测数量并注明单位（栋），目标为45栋。"
ASKS_EVIDENCE = f"{HEAD}\n请发送现场照片或位置，发完后点击“下一步”。"
RECEIVED = "已收到。可继续发送，或点击“下一步”。"
OLD_STEP = "此步已过，全部填完后可在汇总中修改。"
HERE = Location(Decimal("30.123456"), Decimal("120.5"))


def form_begun(talk: Dialogue) -> None:
    """A day later the verifier begins the form."""
    talk.now += timedelta(days=1)
    taken_up(talk)
    talk.presses(VERIFIER, "填写核查表")


pytestmark = pytest.mark.begins(after=[villas_down, applied, form_begun])


def forms(talk: Dialogue) -> list[Any]:
    """Everything that an answer to the form could write."""
    with reading(talk.engine) as tx:
        tables = (check_forms, site_checks, check_verdicts, evidence)
        return [list(tx.execute(select(table)).all()) for table in tables]


def up_to(talk: Dialogue, step: str) -> None:
    """Answer what is asked before this step."""
    answers = {
        "day": lambda: None,
        "names": lambda: talk.presses(VERIFIER, "今天"),
        "figure": lambda: talk.says(VERIFIER, "王强、李明"),
        "evidence": lambda: talk.says(VERIFIER, "45栋"),
        "verdict": lambda: (talk.sends(VERIFIER, "1.jpg"), talk.presses(VERIFIER, "下一步")),
        "reason": lambda: talk.presses(VERIFIER, "不通过"),
    }
    for name, act in answers.items():
        act()
        if name == step:
            return


def test_step_by_step_to_the_summary(talk: Dialogue) -> None:
    assert talk.last(VERIFIER).text == ASKS_DAY
    assert talk.labels(VERIFIER) == ["今天", "昨天"]
    assert talk.presses(VERIFIER, "今天") == ASKS_NAMES
    assert talk.says(VERIFIER, "王强、李明") == ASKS_FIGURE
    assert talk.says(VERIFIER, "实测45栋") == ASKS_EVIDENCE
    assert talk.sends(VERIFIER, "现场1.jpg") == RECEIVED
    assert talk.says(VERIFIER, location=HERE) == RECEIVED
    assert talk.presses(VERIFIER, "下一步") == (
        f"{HEAD}\n条款：问题不查清绝不放过\n申请人提供：逐栋排查，问题清单已全部查清\n该条是否通过？"
    )
    heard = [talk.presses(VERIFIER, "通过") for _ in range(5)][-1]
    assert heard == (
        f"{HEAD}\n"
        "核查时间：11月25日（周三）；核查人员：王强、李明\n"
        "实测：45栋\n"
        "现场材料：1 份\n"
        "定位：30.123456,120.5\n"
        "1. 问题不查清绝不放过：通过\n"
        "2. 责任不落实绝不放过：通过\n"
        "3. 整改不到位绝不放过：通过\n"
        "4. 群众不满意绝不放过：通过\n"
        "5. 长效机制不建立绝不放过：通过\n"
        "结论：通过"
    )
    assert talk.labels(VERIFIER) == [
        *("提交：通过", "改日期", "改人员", "改数量", "补充材料"),
        *(f"改第{number}条" for number in range(1, 6)),
    ]
    assert talk.presses(VERIFIER, "提交：通过") == (
        "验收通过：1 1号别墅群拆除。公示期至2026年12月8日（周二）。"
    )
    assert state(talk, 1) is State.ON_NOTICE
    assert verified(talk.engine) is None


@pytest.mark.begins(after=[passed])
def test_what_was_found_stands_on_the_dossier(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/review").splitlines()[-5:-1] == [
        "现场核查：11月25日（周三），王强、李明",
        "实测：45栋",
        "现场材料：1 份",
        "公示期至2026年12月8日（周二）。",
    ]
    with reading(talk.engine) as tx:
        check = checks.latest(tx, 1)
        assert check is not None
        assert [row.passed for row in checks.verdicts(tx, check.id)] == [True] * 5


@pytest.mark.begins(after=[passed])
def test_the_items_card_names_the_last_check(talk: Dialogue) -> None:
    assert "现场核查：通过；11月25日；王强、李明；实测：45栋" in talk.says(OFFICE, "/item 1")


def test_less_than_the_target_is_only_sent_back(talk: Dialogue) -> None:
    up_to(talk, "figure")
    assert talk.says(VERIFIER, "40栋") == (
        f"实测40栋，距目标还差5栋，不能通过，只能退回。\n{ASKS_EVIDENCE}"
    )
    talk.sends(VERIFIER, "剩余5栋.jpg")
    assert talk.presses(VERIFIER, "下一步").splitlines()[2:] == [
        "实测：40栋（差5栋）",
        "现场材料：1 份",
        "结论：退回",
    ]
    assert talk.presses(VERIFIER, "提交：退回") == (
        "已退回：1 1号别墅群拆除。王强：现场实测40栋，还差5栋"
    )
    assert talk.last(OFFICIAL).text == "已退回：1 1号别墅群拆除。王强：现场实测40栋，还差5栋"
    assert state(talk, 1) is State.UNDER_WAY
    assert verified(talk.engine) is None


def test_one_clause_that_does_not_pass_sends_it_back_with_the_reason(talk: Dialogue) -> None:
    up_to(talk, "verdict")
    talk.presses(VERIFIER, "通过")
    assert talk.presses(VERIFIER, "不通过") == f"{HEAD}\n请写明“责任不落实绝不放过”不通过的原因。"
    talk.says(VERIFIER, "处罚决定书缺送达回证")
    for _ in range(3):
        heard = talk.presses(VERIFIER, "通过")
    assert heard.splitlines()[5] == "2. 责任不落实绝不放过：不通过，处罚决定书缺送达回证"
    assert talk.presses(VERIFIER, "提交：退回") == (
        "已退回：1 1号别墅群拆除。王强：责任不落实绝不放过：处罚决定书缺送达回证"
    )
    assert state(talk, 1) is State.UNDER_WAY
    assert verified(talk.engine) is None


def test_an_item_with_nothing_to_count_is_not_measured(talk: Dialogue) -> None:
    applied(talk, 4)
    talk.says(VERIFIER, "/review")
    talk.press_data(VERIFIER, "cq:4:take")
    talk.press_data(VERIFIER, "cf:4")
    talk.presses(VERIFIER, "今天")
    assert talk.says(VERIFIER, "王强、李明").splitlines()[1] == ASKS_EVIDENCE.splitlines()[1]


@pytest.mark.parametrize(
    ("step", "words", "heard"),
    [
        ("day", "11月26日", "核查日期不能晚于今天（11月25日），请重新发送。"),
        ("day", "2027-01-05", "核查日期不能晚于今天（11月25日），请重新发送。"),
        ("day", "11月23日", "核查日期不能早于申请日2026年11月24日（周二），请重新发送。"),
        ("day", "2月30日", "请发送核查日期，例如：11月25日"),
        ("day", "都看过了", "请发送核查日期，例如：11月25日"),
        ("names", "王强", "现场核查须至少两人参加，请发送两人姓名。"),
        ("names", "王强、王强", "现场核查须至少两人参加，请发送两人姓名。"),
        ("names", "王强、13800000000", "未能识别姓名，请发送两名核查人员的姓名，用顿号隔开。"),
        ("names", "王强、张伟", "责任人、申请人不能参加核查，请重新发送核查人员姓名。"),
        ("figure", "45", "请发送一个实测数量并注明单位，例如：45栋"),
        ("figure", "45公里", "请发送一个实测数量并注明单位，例如：45栋"),
        ("figure", "100%", "请发送一个实测数量并注明单位，例如：45栋"),
        ("figure", "约45栋", "请发送一个实测数量并注明单位，例如：45栋"),
        ("figure", "还剩5栋", "请发送一个实测数量并注明单位，例如：45栋"),
        ("figure", "45栋，其中3栋为主体", "请发送一个实测数量并注明单位，例如：45栋"),
        ("figure", "全部拆完", "请发送一个实测数量并注明单位，例如：45栋"),
        ("evidence", "没有照片", "请至少发送一张现场照片或现场位置。"),
        ("verdict", "应该可以", "请点击“通过”或“不通过”。"),
    ],
)
def test_an_answer_that_is_none_changes_nothing(
    talk: Dialogue, step: str, words: str, heard: str
) -> None:
    up_to(talk, step)
    before = forms(talk)
    assert talk.says(VERIFIER, words) == heard
    assert forms(talk) == before


def test_a_reason_left_empty_is_asked_for_again(talk: Dialogue) -> None:
    up_to(talk, "reason")
    before = forms(talk)
    assert talk.sends(VERIFIER, "1.jpg").splitlines()[0] == "请写明原因。"
    assert talk.says(VERIFIER, "   ") == "请写明原因。"
    assert forms(talk) == before


def test_without_photo_or_place_it_does_not_go_on(talk: Dialogue) -> None:
    up_to(talk, "evidence")
    before = forms(talk)
    assert talk.presses(VERIFIER, "下一步") == ""
    assert talk.toast == "请至少发送一张现场照片或现场位置。"
    assert forms(talk) == before


def test_a_place_alone_will_do(talk: Dialogue) -> None:
    up_to(talk, "evidence")
    talk.says(VERIFIER, location=HERE)
    assert talk.presses(VERIFIER, "下一步").splitlines()[1] == "条款：问题不查清绝不放过"


def test_a_place_that_nobody_asked_for_is_not_taken(talk: Dialogue) -> None:
    assert (
        talk.says(OFFICIAL, location=HERE) == "目前只能处理文字、照片、视频和文件，请您用文字说明。"
    )


@pytest.mark.parametrize("label", ["今天", "昨天"])
def test_a_button_of_an_old_step_changes_nothing(talk: Dialogue, label: str) -> None:
    up_to(talk, "figure")
    before = forms(talk)
    assert talk.presses(VERIFIER, label) == ""
    assert (talk.toast, forms(talk)) == (OLD_STEP, before)


def test_the_button_of_a_clause_that_is_over_changes_nothing(talk: Dialogue) -> None:
    up_to(talk, "verdict")
    talk.presses(VERIFIER, "通过")
    before = forms(talk)
    talk.press_data(VERIFIER, "ck:1:fail:0")
    assert (talk.toast, forms(talk)) == (OLD_STEP, before)


def test_nothing_is_handed_in_before_all_is_filled_in(talk: Dialogue) -> None:
    up_to(talk, "figure")
    assert talk.press_data(VERIFIER, "ck:1:submit") == ASKS_FIGURE
    assert state(talk, 1) is State.UNDER_CHECK


@pytest.mark.begins(after=[passed])
def test_a_second_press_hands_nothing_in(talk: Dialogue) -> None:
    talk.press_data(VERIFIER, "ck:1:submit")
    assert talk.toast == "此卡片已处理，无需重复操作。"


def test_an_answer_is_corrected_in_the_summary(talk: Dialogue) -> None:
    checked(talk, "40栋", clauses=0)
    assert talk.presses(VERIFIER, "改数量") == ASKS_FIGURE
    talk.says(VERIFIER, "45栋")
    for _ in range(5):
        talk.presses(VERIFIER, "通过")
    assert talk.presses(VERIFIER, "改人员") == ASKS_NAMES
    heard = talk.says(VERIFIER, "王强、周明")
    assert heard.splitlines()[1] == "核查时间：11月25日（周三）；核查人员：王强、周明"
    talk.presses(VERIFIER, "改第1条")
    talk.presses(VERIFIER, "不通过")
    assert talk.says(VERIFIER, "清单不全").splitlines()[-1] == "结论：退回"


@pytest.mark.parametrize("words", ["/cancel", "取消", "算了，取消"])
@pytest.mark.begins(after=[checked])
def test_cancel_leaves_the_form_as_it_was(talk: Dialogue, words: str) -> None:
    before = forms(talk)[1:]
    talk.presses(VERIFIER, "改第1条")
    talk.presses(VERIFIER, "不通过")
    assert talk.says(VERIFIER, words) == (
        "任务 1 的核查表已保留，未作改动。继续填写请发送 /review。"
    )
    talk.says(VERIFIER, "/review")
    assert talk.presses(VERIFIER, "填写核查表").splitlines()[-1] == "结论：通过"
    assert forms(talk)[1:] == before


def test_the_next_day_it_goes_on_where_it_was_left(talk: Dialogue) -> None:
    up_to(talk, "figure")
    talk.now += timedelta(days=1)
    talk.says(VERIFIER, "/review")
    assert talk.presses(VERIFIER, "填写核查表") == ASKS_FIGURE


def test_a_photo_of_another_item_is_no_evidence(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "4号工地已覆盖3处")
    talk.sends(OFFICIAL, "扬尘.jpg")
    talk.presses(OFFICIAL, "确认")
    checked(talk)
    kept(talk, {"扬尘.jpg": "ab" * 32, "核查现场.jpg": "ab" * 32})
    assert talk.last(VERIFIER).text == (
        "文件“核查现场.jpg”已用于任务 4，不能作为任务 1 的佐证，请重新提供。"
    )
    assert talk.presses(VERIFIER, "提交：通过") == ASKS_EVIDENCE
    talk.sends(VERIFIER, "另一张.jpg")
    talk.presses(VERIFIER, "下一步")
    talk.presses(VERIFIER, "提交：通过")
    assert state(talk, 1) is State.ON_NOTICE


def test_the_button_of_an_older_message_leads_to_the_form(talk: Dialogue) -> None:
    talk.press_data(VERIFIER, "cv:1:pass")
    assert talk.toast == "请受理后填写核查表：/review"
    assert state(talk, 1) is State.UNDER_CHECK


def test_more_reported_than_measured_is_asked_about_in_private(talk: Dialogue) -> None:
    up_to(talk, "figure")
    talk.says(VERIFIER, "实测40栋")
    talk.sends(VERIFIER, "现场1.jpg")
    talk.presses(VERIFIER, "下一步")
    talk.presses(VERIFIER, "提交：退回")
    asked = "任务：1 1号别墅群拆除\n报告完成45栋，现场核查为40栋，请您书面说明情况。"
    question, returned = list(talk.chats[OFFICIAL].values())[-2:]
    assert (question.text, list(question.buttons)) == (asked, ["书面说明"])
    assert returned.text == "已退回：1 1号别墅群拆除。王强：现场实测40栋，还差5栋"
    assert talk.last(OFFICE).text.splitlines()[0] == "疑点 1：报告数大于核查数"
    assert "疑点" not in talk.last(VERIFIER).text
    assert verified(talk.engine) is None


@pytest.mark.begins(after=[passed])
def test_what_was_measured_as_reported_is_not_asked_about(talk: Dialogue) -> None:
    with reading(talk.engine) as tx:
        assert flags.found(tx) == []
