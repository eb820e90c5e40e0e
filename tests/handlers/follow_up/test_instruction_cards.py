"""Plain words that urge others are an instruction from a leader or the office, never a report."""

import pytest

from rules.policy.requests import RequestKind
from storage.db.engine import reading
from storage.follow_up import requests
from tests.support.dialogue import Dialogue
from tests.support.facts import facts_of
from tests.support.small_city import LEADER, OFFICE, OFFICIAL

DUE = "答复时限：2026年11月27日（周五）"
CARD = "批示（尚未下达）\n任务：1 1号别墅群拆除\n责任人：青山县 张伟\n批示："


def given(talk: Dialogue) -> list[str]:
    with reading(talk.engine) as tx:
        return [each.words for each in requests.unanswered(tx, RequestKind.INSTRUCTION)]


def test_an_instruction_is_shown_with_its_day_and_given_by_a_button(talk: Dialogue) -> None:
    heard = talk.says(LEADER, "请1号抓紧，周五前报方案")
    assert heard == f"{CARD}请1号抓紧，周五前报方案\n{DUE}"
    assert talk.labels(LEADER) == ["下达批示", "取消"]
    assert given(talk) == []
    assert talk.presses(LEADER, "下达批示") == (
        f"您对任务 1 的批示已转张伟，收到答复后即告知您。\n{DUE}"
    )
    assert given(talk) == ["请1号抓紧，周五前报方案"]
    assert talk.last(OFFICIAL).text == (
        "李敏（副市长）批示\n任务：1 1号别墅群拆除\n请1号抓紧，周五前报方案\n答复时限：2026年11月27日（周五）"
    )


def test_without_a_day_the_citys_own_is_shown(talk: Dialogue) -> None:
    assert talk.says(LEADER, "请1号抓紧") == f"{CARD}请1号抓紧\n{DUE}"
    talk.presses(LEADER, "下达批示")
    assert given(talk) == ["请1号抓紧"]


def test_it_is_given_once(talk: Dialogue) -> None:
    talk.says(LEADER, "请1号抓紧")
    data, card = talk.last(LEADER).buttons["下达批示"], talk.last_number(LEADER)
    talk.press_data(LEADER, data, card)
    talk.press_data(LEADER, data, card)
    assert talk.toast == "此按钮已失效。"
    assert given(talk) == ["请1号抓紧"]


def test_it_may_be_dropped(talk: Dialogue) -> None:
    talk.says(LEADER, "请1号抓紧")
    assert talk.presses(LEADER, "取消") == "已取消，未下达批示。"
    assert given(talk) == []


def test_the_office_is_offered_both(talk: Dialogue) -> None:
    talk.says(OFFICE, "1号别墅群务必月底前拆完")
    assert talk.labels(OFFICE) == ["下达批示", "记为进展", "取消"]
    talk.presses(OFFICE, "记为进展")
    assert talk.labels(OFFICE)[:1] == ["确认"]
    assert given(talk) == []


@pytest.mark.parametrize(
    "words",
    [
        "1号别墅群拆除务必于11月30日前完成",
        "请青山县抓紧1号别墅群拆除，周五前报方案",
        "1号别墅群要抓紧",
        "1号别墅群进度太慢，请抓紧",
        "周五前给我报1号别墅群的方案",
        "把1号别墅群的拆除方案周五前报我",
        "1号别墅群不能再拖了，月底前必须拆完",
        "请张伟同志亲自抓1号别墅群，下周一前见成效",
        "1号别墅群限期拆除，结果报我",
        "责成青山县三日内拿出1号别墅群的整改措施",
        "1号别墅群要倒排工期，挂图作战",
        "Please speed up item 1",
    ],
)
@pytest.mark.parametrize("who", [LEADER, OFFICE])
def test_whoever_may_instruct_is_offered_it(talk: Dialogue, who: int, words: str) -> None:
    assert talk.says(who, words).startswith(f"{CARD}{words}")


@pytest.mark.parametrize(
    "words",
    [
        "1号别墅群务必月底前拆完",
        "1号别墅群要抓紧，月底前必须拆完",
        "请市里抓紧协调1号别墅群的资金",
        "1号别墅群抓紧施工中，已拆12栋",
    ],
)
def test_an_owner_reports(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, words)
    assert talk.labels(OFFICIAL)[:1] == ["确认"]


def test_an_item_that_is_not_sure_is_asked_about(talk: Dialogue) -> None:
    assert talk.says(LEADER, "请抓紧落实") == (
        "未能确定批示所指的任务。请发送 /instruct 加任务编号和批示内容，或直接回复该任务的消息。"
    )


def test_what_is_recorded_tells_who_gave_it(talk: Dialogue) -> None:
    talk.says(OFFICE, "请1号抓紧")
    talk.presses(OFFICE, "下达批示")
    with reading(talk.engine) as tx:
        assert [(row.fact, row.person_id) for row in facts_of(tx, 1)] == [("Instructed", 3)]
