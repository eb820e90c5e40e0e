"""Commands without a number offer one's own items, and a number after a list means its item."""

import pytest

from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER, VERIFIER

CLOSING = {
    "/report": ("报送哪一项任务的进展？", "任务 2、市9：请您报告目前"),
    "/extend": ("为哪一项任务申请延期？", "任务：2、市9 云溪河雨污分流管网建设"),
    "/blocker": ("哪一项任务需要协调？", "任务：2、市9 云溪河"),
    "/close": ("为哪一项任务申请销号？", "任务 2、市9"),
    "/item": ("查看哪一项任务？", "2、市9｜云溪河雨污分流管网建设"),
}
OWN = ["4｜建筑工地扬尘治理", "1｜1号别墅群拆除", "2｜云溪河雨污分流管网建设"]


@pytest.mark.parametrize("command", CLOSING)
def test_own_items_are_offered_and_lead_on(talk: Dialogue, command: str) -> None:
    question, leads_on_to = CLOSING[command]
    asked = f"{question}请选择，或直接输入任务编号。"
    assert (talk.says(OFFICIAL, command), talk.labels(OFFICIAL)) == (asked, OWN)
    chosen = talk.presses(OFFICIAL, OWN[2])
    talk.says(OFFICIAL, "/cancel")
    talk.says(OFFICIAL, command)
    assert (talk.says(OFFICIAL, "2"), chosen[: len(leads_on_to)]) == (chosen, leads_on_to)


def test_what_follows_the_choice_is_a_card_of_that_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/report")
    talk.says(OFFICIAL, "2")
    shown = talk.says(OFFICIAL, "已完成3公里，12月20日前全部完成")
    assert shown.splitlines()[1:3] == [
        "任务：2、市9 云溪河雨污分流管网建设",
        "已完成：3 公里 / 23.5 公里",
    ]


def test_a_number_after_a_list_is_the_item_of_that_number(talk: Dialogue) -> None:
    for number in ("4", "第4项"):
        talk.says(OFFICIAL, "/my")
        assert talk.says(OFFICIAL, number).splitlines()[0] == "4｜建筑工地扬尘治理"
    talk.says(OFFICIAL, "/my")
    assert talk.says(OFFICIAL, "3") == "未找到与“3”相关的任务。"


def test_who_has_none_reads_how_it_is_written(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/extend") == "请发送 /extend 加您的任务编号。"
    assert talk.says(VERIFIER, "/close") == "请按“/close 编号”发送，编号见 /my。"


def test_nobody_begins_with_what_is_not_theirs(talk: Dialogue) -> None:
    for who, data in ((OTHER, "it:report:1"), (OTHER, "it:item:1"), (LEADER, "it:extend:1")):
        assert (talk.press_data(who, data), talk.toast != "") == ("", True)


def test_a_report_of_all_of_it_offers_closing(talk: Dialogue) -> None:
    talk.hands_in(OFFICIAL, "1号别墅群已拆除45栋")
    assert talk.labels(OFFICIAL) == ["申请销号"]
    talk.hands_in(OFFICIAL, "云溪河管网已完成3公里")
    assert talk.labels(OFFICIAL) == []


def test_a_card_is_short_and_offers_what_its_reader_may_do(talk: Dialogue) -> None:
    shown = talk.says(OFFICIAL, "/item 1").split("更多：")[0]
    assert sum(-(-len(line) // 20) for line in shown.splitlines()) <= 12
    assert talk.presses(OFFICIAL, "需协调").startswith("任务：1 1号别墅群拆除")
    talk.says(LEADER, "/item 1")
    assert talk.labels(LEADER) == ["进度图"]
    talk.says(OFFICIAL, "/cancel")
    talk.says(OFFICIAL, "/item 1")
    assert talk.says(OFFICIAL, "20").splitlines()[2] == "已完成：20 栋 / 45 栋"
