"""Second thoughts: edits, corrections, another item, cancelling, and files that come late."""

from datetime import timedelta
from decimal import Decimal

import pytest

from storage.db.engine import reading
from storage.ledger import item_store
from storage.reporting import evidence, reports
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL

SENTENCE = "1号别墅群已拆除12栋，还剩33栋"


def done(talk: Dialogue, item: int = 1) -> Decimal | None:
    with reading(talk.engine) as tx:
        return item_store.by_id(tx, item).done


def count(talk: Dialogue, item: int = 1) -> int:
    with reading(talk.engine) as tx:
        return len(reports.of_item(tx, item))


def line(heard: str, name: str) -> str:
    return next(row for row in heard.splitlines() if row.startswith(name))


def test_editing_the_message_changes_the_open_card(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE, message=50)
    heard = talk.says(OFFICIAL, "1号别墅群已拆除13栋，还剩32栋", message=50, edited=True)
    assert line(heard, "已完成") == "已完成：13 栋 / 45 栋"
    talk.presses(OFFICIAL, "确认")
    assert (done(talk), count(talk)) == (Decimal(13), 1)


def test_editing_a_confirmed_message_makes_a_correction_and_keeps_both(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE, message=50)
    talk.presses(OFFICIAL, "确认")
    heard = talk.says(OFFICIAL, "1号别墅群已拆除11栋，还剩34栋", message=50, edited=True)
    assert heard.splitlines()[0] == "对回执 20261124-00001 的更正，请您核对："
    assert (done(talk), count(talk)) == (Decimal(12), 1)
    talk.presses(OFFICIAL, "确认")
    assert (done(talk), count(talk)) == (Decimal(11), 2)


def test_said_wrongly_and_put_right_in_words(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    talk.presses(OFFICIAL, "确认")
    heard = talk.says(OFFICIAL, "刚才写错了，应该是21栋")
    assert heard.splitlines()[0] == "对回执 20261124-00001 的更正，请您核对："
    talk.presses(OFFICIAL, "确认")
    assert (done(talk), count(talk)) == (Decimal(21), 2)


def test_a_figure_that_falls_is_asked_about(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    talk.presses(OFFICIAL, "确认")
    heard = talk.says(OFFICIAL, "1号别墅群已拆除10栋")
    assert line(heard, "请留意") == "请留意：上次报告已完成 12 栋，本次为 10 栋。"


def test_a_total_that_contradicts_the_ledger_is_asked_about(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "1号别墅群共46栋，已拆除12栋")
    assert line(heard, "请留意") == "请留意：台账总量为 45 栋，本次所写为 46 栋。"


def test_another_item_is_chosen_by_button(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    talk.presses(OFFICIAL, "换一项")
    assert "4 建筑工地扬尘治理" in talk.labels(OFFICIAL)
    heard = talk.presses(OFFICIAL, "4 建筑工地扬尘治理")
    assert line(heard, "任务") == "任务：4 建筑工地扬尘治理"
    talk.presses(OFFICIAL, "确认")
    assert (count(talk, 1), count(talk, 4)) == (0, 1)


def test_when_no_item_is_named_it_asks_and_guesses_nothing(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "今天又拆了3栋，进展顺利")
    assert heard.splitlines()[0] in (
        "请您选择本次进展对应的任务：",
        "未能判断对应哪项任务，请您选择，或按“/report 编号 内容”发送。",
    )
    assert talk.labels(OFFICIAL)[-1] == "取消"
    assert count(talk) == 0


def test_cancelled_by_button(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    assert talk.presses(OFFICIAL, "取消") == "已取消，未记入台账。"
    assert count(talk) == 0


@pytest.mark.parametrize("words", ["/cancel", "算了，不报了"])
def test_cancelled_in_words(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, SENTENCE)
    assert talk.says(OFFICIAL, words) == "已取消，未记入台账。"
    assert count(talk) == 0


def test_changed_by_writing_it_again(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    assert talk.presses(OFFICIAL, "修改") == "请您重新发送修改后的内容，或发送 /cancel 取消。"
    heard = talk.says(OFFICIAL, "已拆除14栋，还剩31栋")
    assert line(heard, "已完成") == "已完成：14 栋 / 45 栋"
    talk.presses(OFFICIAL, "确认")
    assert (done(talk), count(talk)) == (Decimal(14), 1)


def test_a_card_is_confirmed_after_a_weekend_but_not_a_week_later(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    talk.now += timedelta(days=7)
    assert talk.presses(OFFICIAL, "确认") == ""
    assert (talk.toast, count(talk)) == ("此卡片已过期，请您重新发送进展。", 0)
    talk.says(OFFICIAL, SENTENCE)
    talk.now += timedelta(days=3)
    talk.presses(OFFICIAL, "确认")
    assert count(talk) == 1


def test_an_acknowledgement_is_no_report(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "收到") == "已知悉。如有进展，请直接在此发送。"
    assert count(talk) == 0


def test_a_file_with_words_is_a_report_with_evidence(talk: Dialogue) -> None:
    heard = talk.sends(OFFICIAL, "现场.jpg", SENTENCE)
    assert line(heard, "佐证材料") == "佐证材料：1 份"
    talk.presses(OFFICIAL, "确认")
    with reading(talk.engine) as tx:
        assert [row.name for row in evidence.of_item(tx, 1)] == ["现场.jpg"]


def test_a_bare_file_joins_the_open_card(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    assert line(talk.sends(OFFICIAL, "现场.jpg"), "佐证材料") == "佐证材料：1 份"


def test_but_not_a_card_of_yesterday(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    talk.now += timedelta(days=1)
    assert line(talk.sends(OFFICIAL, "现场.jpg"), "未能判断") == (
        "未能判断对应哪项任务，请您选择，或按“/report 编号 内容”发送。"
    )


def test_the_pictures_of_an_album_are_one_report(talk: Dialogue) -> None:
    talk.sends(OFFICIAL, "1.jpg", SENTENCE, album="a")
    talk.sends(OFFICIAL, "2.jpg", album="a")
    talk.presses(OFFICIAL, "确认")
    talk.sends(OFFICIAL, "3.jpg", album="a")
    with reading(talk.engine) as tx:
        assert [row.name for row in evidence.of_item(tx, 1)] == ["1.jpg", "2.jpg", "3.jpg"]


def test_several_items_in_one_message_become_several_cards(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "1. 1号别墅群已拆除12栋\n2. 云溪河雨污分流管网已完成5公里")
    assert [row for row in heard.splitlines() if row.startswith("任务")] == [
        "任务：1 1号别墅群拆除",
        "任务：2、市9 云溪河雨污分流管网建设",
    ]


def test_the_message_replied_to_says_which_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/item 4")
    heard = talk.says(OFFICIAL, "已完成60%", reply_to=talk.last_number(OFFICIAL))
    assert line(heard, "任务") == "任务：4 建筑工地扬尘治理"


def test_a_receipt_can_be_looked_up(talk: Dialogue) -> None:
    talk.says(OFFICIAL, SENTENCE)
    talk.presses(OFFICIAL, "确认")
    assert talk.says(OFFICIAL, "/receipt 20261124-00001") == (
        "回执号：20261124-00001\n"
        "任务：1 1号别墅群拆除\n"
        "报告人：青山县 张伟\n"
        "时间：2026-11-24 09:00\n"
        "原文：1号别墅群已拆除12栋，还剩33栋\n"
        "已完成：12 栋\n"
        "剩余：33 栋\n"
        "完成比例：26.67%"
    )


def test_english_for_whoever_wants_it(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/language")
    talk.presses(OFFICIAL, "English")
    heard = talk.says(OFFICIAL, SENTENCE)
    assert heard.splitlines()[:3] == [
        "Please check what was understood:",
        "Item: 1 1号别墅群拆除",
        "Done: 12 栋 of 45 栋",
    ]
    assert talk.labels(OFFICIAL) == ["Confirm", "Another item", "Change", "Cancel"]


STANDS = (
    "任务 1 的报告（回执 20261124-00001）已记入台账，不能撤销。"
    "如内容有误，请您直接发送正确内容，例如：更正，已完成21栋。"
)


@pytest.mark.parametrize("words", ["刚才报的作废", "撤销上一条", "delete my last report"])
def test_a_recorded_report_is_not_taken_back(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, "4号正在编制方案")
    talk.says(OFFICIAL, SENTENCE)
    talk.presses(OFFICIAL, "确认")
    assert talk.says(OFFICIAL, words) == STANDS
    assert talk.says(OFFICIAL, "取消") == "已取消，未记入台账。"
    assert (done(talk), count(talk), count(talk, 4)) == (Decimal(12), 1, 0)


@pytest.mark.parametrize("words", ["刚才报错了", "数据有误", "刚才写错了，不好意思"])
def test_who_says_that_it_was_wrong_is_asked_what_is_right(talk: Dialogue, words: str) -> None:
    talk.says(OFFICIAL, SENTENCE)
    talk.presses(OFFICIAL, "确认")
    assert talk.says(OFFICIAL, words) == "请您直接发送正确内容，例如：更正，已完成21栋。"
    talk.says(OFFICIAL, "更正，已完成21栋")
    talk.presses(OFFICIAL, "确认")
    assert (done(talk), count(talk)) == (Decimal(21), 2)
