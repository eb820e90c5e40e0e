"""Plain questions about others: somebody's items, a light, who is silent, what of it is overdue."""

import pytest

from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, OFFICE, OFFICIAL, OTHER


def heading_and_codes(heard: str) -> list[str]:
    heading, *items = heard.split("\n\n")
    return [heading, *(item.split("｜")[0].strip("🔵🟡🔴") for item in items)]


def test_the_items_of_somebody(talk: Dialogue) -> None:
    heard = talk.says(LEADER, "张伟手上还有几项")
    assert heading_and_codes(heard) == ["张伟的任务：3 项（未销号）", "4", "1", "2、市9"]


def test_of_somebody_elses_items_one_sees_what_he_may_see(talk: Dialogue) -> None:
    assert talk.says(OTHER, "张伟手上还有几项") == "台账中没有“张伟”的数据。"


@pytest.mark.parametrize("words", ["哪些亮红灯", "红灯有哪些", "红牌还有几项"])
def test_the_items_of_a_light(talk: Dialogue, words: str) -> None:
    assert heading_and_codes(talk.says(LEADER, words)) == ["亮红灯的任务：2 项", "3", "4"]


def test_what_is_overdue_of_a_category(talk: Dialogue) -> None:
    heard = talk.says(LEADER, "/overdue 水环境")
    assert heading_and_codes(heard) == ["水环境基础设施｜逾期任务：2 项", "3", "4"]


def test_who_has_not_answered(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "谁还没回复") == (
        "11月18日至11月24日未发出提醒，无法判断是否已回复。\n"
        "\n"
        "此期间未提醒（2人）：\n"
        "青山县 张伟、白水县 刘洋"
    )
    assert talk.says(OFFICIAL, "谁还没回复") == "只有整改办和市领导可以查看送达和答复情况。"


def test_by_the_owners_name(talk: Dialogue) -> None:
    assert heading_and_codes(talk.says(LEADER, "/search 刘洋")) == ["“刘洋”相关任务：1 项", "3"]
