"""Messages edited afterwards, in the forms a report may have had."""

import pytest

from storage.db.engine import reading
from storage.reporting import evidence, reports
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL


def lines(heard: str, *names: str) -> list[str]:
    return [row for row in heard.splitlines() if row.startswith(names)]


def written(talk: Dialogue, item: int) -> list[str]:
    with reading(talk.engine) as tx:
        return [row.words for row in reports.of_item(tx, item)]


def test_a_report_by_command_is_edited_with_its_command(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/report 1 已拆除12栋", message=50)
    heard = talk.says(OFFICIAL, "/report 1 已拆除13栋", message=50, edited=True)
    assert lines(heard, "任务", "已完成") == ["任务：1 1号别墅群拆除", "已完成：13 栋 / 45 栋"]
    talk.presses(OFFICIAL, "确认")
    assert written(talk, 1) == ["已拆除13栋"]


def test_the_words_written_after_changing_can_be_edited_too(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋", message=50)
    talk.presses(OFFICIAL, "修改")
    talk.says(OFFICIAL, "已拆除14栋", message=53)
    heard = talk.says(OFFICIAL, "已拆除15栋", message=53, edited=True)
    assert lines(heard, "已完成") == ["已完成：15 栋 / 45 栋"]
    talk.presses(OFFICIAL, "确认")
    assert written(talk, 1) == ["已拆除15栋"]


def test_each_card_of_several_items_follows_its_own_part_and_keeps_its_files(
    talk: Dialogue,
) -> None:
    talk.sends(
        OFFICIAL, "现场.jpg", "1. 1号别墅群已拆除12栋\n2. 云溪河雨污分流管网已完成5公里", message=50
    )
    heard = talk.says(
        OFFICIAL,
        "1. 1号别墅群已拆除13栋\n2. 云溪河雨污分流管网已完成6公里",
        message=50,
        edited=True,
    )
    assert lines(heard, "原消息", "任务", "已完成", "佐证") == [
        "任务：1 1号别墅群拆除",
        "已完成：13 栋 / 45 栋",
        "佐证材料：1 份",
        "任务：2、市9 云溪河雨污分流管网建设",
        "已完成：6 公里 / 23.5 公里",
    ]
    talk.press_data(OFFICIAL, "d:1:ok")
    talk.press_data(OFFICIAL, "d:2:ok")
    assert (written(talk, 1), written(talk, 2)) == (
        ["1. 1号别墅群已拆除13栋"],
        ["2. 云溪河雨污分流管网已完成6公里"],
    )
    with reading(talk.engine) as tx:
        assert [row.name for row in evidence.of_item(tx, 1)] == ["现场.jpg"]


BOTH = "1. 1号别墅群已拆除12栋\n2. 云溪河雨污分流管网已完成5公里"


def test_what_was_confirmed_is_corrected_and_what_was_not_changes(talk: Dialogue) -> None:
    talk.says(OFFICIAL, BOTH, message=50)
    talk.press_data(OFFICIAL, "d:1:ok")
    heard = talk.says(
        OFFICIAL, BOTH.replace("12栋", "13栋").replace("5", "6"), message=50, edited=True
    )
    assert lines(heard, "对回执", "任务", "已完成") == [
        "对回执 20261124-00001 的更正，请您核对：",
        "任务：1 1号别墅群拆除",
        "已完成：13 栋 / 45 栋",
        "任务：2、市9 云溪河雨污分流管网建设",
        "已完成：6 公里 / 23.5 公里",
    ]


def test_a_part_that_was_taken_out_takes_its_card_away(talk: Dialogue) -> None:
    talk.sends(OFFICIAL, "现场.jpg", BOTH, message=50)
    heard = talk.says(OFFICIAL, "云溪河雨污分流管网已完成5公里", message=50, edited=True)
    assert lines(heard, "原消息", "任务", "佐证") == [
        "任务：2、市9 云溪河雨污分流管网建设",
        "佐证材料：1 份",
        "原消息已修改，本卡片作废。",
    ]


def test_a_part_that_was_added_gets_its_own_card(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋", message=50)
    heard = talk.says(OFFICIAL, BOTH, message=50, edited=True)
    assert lines(heard, "任务", "已完成") == [
        "任务：1 1号别墅群拆除",
        "已完成：12 栋 / 45 栋",
        "任务：2、市9 云溪河雨污分流管网建设",
        "已完成：5 公里 / 23.5 公里",
    ]


def test_whoever_cancelled_a_card_and_then_edits_its_message_gets_another(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋", message=50)
    talk.presses(OFFICIAL, "取消")
    heard = talk.says(OFFICIAL, "1号别墅群已拆除13栋", message=50, edited=True)
    assert lines(heard, "任务", "已完成") == ["任务：1 1号别墅群拆除", "已完成：13 栋 / 45 栋"]
    talk.presses(OFFICIAL, "确认")
    assert written(talk, 1) == ["1号别墅群已拆除13栋"]


NOT_TAKEN = "原消息已按首次发送的内容处理，本次修改未生效；如需更改，请您重新发送。"


@pytest.mark.parametrize(
    ("asked", "first", "then"),
    [
        ("/extend 1", "延到12月10日，因连日降雨无法进场", "延到12月15日，因连日降雨无法进场"),
        ("/blocker 1", "请市住建局协调资金800万元", "请市住建局协调资金900万元"),
        ("/my", "/blocker 1 请市住建局协调", "/blocker 1 请市水务局协调"),
    ],
)
def test_what_went_to_others_does_not_change_with_its_message(
    talk: Dialogue, asked: str, first: str, then: str
) -> None:
    talk.says(OFFICIAL, asked)
    talk.hands_in(OFFICIAL, first, message=50)
    assert talk.says(OFFICIAL, then, message=50, edited=True) == NOT_TAKEN


@pytest.mark.parametrize("words", ["逾期有哪些", "收到", "/my"])
def test_an_edited_question_is_passed_over(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, "逾期", message=50)
    assert talk.says(OFFICIAL, words, message=50, edited=True) == ""
