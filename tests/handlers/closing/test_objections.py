"""Objections to a public notice: the clock stops, the owner answers, the notice goes on or ends."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from rules.policy.items import State
from schedules import public_notices
from storage.db.engine import Engine, writing
from storage.ledger.tables import persons
from tests.support.applications import applied, passed, state, struck_off, villas_down
from tests.support.auditing import verified
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, OUTSIDER, VERIFIER

WORDS = "5号楼地基没有清，还在"


pytestmark = pytest.mark.begins(after=[villas_down, applied, passed])
"""Item 1 is on public notice, from Tuesday 24 November to Monday 7 December."""


def objected(talk: Dialogue) -> None:
    talk.now += timedelta(days=6)
    talk.says(OFFICE, f"/objection 1 {WORDS}")


def closed(talk: Dialogue) -> None:
    talk.now += timedelta(days=14)
    struck_off(talk)


def test_the_office_gets_the_notice_to_publish(talk: Dialogue) -> None:
    notice = talk.last(OFFICE)
    assert notice.file == "公示1.docx"
    assert notice.text == (
        "任务 1 的公示稿已生成，请按程序发布：\n"
        "关于第1号整改任务“1号别墅群拆除”整改完成情况的公示\n"
        "公示时间：2026年11月24日（周二）至2026年12月7日（周一）（共10个工作日）。\n"
        "监督电话未配置，请在发布前补填。\n"
        "收到异议请发送“/objection 1 内容”登记。"
    )


def test_an_objection_stops_the_clock_and_reaches_everybody(talk: Dialogue) -> None:
    talk.now += timedelta(days=6)
    assert talk.says(OFFICE, f"/objection 1 {WORDS}") == (
        "已登记对任务 1 1号别墅群拆除 的异议。\n公示已暂停，剩余6个工作日。\n已转：张伟、王强、李敏"
    )
    letter = (
        f"任务 1 1号别墅群拆除 收到异议\n{WORDS}\n公示已暂停，剩余6个工作日。\n答复责任人：张伟"
    )
    assert [talk.last(who).text for who in (OFFICIAL, VERIFIER, LEADER)] == [letter] * 3
    assert [talk.labels(who) for who in (OFFICIAL, VERIFIER, LEADER)] == [["答复异议"], [], []]


def test_while_it_is_not_decided_nothing_is_struck_off(talk: Dialogue) -> None:
    talk.says(OFFICE, "/review")
    objected(talk)
    talk.now += timedelta(days=14)
    with writing(talk.engine) as tx:
        assert public_notices.run(tx, talk.city, talk.now) == 0
    talk.press_data(OFFICE, "cv:1:strike")
    assert talk.toast == "任务 1 的公示异议尚未处理完毕，请查看 /objection"
    assert state(talk, 1) is State.ON_NOTICE


@pytest.mark.begins(after=[objected])
def test_answered_and_dismissed_the_notice_goes_on_for_the_days_that_were_left(
    talk: Dialogue,
) -> None:
    talk.now += timedelta(days=2)
    assert talk.presses(OFFICIAL, "答复异议") == (
        f"任务 1 的异议：{WORDS}\n请发送答复，可附照片或文件。"
    )
    assert talk.sends(OFFICIAL, "地基.jpg", "地基11月20日已清运，见照片") == "答复已转达。"
    assert talk.last(VERIFIER).text == (
        f"任务 1 1号别墅群拆除 收到异议\n{WORDS}\n张伟答复：地基11月20日已清运，见照片"
    )
    assert talk.labels(VERIFIER) == ["不成立", "成立，退回整改"]
    assert talk.presses(VERIFIER, "不成立") == (
        "任务 1 1号别墅群拆除 的异议经核实不成立（王强）。\n公示恢复，至2026年12月9日（周三）止。"
    )
    assert talk.last(OFFICIAL).text == talk.last(OFFICE).text == talk.last(VERIFIER).text
    talk.press_data(OFFICE, "cv:1:strike")
    assert talk.toast == "公示期至2026年12月9日（周三）。"


@pytest.mark.begins(after=[objected])
def test_upheld_it_goes_back_to_the_owner_for_the_objections_words(talk: Dialogue) -> None:
    talk.says(OFFICE, "/review")
    assert talk.presses(OFFICE, "成立，退回整改") == f"已退回：1 1号别墅群拆除。赵静：{WORDS}"
    assert state(talk, 1) is State.UNDER_WAY
    assert talk.last(OFFICIAL).text == f"已退回：1 1号别墅群拆除。赵静：{WORDS}"
    assert talk.says(OFFICE, "/objection") == "请按“/objection 编号 异议内容”发送。"


@pytest.mark.begins(after=[objected])
def test_of_two_the_first_dismissed_leaves_the_clock_stopped(talk: Dialogue) -> None:
    talk.now += timedelta(days=1)
    assert talk.says(OFFICE, "/objection 1 围墙还在").splitlines()[1] == (
        "公示已暂停，剩余6个工作日。"
    )
    talk.press_data(VERIFIER, "ob:1:dismiss")
    assert talk.last(OFFICE).text == (
        "任务 1 1号别墅群拆除 的异议经核实不成立（王强）。\n另有异议尚未处理完毕，公示继续暂停。"
    )
    talk.press_data(VERIFIER, "ob:2:dismiss")
    assert talk.last(OFFICE).text.splitlines()[1] == "公示恢复，至2026年12月8日（周二）止。"


def test_without_words_they_are_asked_for_and_may_be_forwarded(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/objection 1") == (
        "请发送或转发对任务 1 1号别墅群拆除 的异议内容；发送 /cancel 取消。"
    )
    assert talk.sends(OFFICE, "来信.jpg") == (
        "请发送或转发对任务 1 1号别墅群拆除 的异议内容；发送 /cancel 取消。\n\n"
        "附件已存为任务 1 的佐证材料。"
    )
    heard = talk.says(OFFICE, "3号污水处理厂旁边为什么还有20栋没拆？")
    assert heard.startswith("已登记对任务 1 1号别墅群拆除 的异议。")


def test_a_question_about_it_can_be_dropped(talk: Dialogue) -> None:
    talk.says(OFFICE, "/objection 1")
    talk.says(OFFICE, "取消")
    assert talk.says(OFFICE, "/objection") == "请按“/objection 编号 异议内容”发送。"


def test_told_in_words_it_stands_on_a_card_first(talk: Dialogue) -> None:
    words = "群众对1号别墅群提出异议，称地基未清"
    assert talk.says(OFFICE, words) == (
        f"任务 1 1号别墅群拆除 的异议：{words}\n是否登记？登记后公示暂停，直至作出决定。"
    )
    assert talk.says(OFFICE, "/objection") == "请按“/objection 编号 异议内容”发送。"
    talk.says(OFFICE, words)
    heard = talk.presses(OFFICE, "登记异议")
    assert heard.startswith("已登记对任务 1 1号别墅群拆除 的异议。")
    assert talk.says(OFFICE, "/objection") == (
        "尚未处理完毕的异议：\n1 1号别墅群拆除：待答复\n请按“/objection 编号 异议内容”发送。"
    )


def test_after_it_was_struck_off_the_item_can_be_reopened(talk: Dialogue) -> None:
    closed(talk)
    assert talk.says(OFFICE, f"/objection 1 {WORDS}").splitlines()[1] == (
        "该任务已销号，经核实可重新整改。"
    )
    talk.says(OFFICE, "/review")
    assert talk.labels(OFFICE) == ["不成立", "重新整改"]
    assert talk.presses(OFFICE, "重新整改") == f"已重新整改：1 1号别墅群拆除。赵静：{WORDS}"
    assert state(talk, 1) is State.UNDER_WAY


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/objection", "请按“/objection 编号 异议内容”发送。"),
        ("/objection 99 没拆", "未找到与“99”相关的任务。"),
        ("/objection 2 管网没通", "任务 2、市9 整改中，公示期间或销号之后方可登记异议。"),
    ],
)
def test_what_cannot_be_entered_is_said_in_one_sentence(
    talk: Dialogue, said: str, heard: str
) -> None:
    if "2 管网" in said:
        talk.says(OFFICIAL, "2号管网建设5公里")
        talk.presses(OFFICIAL, "确认")
    assert talk.says(OFFICE, said) == heard


@pytest.mark.parametrize("who", [OFFICIAL, LEADER, VERIFIER, OTHER])
def test_for_others_the_command_does_not_exist(talk: Dialogue, who: int) -> None:
    assert talk.says(who, f"/objection 1 {WORDS}") == "没有命令 /objection，请查看 /help"
    assert talk.says(OUTSIDER, f"/objection 1 {WORDS}") != ""
    assert talk.says(OFFICE, "/objection") == "请按“/objection 编号 异议内容”发送。"


@pytest.mark.parametrize("who", [OFFICIAL, LEADER, OTHER])
@pytest.mark.parametrize("word", ["dismiss", "uphold"])
@pytest.mark.begins(after=[objected])
def test_neither_the_owner_nor_others_decide(talk: Dialogue, who: int, word: str) -> None:
    talk.press_data(who, f"ob:1:{word}")
    assert talk.toast == ("此按钮已失效。" if who == OTHER else "此事项不由您办理。")
    assert state(talk, 1) is State.ON_NOTICE


@pytest.mark.parametrize("word", ["dismiss", "uphold"])
def test_the_head_of_the_applicants_unit_does_not_decide(talk: Dialogue, word: str) -> None:
    """Of two who verify for a unit, one heads the applicant's."""
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.id == 1).values(unit_id=3))
        head = {"unit_id": 3, "roles": "验收人、单位负责人"}
        tx.execute(update(persons).where(persons.c.id == 5).values(**head))
    objected(talk)
    assert talk.says(OTHER, "/review") == "没有待您审核的事项。"
    talk.press_data(OTHER, f"ob:1:{word}")
    assert (talk.toast, state(talk, 1)) == ("此事项不由您办理。", State.ON_NOTICE)
    assert talk.says(VERIFIER, "/review") != "没有待您审核的事项。"


@pytest.mark.begins(after=[objected])
def test_the_second_of_two_is_told_who_was_first(talk: Dialogue) -> None:
    talk.press_data(VERIFIER, "ob:1:dismiss")
    talk.press_data(OFFICE, "ob:1:uphold")
    assert talk.toast == "此事项已由王强作出决定。"
    talk.press_data(OFFICIAL, "ob:1:answer")
    assert talk.toast == "此事项已由王强作出决定。"
    assert state(talk, 1) is State.ON_NOTICE


@pytest.mark.begins(after=[objected])
def test_the_ledger_can_be_held_against_its_journal(
    talk: Dialogue, engine: Engine, tmp_path: Path
) -> None:
    talk.presses(OFFICIAL, "答复异议")
    talk.says(OFFICIAL, "已清运")
    talk.presses(VERIFIER, "不成立")
    assert verified(engine, tmp_path) is None


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        (
            "公示期：2024年9月29日至10月9日，共10个工作日。",
            "公示时间2024年9月29日（周日）至2024年10月9日（周三），实为4个工作日。\n"
            "天数不足：10个工作日应至2024年10月16日（周三）止。",
        ),
        (
            "公示期为2024年11月15日—11月22日，共7天",
            "公示时间2024年11月15日（周五）至2024年11月22日（周五），实为8天。\n"
            "超过7天，7天应至2024年11月21日（周四）止。",
        ),
        (
            "公示：2025年1月21日至2025年2月8日，十个工作日",
            "公示时间2025年1月21日（周二）至2025年2月8日（周六），实为10个工作日。\n天数符合要求。",
        ),
        (
            "公示：2025年3月3日至3月7日，5个工作日",
            "公示时间2025年3月3日（周一）至2025年3月7日（周五），实为5个工作日。\n天数符合要求。\n"
            "本市规定的公示期为10个工作日。",
        ),
    ],
)
def test_a_pasted_notice_is_checked(talk: Dialogue, words: str, heard: str) -> None:
    assert talk.says(OFFICE, words) == heard
