"""A later deadline asked for in plain words, when they do not say of which item."""

import pytest

from bot.telegram.addresses import telegram_chat
from storage.db.engine import reading, writing
from storage.follow_up import extensions
from storage.people import people
from tests.support.dialogue import Dialogue
from tests.support.small_city import MORNING, OFFICIAL, OUTSIDER

HEAD = 106

WISH = "连续下雨，想申请延期到12月21日"


def waiting(talk: Dialogue, item: int) -> bool:
    with reading(talk.engine) as tx:
        return extensions.waiting_for(tx, item) is not None


def test_his_items_are_offered_and_the_words_are_kept(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, WISH) == "请您选择申请延期的任务："
    talk.presses(OFFICIAL, "1 1号别墅群拆除")
    assert talk.presses(OFFICIAL, "确认") == (
        "延期申请已提交整改办，审批结果将告知您。\n"
        "任务：1 1号别墅群拆除\n"
        "新时限：2026年12月21日（周一）\n"
        "理由：连续下雨"
    )
    assert waiting(talk, 1)


def test_long_reasons_are_kept_whole(talk: Dialogue) -> None:
    reason = "连续下雨" + "，管线迁改方案尚未批复" * 40
    talk.says(OFFICIAL, f"{reason}，想申请延期到12月21日")
    heard = talk.presses(OFFICIAL, "1 1号别墅群拆除")
    assert heard.splitlines()[-1] == f"理由：{reason}"


def test_nobody_elses_item_can_be_chosen(talk: Dialogue) -> None:
    talk.says(OFFICIAL, WISH)
    talk.press_data(OFFICIAL, "xi:3", message=talk.last_number(OFFICIAL))
    assert talk.toast == "此按钮已失效。"
    assert not waiting(talk, 3)


def test_a_button_of_another_message_means_nothing(talk: Dialogue) -> None:
    talk.press_data(OFFICIAL, "xi:1")
    assert talk.toast == "此按钮已失效。"
    assert talk.press_data(OUTSIDER, "xi:1") == ""


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-01 下雨", "2026年11月1日（周日）"),
        ("11月5日 下雨", "2026年11月5日（周四）"),
        ("昨天 下雨", "2026年11月23日（周一）"),
    ],
)
def test_a_day_that_is_past_is_refused_by_name(talk: Dialogue, words: str, day: str) -> None:
    assert talk.says(OFFICIAL, f"/extend 1 {words}") == (
        f"新时限{day}不晚于现时限2026年11月30日（周一），请您重新填写。"
    )
    assert not waiting(talk, 1)


def test_a_far_day_without_its_year_is_asked_about(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/extend 1 连续下雨，延期到8月5日") == (
        "新时限将为2027年8月5日（周四）。如确为此日，请您写明年份；否则请重新填写。"
    )
    assert not waiting(talk, 1)
    talk.hands_in(OFFICIAL, "12月21日")
    assert waiting(talk, 1)


def test_a_day_in_the_reason_is_not_the_one_wished_for(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "/extend 1 因为11月5日以来连续下雨") == (
        "请您写明新的完成时限（具体日期）。"
    )


def test_the_day_offered_for_one_item_is_not_taken_for_another(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1 12月5日 连续下雨")
    talk.says(OFFICIAL, "/extend 2 12月5日 管材未到")
    talk.press_data(OFFICIAL, "xd:1")
    assert talk.toast == "此按钮已失效。"
    assert not waiting(talk, 1)
    assert not waiting(talk, 2)


def test_a_day_that_was_not_offered_is_not_taken(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1 12月5日 连续下雨")
    talk.says(OFFICIAL, "/extend 1")
    talk.presses(OFFICIAL, "改为12月7日（周一）")
    assert talk.toast == "此按钮已失效。"
    assert not waiting(talk, 1)


def test_a_request_handed_in_meanwhile_is_not_doubled(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/extend 1 12月5日 连续下雨")
    with writing(talk.engine) as tx:
        people.bind(tx, 6, telegram_chat(HEAD), MORNING)
    talk.hands_in(HEAD, "/extend 1 12月21日 连续下雨")
    talk.presses(OFFICIAL, "改为12月7日（周一）")
    assert talk.toast == "任务 1 已有一项延期申请正在审批，请等待结果。"
