"""Where a message may be a question or a report, its writer says which it is."""

import pytest

from rules.language.matching import IndexEntry, ItemIndex
from rules.language.reading import read
from rules.policy.calendar import WorkCalendar
from tests.support.dialogue import Dialogue
from tests.support.small_city import LEADER, MORNING, OFFICIAL

ITEMS = ItemIndex.build([IndexEntry("1", ("1",), "1号别墅群拆除", "青山县", measure="栋")])
EITHER = next(
    text
    for text in (
        "1号别墅群动工没",
        "1号别墅群谁在施工",
        "1号别墅群拆除方案批了没",
        "1号别墅群上周进场没",
        "1号别墅群还拆不拆",
        "1号别墅群复工没",
        "1号别墅群拆了没",
        "1号别墅群开拆没",
        "1号别墅群施工队进没进场",
    )
    if read(text, now=MORNING, calendar=WorkCalendar.china(), index=ITEMS).instead is not None
)
"""The first that the weights of the day are in doubt about."""
ASKED = "请选择：这是查询，还是报送进展？"


def test_an_official_is_asked(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, EITHER) == ASKED
    assert sorted(talk.labels(OFFICIAL)) == ["查询", "记为进展"]


def test_a_question_is_answered(talk: Dialogue) -> None:
    talk.says(OFFICIAL, EITHER)
    assert "1号别墅群拆除" in talk.presses(OFFICIAL, "查询")
    assert "确认" not in talk.labels(OFFICIAL)


def test_a_report_gets_its_card(talk: Dialogue) -> None:
    talk.says(OFFICIAL, EITHER)
    talk.presses(OFFICIAL, "记为进展")
    assert "确认" in talk.labels(OFFICIAL)


def test_it_is_taken_once(talk: Dialogue) -> None:
    talk.says(OFFICIAL, EITHER)
    data, number = talk.last(OFFICIAL).buttons["记为进展"], talk.last_number(OFFICIAL)
    talk.press_data(OFFICIAL, data, number)
    talk.press_data(OFFICIAL, data, number)
    assert talk.toast == "此按钮已失效。"


@pytest.mark.parametrize("words", ["1号别墅群拆除进度", "1号别墅群拆了12栋", "1号谁报的"])
def test_where_there_is_no_doubt_nobody_is_asked(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words) != ASKED


def test_a_leader_only_asks(talk: Dialogue) -> None:
    assert talk.says(LEADER, EITHER) != ASKED
