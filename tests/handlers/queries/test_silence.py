"""Who has not reported or answered: of what and since when, and never that all have when nobody was asked."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from storage.db.engine import writing
from storage.ledger.tables import persons
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER

UNASKED = "\n\n此期间未提醒（2人）：\n青山县 张伟、白水县 刘洋"
NO_REMINDER = f"11月18日至11月24日未发出提醒，无法判断是否已回复。{UNASKED}"
NO_ROUND = f"目前没有进行中的调度。\n\n{NO_REMINDER}"
LAST_TUESDAY = MORNING - timedelta(days=7)


NOT_REPORTED = (
    "谁没报", "谁还没报", "谁没上报", "谁没填报", "谁没有报进展", "哪些单位没报", "哪几家没报", "多少人没报",
    "没报的有哪些", "没报的单位", "未报名单", "都报了吗", "大家都报了吗", "各单位都报了吗", "报齐了吗", "谁漏报了",
    "谁不报", "who has not reported?", "who hasn't reported", "who failed to report",
    "has everybody reported?",
)  # fmt: skip
NOT_ANSWERED = (
    "谁没回", "谁没回我", "谁没回复", "谁一直没回", "谁没签收", "谁没收到", "谁没反馈", "谁没确认", "谁没动静",
    "未回复的有哪些", "有没有人没回复", "都回复了吗", "who has not answered?", "who hasn't replied",
    "who is silent", "has everyone answered?", "/told",
)  # fmt: skip


def test_when_nobody_was_asked_it_is_not_said_that_all_have_reported(talk: Dialogue) -> None:
    told = {words: talk.says(LEADER, words) for words in NOT_REPORTED}
    assert told == dict.fromkeys(NOT_REPORTED, NO_ROUND)


def test_when_nobody_was_asked_it_is_not_said_that_all_have_answered(talk: Dialogue) -> None:
    told = {words: talk.says(LEADER, words) for words in NOT_ANSWERED}
    assert told == dict.fromkeys(NOT_ANSWERED, NO_REMINDER)


DAYS = {
    "上周谁没回复": "11月16日至11月22日",
    "上上周谁没回复": "11月9日至11月15日",
    "昨天谁没回复": "11月23日",
    "前天谁没回复": "11月22日",
    "今天谁没回复": "11月24日",
    "上周三谁没回复": "11月18日",
    "本周谁还没回复": "11月23日至11月24日",
    "本月谁没回复": "11月1日至11月24日",
    "上个月谁没回复": "10月1日至10月31日",
    "9月谁没回复": "9月1日至9月30日",
    "最近三天谁没回复": "11月22日至11月24日",
    "11月20日以来谁没回复": "11月20日至11月24日",
    "去年谁没回复": "2025年1月1日（周三）至2025年12月31日（周三）",
    "who did not answer last week": "11月16日至11月22日",
    "/told 上周": "11月16日至11月22日",
}


def test_days_that_are_named_are_those_of_the_answer(talk: Dialogue) -> None:
    told = {words: talk.says(OFFICE, words) for words in DAYS}
    assert told == {
        words: f"{days}未发出提醒，无法判断是否已回复。{UNASKED}" for words, days in DAYS.items()
    }


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("上半年谁没报", "暂不能按“上半年”筛选，请您写明单位、类别或责任人姓名。"),
        ("矿山企业谁没报", "台账中没有“矿山企业”的数据。"),
        ("谁没报资金", "台账中没有“资金”的数据。"),
        ("东海县谁没回复", "台账中没有“东海县”的数据。"),
        ("who in Donghai has not reported", "台账中没有“Donghai”的数据。"),
        ("上一轮谁没报", "尚无已结束的调度。"),
        ("本轮调度谁没报", "目前没有进行中的调度。"),
    ],
)
def test_what_cannot_be_told_is_said(talk: Dialogue, words: str, heard: str) -> None:
    assert talk.says(LEADER, words) == heard


def test_last_week_some_were_asked_and_one_answered(talk: Dialogue) -> None:
    tick(talk, LAST_TUESDAY, "prompts")
    talk.now = LAST_TUESDAY + timedelta(minutes=1)
    talk.says(OTHER, "3号污水处理厂二期正在推进")
    talk.presses(OTHER, "确认")
    talk.now = MORNING
    assert talk.says(LEADER, "上周谁没回复") == (
        "11月16日至11月22日的提醒：共向责任人2人提醒任务2项，送达2人；已回复1项，未回复1项。\n"
        "\n"
        "已提醒、未回复（1人）：\n"
        "青山县 张伟（1项，2026-11-17起）"
    )


def test_of_one_county_only_its_own_are_told_of(talk: Dialogue) -> None:
    tick(talk, LAST_TUESDAY, "prompts")
    talk.now = MORNING
    assert talk.says(LEADER, "白水县谁没回复") == (
        "白水县｜11月17日至11月24日的提醒：共向责任人1人提醒任务1项，送达1人；已回复0项，未回复1项。\n"
        "\n"
        "已提醒、未回复（1人）：\n"
        "白水县 刘洋（1项，2026-11-17起）"
    )


def test_who_is_not_enrolled_was_never_asked(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "刘洋").values(account=None))
    tick(talk, MORNING, "prompts")
    talk.now = MORNING + timedelta(minutes=1)
    for words in ("1号别墅群已拆除12栋", "4号建筑工地扬尘治理正在推进"):
        talk.says(OFFICIAL, words)
        talk.presses(OFFICIAL, "确认")
    assert talk.says(LEADER, "谁没回复") == (
        "11月18日至11月24日的提醒：共向责任人1人提醒任务2项，送达1人；已回复2项，未回复0项。\n"
        "以上提醒均已送达，且均已回复。\n"
        "\n"
        "尚未启用（1人）：\n"
        "白水县 刘洋"
    )


def test_what_was_finished_without_an_answer_is_not_counted_as_answered(talk: Dialogue) -> None:
    tick(talk, MORNING, "prompts")
    with writing(talk.engine) as tx:
        tx.exec_driver_sql("UPDATE items SET deadline = '2027-06-30' WHERE code = '3'")
    tick(talk, MORNING + timedelta(days=1), "prompts")
    heard = talk.says(LEADER, "白水县昨天谁没回复")
    assert heard.splitlines()[:2] == [
        "白水县｜11月24日的提醒：共向责任人1人提醒任务1项，送达1人；已回复0项，未回复0项。",
        "另有1项已办结或改期，不再要求回复。",
    ]
    assert "均已" not in heard


def test_delivery_is_known_and_not_whether_it_was_read(talk: Dialogue) -> None:
    heard = talk.says(LEADER, "谁没看")
    assert heard.splitlines()[-1] == "系统只记录消息是否送达，不记录是否阅读。"


def test_of_a_round_that_is_over(talk: Dialogue) -> None:
    talk.says(OFFICE, "/round 周五12:00")
    tick(talk)
    talk.now = MORNING + timedelta(minutes=1)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    tick(talk, MORNING + timedelta(days=6))
    over = (
        "调度已于2026-11-27 12:00截止。\n"
        "已报 1 项，应报 4 项\n"
        "\n"
        "未报：\n"
        "青山县 张伟：2、4\n"
        "白水县 刘洋：3"
    )
    assert talk.says(LEADER, "上一轮谁没报") == over
    assert talk.says(LEADER, "上周谁没报").startswith(f"{over}\n\n11月23日至11月29日的提醒：")


OWN = (
    "谁没回复我的批示",
    "我的批示谁没答复",
    "我的批示都回复了吗",
    "我的批示落实了吗",
    "who has not answered my instructions?",
)


@pytest.mark.parametrize("words", OWN)
def test_who_gave_no_instruction_hears_that(talk: Dialogue, words: str) -> None:
    assert talk.says(LEADER, words) == "您尚未作出批示。"


def test_nothing_given_is_not_all_answered(talk: Dialogue) -> None:
    assert [talk.says(who, "/instruct") for who in (LEADER, OFFICE, OFFICIAL)] == ["尚无批示。"] * 3
    assert talk.says(OFFICE, "哪些批示没答复") == "尚无批示。"


def instructed(talk: Dialogue) -> None:
    """One is answered, one is not, and one came only to the office."""
    talk.says(LEADER, "/instruct 1 务必于月底前完成")
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "已增派两个班组")
    talk.says(LEADER, "/instruct 4 请加快")
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "刘洋").values(account=None))
    talk.says(LEADER, "/instruct 3 请说明原因")


OPEN_ONES = (
    "共3件，已答复1件，未答复2件，其中未送达责任人1件。\n"
    "\n"
    "2026-11-24　4｜建筑工地扬尘治理\n"
    "青山县 张伟：已送达，未答复\n"
    "请加快\n"
    "\n"
    "2026-11-24　3｜白水县污水处理厂二期\n"
    "白水县 刘洋：未送达责任人\n"
    "请说明原因"
)


def test_of_his_own_instructions(talk: Dialogue) -> None:
    instructed(talk)
    told = {words: talk.says(LEADER, words) for words in OWN}
    assert told == dict.fromkeys(OWN, f"您自2026-11-24以来的批示{OPEN_ONES}")
    assert talk.says(OFFICE, "哪些批示没答复") == f"2026-11-24以来的批示{OPEN_ONES}"
    assert talk.says(OFFICE, "谁没回复我的批示") == "您尚未作出批示。"
    assert talk.says(LEADER, "上周谁没回复我的批示") == "11月16日至11月22日您未作出批示。"
    assert talk.says(LEADER, "谁没回复").endswith(OPEN_ONES)


def test_each_of_his_instructions_was_answered(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 1 务必于月底前完成")
    talk.presses(OFFICIAL, "答复")
    talk.hands_in(OFFICIAL, "已增派两个班组")
    heard = talk.says(LEADER, "谁没回复我的批示")
    assert heard == "您自2026-11-24以来的批示共1件，均已答复。"


def test_an_official_hears_of_what_he_has_to_answer(talk: Dialogue) -> None:
    instructed(talk)
    heard = talk.says(OFFICIAL, "我没回复的批示有哪些")
    assert heard.splitlines()[0] == "未答复批示：1件"
    assert talk.says(OFFICIAL, "谁没报") == "只有整改办和市领导可以查看送达和答复情况。"


@pytest.mark.parametrize("words", ["1号别墅业主没回复，协调困难", "4号材料已报县政府，正在整改"])
def test_what_an_official_reports_is_no_such_question(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, words)
    assert "确认" in talk.labels(OFFICIAL)
