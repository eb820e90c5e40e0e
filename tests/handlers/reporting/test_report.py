"""Report by message: from a sentence to a receipt, and everything that may come between."""

import pytest

from bot.telegram.addresses import telegram_chat
from storage.db.engine import reading, writing
from storage.ledger import journal
from storage.people import people
from storage.reporting import reports
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, MORNING, OFFICIAL, OUTSIDER, VERIFIER

SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


def recorded(talk: Dialogue, item: int) -> list[str]:
    with reading(talk.engine) as tx:
        return [row.words for row in reports.of_item(tx, item)]


def test_a_sentence_becomes_a_card(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, SENTENCE) == (
        "请您核对以下内容：\n"
        "任务：1 1号别墅群拆除\n"
        "已完成：12 栋 / 45 栋\n"
        "剩余：33 栋\n"
        "完成比例：26.67%\n"
        "预计完成：2026年11月30日（周一）\n"
        "预警：🔴 红灯，按目前进度（每天0.18 栋）预计2027-05-22完成，需每天4.7 栋\n"
        "\n"
        "点击“确认”后记入台账。"
    )
    assert talk.labels(OFFICIAL) == ["确认", "换一项", "修改", "取消"]
    assert recorded(talk, 1) == []


def test_confirmed_it_stands_in_the_ledger_once(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    heard = talk.presses(OFFICIAL, "确认")
    assert heard == (
        "已记入台账\n"
        "回执号：20261124-00001\n"
        "任务：1 1号别墅群拆除\n"
        "已完成：12 栋 / 45 栋\n"
        "剩余：33 栋\n"
        "完成比例：26.67%\n"
        "预计完成：2026年11月30日（周一）\n"
        "预警：🔴 红灯，按目前进度（每天0.18 栋）预计2027-05-22完成，需每天4.7 栋"
    )
    assert talk.labels(OFFICIAL) == []
    assert recorded(talk, 1) == [SENTENCE]
    assert talk.press_data(OFFICIAL, "d:1:ok") == ""
    assert talk.toast == "此卡片已处理，无需重复操作。"
    assert recorded(talk, 1) == [SENTENCE]


def test_a_stranger_learns_nothing(talk: Dialogue) -> None:
    assert talk.says(OUTSIDER, SENTENCE) == (
        "本助手服务于全市督察整改工作。请点击发给您的邀请链接，或发送 /start 加邀请码完成登记。"
    )


def test_the_journal_stays_whole(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert journal.first_broken(tx) is None
        assert journal.length(tx) == 1


def test_a_promise_after_the_deadline_is_pointed_out(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "1号别墅群已拆除12栋，12月10日前全部拆完")
    assert [line for line in heard.splitlines() if line.startswith("请留意")] == [
        "请留意：预计12月10日（周四）完成，晚于整改时限2026年11月30日（周一）；"
        "如需延期，请发送 /extend 1 申请。"
    ]


@pytest.mark.parametrize(
    ("who", "heard", "offered"),
    [
        (
            LEADER,
            "本次内容未作记录。如需批示，请您直接回复该任务的消息，或发送：/instruct 任务编号 批示内容。",
            ["1｜1号别墅群拆除", "全市本周到期的有哪些"],
        ),
        (VERIFIER, "您名下没有可报告的任务，本次内容未作记录。", []),
    ],
)
def test_whoever_has_nothing_to_report_on_is_told_so(
    talk: Dialogue, who: int, heard: str, offered: list[str]
) -> None:
    assert talk.says(who, SENTENCE) == heard
    assert talk.labels(who) == offered
    assert talk.says(who, "取消") == "当前没有可取消的操作。"


def test_the_head_of_a_unit_is_offered_its_items(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        people.bind(tx, 6, telegram_chat(106), MORNING)
    talk.says(106, "今天又完成了一些，进展顺利")
    assert talk.labels(106) == [
        "4 建筑工地扬尘治理",
        "1 1号别墅群拆除",
        "2、市9 云溪河雨污分流管网建设",
        "取消",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1号12月10日前拆完20栋，12月25日前全部拆完", ["预计完成：2026年12月25日（周五）"]),
        ("1号2027年6月底前拆完30栋，10月底前全部拆完", ["预计完成：2027年10月31日（周日）"]),
        ("1号剩余部分12月1日动工，12月20日前拆完", ["预计完成：2026年12月20日（周日）"]),
        ("1号剩余部分12月1日开工", []),
        ("1号下周新开工2栋", []),
    ],
)
def test_the_day_promised_is_that_of_the_last_stage(
    talk: Dialogue, words: str, expected: list[str]
) -> None:
    """The day on which works begin is none."""
    card = talk.says(OFFICIAL, words)
    assert [line for line in card.split("\n") if line.startswith("预计完成")] == expected
