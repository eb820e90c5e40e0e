"""Corrections: of which report they are, and what they leave of those that came later."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from storage import audit
from storage.db.engine import reading
from storage.ledger import item_store
from storage.reporting import reports
from tests.support.dialogue import Dialogue
from tests.support.small_city import OFFICIAL


def confirmed(talk: Dialogue, *said: str, message: int | None = None, edited: bool = False) -> str:
    """What the last card said; it and those before it were confirmed."""
    heard = ""
    for words in said:
        heard = talk.says(OFFICIAL, words, message=message, edited=edited)
        talk.presses(OFFICIAL, "确认")
    return heard


def done(talk: Dialogue, item: int = 1) -> Decimal | None:
    with reading(talk.engine) as tx:
        return item_store.by_id(tx, item).done


def stands(talk: Dialogue) -> tuple[Decimal | None, bool, date | None]:
    with reading(talk.engine) as tx:
        item = item_store.by_id(tx, 1)
        assert audit.first_mismatch(tx, Path()) is None
        return item.done, item.finished_on is not None, item.promised_on


def lines(heard: str, *names: str) -> list[str]:
    return [row for row in heard.splitlines() if row.startswith(names)]


def test_a_corrected_increment_counts_once(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋")
    confirmed(talk, "又拆了3栋", message=50)
    assert done(talk) == 15
    confirmed(talk, "又拆了5栋", message=50, edited=True)
    assert done(talk) == 17
    confirmed(talk, "刚才说错了，又拆了4栋")
    assert done(talk) == 16


def test_a_correction_that_was_cancelled_leaves_the_report_to_be_corrected(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋")
    confirmed(talk, "又拆了3栋", message=50)
    talk.says(OFFICIAL, "又拆了5栋", message=50, edited=True)
    talk.presses(OFFICIAL, "取消")
    confirmed(talk, "又拆了4栋", message=50, edited=True)
    assert done(talk) == 16


OLDER = "请留意：更正的是较早的报告，当前进度仍以后来的报告为准。"


def test_the_correction_of_an_older_report_leaves_the_newer_ones(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋", message=50)
    confirmed(talk, "1号别墅群拆了20栋", message=51)
    heard = confirmed(talk, "1号别墅群拆了13栋，12月5日前拆完", message=50, edited=True)
    assert lines(heard, "已完成", "预计", "请留意：更正") == [
        "已完成：13 栋 / 45 栋",
        "预计完成：2026年12月5日（周六）",
        OLDER,
    ]
    assert stands(talk) == (Decimal(20), False, date(2026, 12, 5))
    with reading(talk.engine) as tx:
        assert [row.done for row in reports.of_item(tx, 1)] == [13, 20, 12]


def test_what_is_finished_stays_so_when_an_older_report_is_corrected(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋", message=50)
    confirmed(talk, "1号别墅群45栋全部拆除", message=51)
    confirmed(talk, "1号别墅群拆了13栋", message=50, edited=True)
    assert stands(talk) == (Decimal(45), True, None)


def test_the_latest_report_may_be_corrected_after_an_older_one_was(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了12栋", message=50)
    confirmed(talk, "1号别墅群拆了20栋", message=51)
    confirmed(talk, "1号别墅群拆了13栋", message=50, edited=True)
    heard = confirmed(talk, "1号别墅群拆了19栋", message=51, edited=True)
    assert lines(heard, "请留意：更正") == []
    assert stands(talk) == (Decimal(19), False, None)


def reported(talk: Dialogue) -> int:
    """Items 1 and 2 were reported on, 2 first; the number of its receipt."""
    confirmed(talk, "云溪河管网已完成12公里")
    receipt = talk.last_number(OFFICIAL)
    confirmed(talk, "1号别墅群已拆除25栋")
    return receipt


@pytest.mark.parametrize(
    "words",
    [
        "更正：云溪河管网完成16公里",
        "更正一下，2号是16公里",
    ],
)
def test_a_correction_is_of_the_item_that_it_names(talk: Dialogue, words: str) -> None:
    reported(talk)
    heard = talk.says(OFFICIAL, words)
    assert lines(heard, "对回执", "任务") == [
        "对回执 20261124-00001 的更正，请您核对：",
        "任务：2、市9 云溪河雨污分流管网建设",
    ]


def test_a_correction_is_of_the_receipt_replied_to(talk: Dialogue) -> None:
    receipt = reported(talk)
    talk.says(OFFICIAL, "更正：是16", reply_to=receipt)
    talk.presses(OFFICIAL, "确认")
    assert done(talk, 1) == 25


def test_without_either_a_correction_is_of_the_last_card(talk: Dialogue) -> None:
    reported(talk)
    confirmed(talk, "刚才写错了，应该是21栋")
    assert (done(talk, 1), done(talk, 2)) == (21, 12)


def test_a_correction_of_another_item_leaves_the_open_card(talk: Dialogue) -> None:
    confirmed(talk, "云溪河管网已完成12公里")
    talk.says(OFFICIAL, "1号别墅群已拆除25栋")
    confirmed(talk, "更正：云溪河管网完成16公里")
    talk.presses(OFFICIAL, "确认")
    assert (done(talk, 1), done(talk, 2)) == (25, 16)


def test_a_cancelled_card_is_not_what_is_corrected(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群已拆除25栋")
    talk.says(OFFICIAL, "云溪河管网已完成12公里")
    talk.presses(OFFICIAL, "取消")
    heard = talk.says(OFFICIAL, "刚才写错了，应该是21栋")
    assert lines(heard, "任务") == ["任务：1 1号别墅群拆除"]


def test_an_open_card_follows_its_message_to_another_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群拆了25栋", message=50)
    heard = talk.says(OFFICIAL, "云溪河管网完成15公里", message=50, edited=True)
    assert lines(heard, "任务", "原消息") == [
        "任务：2、市9 云溪河雨污分流管网建设",
        "原消息已修改，本卡片作废。",
    ]
    talk.presses(OFFICIAL, "确认")
    assert (done(talk, 1), done(talk, 2)) == (None, 15)


def test_a_report_stands_when_its_message_now_names_another_item(talk: Dialogue) -> None:
    confirmed(talk, "1号别墅群拆了25栋", message=50)
    heard = confirmed(talk, "云溪河管网完成15公里", message=50, edited=True)
    assert heard.splitlines()[-1] == "任务 1 的报告（回执 20261124-00001）仍然有效，未作改动。"
    assert (done(talk, 1), done(talk, 2)) == (25, 15)


def test_an_item_chosen_by_button_stays_when_the_message_is_edited(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群已拆除12栋", message=50)
    talk.presses(OFFICIAL, "换一项")
    talk.presses(OFFICIAL, "4 建筑工地扬尘治理")
    heard = talk.says(OFFICIAL, "1号别墅群已拆除13栋", message=50, edited=True)
    assert lines(heard, "任务") == ["任务：4 建筑工地扬尘治理"]


def test_a_question_that_a_report_became_is_answered_and_no_report(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "1号别墅群拆了25栋", message=50)
    heard = talk.says(OFFICIAL, "1号别墅群怎么样", message=50, edited=True)
    assert "请您核对" not in heard
    talk.presses(OFFICIAL, "确认")
    assert done(talk) == 25
