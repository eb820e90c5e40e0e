"""Questions without an answer: what they may mean is offered, and the office reads what was asked."""

import pytest

from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER


@pytest.mark.parametrize(
    ("words", "choice", "meant"),
    [
        ("青云县还有几项没销号", "青山县", "青山县还有几项没销号"),
        ("青云县逾期的有哪些", "青山县", "青山县逾期的有哪些"),
        ("/overdue 青云县", "青山县", "/overdue 青山县"),
        ("/status 青云县", "青山县", "/status 青山县"),
        ("青云县半年能完成吗", "青山县", "青山县半年能完成吗"),
        ("青云县昨天谁报了", "青山县", "青山县昨天谁报了"),
    ],
)
def test_a_name_that_was_meant_is_a_button(
    talk: Dialogue, words: str, choice: str, meant: str
) -> None:
    assert talk.says(LEADER, words) == "台账中没有“青云县”的数据。"
    assert talk.labels(LEADER) == [f"是否指{choice}？"]
    heard = talk.presses(LEADER, f"是否指{choice}？")
    assert heard == talk.says(LEADER, meant)


def test_where_nothing_is_alike_no_name_is_offered(talk: Dialogue) -> None:
    assert talk.says(LEADER, "大气污染有几项") == "台账中没有“大气污染”的数据。"
    assert talk.labels(LEADER) == []


def test_what_another_may_not_see_is_not_offered(talk: Dialogue) -> None:
    assert talk.says(OTHER, "青云县有几项") == "台账中没有“青云县”的数据。"
    assert talk.labels(OTHER) == []


def test_somebody_elses_choice_is_not_taken(talk: Dialogue) -> None:
    talk.says(LEADER, "青云县还有几项没销号")
    talk.press_data(OTHER, "qs:1:0")
    assert talk.toast == "此列表已失效，请您重新查询。"


NOT_A_REPORT = "未能识别您的问题，未作报告记录；已记下供整改办查看。"


@pytest.mark.parametrize("words", ["明天检查组来怎么说", "今天天气怎么样", "谁来负责这个事"])
def test_a_leaders_question_is_never_taken_for_a_report(talk: Dialogue, words: str) -> None:
    assert talk.says(LEADER, words) == NOT_A_REPORT


def test_the_office_reads_what_leaders_asked_and_how_often(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/told 提问") == "领导的提问均已答复。"
    talk.says(LEADER, "专项债有几项")
    talk.says(LEADER, "明天检查组来怎么说")
    talk.says(LEADER, "专项债有几项")
    talk.says(OFFICIAL, "省级资金有几项")
    assert talk.says(OFFICE, "/told 提问").splitlines() == [
        "领导提问未能答复：2 个",
        "“专项债有几项”（2次）",
        "“明天检查组来怎么说”（1次）",
    ]
    assert "专项债" not in talk.says(LEADER, "/told 提问")
    assert "专项债" not in talk.says(OFFICIAL, "/told 提问")


def test_after_half_a_year_they_are_forgotten(talk: Dialogue) -> None:
    for words in ("专项债有几项", "省级资金有几项"):
        talk.says(LEADER, words)
    tick(talk, MORNING.replace(year=2027, month=6), "prune")
    assert talk.says(OFFICE, "/told 提问").splitlines() == [
        "领导提问未能答复：1 个",
        "“省级资金有几项”（1次）",
    ]
