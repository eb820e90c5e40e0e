"""What people write that is no report: a greeting, a day off, who stands in for them, 可以销号了."""

import pytest

from tests.support.applications import easy
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICIAL, OTHER, VERIFIER

CARD = (
    "代办安排（尚未生效）\n代办人：市生态环境局 王强\n"
    "期间：2026年11月30日（周一）至2026年12月6日（周日）"
)


def test_a_greeting_is_answered_with_the_first_steps(talk: Dialogue) -> None:
    assert talk.says(LEADER, "你好").splitlines()[0] == "李敏，您好。"
    assert talk.says(OFFICIAL, "在吗？").splitlines()[0] == "张伟，您好。"
    talk.says(OFFICIAL, "你好，1号别墅群已拆除12栋")
    assert talk.labels(OFFICIAL)[:1] == ["确认"]


def test_a_day_off_is_no_report(talk: Dialogue) -> None:
    assert talk.says(OTHER, "今天休息") == (
        "已知悉，本次内容未作进展记录。如需他人代办，请发送：/deputy 姓名 起始日 截止日。"
    )


def test_who_stands_in_is_asked_in_one_card(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "我下周休假，请王强代我") == CARD
    assert VERIFIER not in talk.chats
    card, data = talk.last_number(OFFICIAL), talk.last(OFFICIAL).buttons["确认"]
    appointed = (
        "2026年11月30日（周一）至2026年12月6日（周日），由市生态环境局 王强代理青山县 张伟"
        "（AB角），提醒同时发送两人。"
    )
    assert talk.press_data(OTHER, data, card) == ""
    assert talk.presses(OFFICIAL, "确认") == talk.last(VERIFIER).text == appointed
    talk.press_data(OFFICIAL, data, card)
    assert talk.toast == "此按钮已失效。"


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("12月1日至5日出差，由陈晨代为负责", "陈晨尚未启用本助手，暂无法在此接收提醒。"),
        ("我休假，请王强代我", "请您写明起止日期，例如：我12月1日至12月5日休假，请李明代我办理。"),
        (
            "下周请假，请孙悟空代我",
            "请您写明台账中的代办人姓名，例如：我12月1日至12月5日休假，请李明代我办理。",
        ),
    ],
)
def test_what_a_wish_leaves_out_is_said(talk: Dialogue, words: str, heard: str) -> None:
    assert talk.says(OFFICIAL, words).splitlines()[-1] == heard


@pytest.mark.parametrize("words", ["申请销号4", "4号可以销号了", "建筑工地扬尘治理可以申请销号了"])
@pytest.mark.begins(after=[easy])
def test_a_wish_to_close_begins_the_application(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words).splitlines()[:2] == [
        "任务：4 建筑工地扬尘治理",
        "第 1 条（共 5 条）：问题不查清绝不放过",
    ]


def test_a_wish_to_close_names_the_gap_or_asks_of_which_item(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "我要申请销号") == "请您选择申请销号的任务："
    assert (
        talk.presses(OFFICIAL, "4 建筑工地扬尘治理").splitlines()[0] == "任务：4 建筑工地扬尘治理"
    )
    talk.says(OFFICIAL, "/cancel")
    assert talk.says(OFFICIAL, "怎么申请销号").startswith("任务完成后即可申请销号")
    assert talk.labels(OFFICIAL)[0] == "4 建筑工地扬尘治理"
    assert talk.says(OFFICIAL, "申请销号1").startswith("任务 1 尚未完成：还差45栋")
    talk.says(OFFICIAL, "1号别墅群45栋全部拆除，申请销号")
    assert talk.labels(OFFICIAL)[:1] == ["确认"]
