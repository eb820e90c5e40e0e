"""Whose answers are missing: of reminders that reached somebody, and of a round that is open."""

from datetime import timedelta

import pytest

from storage.db.engine import Engine
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import LEADER, MORNING, OFFICE, OFFICIAL, OTHER, settle

ALL_ANSWERED = (
    "11月18日至11月24日的提醒：共向责任人2人提醒任务3项，送达2人；已回复3项，未回复0项。\n"
    "以上提醒均已送达，且均已回复。"
)
NOBODY_ASKED = (
    "11月18日至11月24日未发出提醒，无法判断是否已回复。\n"
    "\n"
    "此期间未提醒（2人）：\n"
    "青山县 张伟、白水县 刘洋"
)
NOBODY_ANSWERED = (
    "11月18日至11月24日的提醒：共向责任人2人提醒任务3项，送达2人；已回复0项，未回复3项。\n"
    "\n"
    "已提醒、未回复（2人）：\n"
    "青山县 张伟（2项，2026-11-24起）、白水县 刘洋（1项，2026-11-24起）"
)


def reminded(talk: Dialogue) -> None:
    """Tuesday, nine o'clock: everybody was just reminded."""
    tick(talk, MORNING, "prompts")


pytestmark = pytest.mark.begins(after=[reminded])


@pytest.mark.parametrize("who", [OFFICE, LEADER])
@pytest.mark.parametrize("words", ["/told", "谁没回复"])
def test_whoever_was_reminded_today_and_is_silent_is_named(
    talk: Dialogue, who: int, words: str
) -> None:
    assert talk.says(who, words) == NOBODY_ANSWERED


def test_the_next_day_he_is_named_with_the_day_since_when(talk: Dialogue) -> None:
    tick(talk, MORNING + timedelta(days=1), "prompts")
    assert talk.says(OFFICE, "/told").splitlines()[2:] == NOBODY_ANSWERED.splitlines()[2:]


def test_a_report_answers_at_once(talk: Dialogue) -> None:
    talk.now = MORNING + timedelta(minutes=1)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    assert talk.says(OFFICE, "/told").splitlines()[-1] == (
        "青山县 张伟（1项，2026-11-24起）、白水县 刘洋（1项，2026-11-24起）"
    )


def test_that_all_have_answered_is_said_when_they_have(talk: Dialogue) -> None:
    talk.now = MORNING + timedelta(minutes=1)
    for who, words in (
        (OFFICIAL, "1号别墅群已拆除12栋"),
        (OFFICIAL, "4号建筑工地扬尘治理正在推进"),
        (OTHER, "3号污水处理厂二期正在推进"),
    ):
        talk.says(who, words)
        talk.presses(who, "确认")
    assert talk.says(OFFICE, "谁没回复") == ALL_ANSWERED


@pytest.mark.parametrize("words", ["还有谁没报", "谁没报进展", "/told"])
def test_of_an_open_round_it_is_said_whose_items_are_missing(engine: Engine, words: str) -> None:
    settle(engine)
    talk = Dialogue(engine)
    talk.says(OFFICE, "/round 周五12:00")
    talk.now = MORNING + timedelta(minutes=1)
    talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    talk.presses(OFFICIAL, "确认")
    assert talk.says(OFFICE, words) == (
        "整改调度（2026-11-27 12:00截止）\n"
        "已报 1 项，应报 4 项\n"
        "调度通知未送达 2 人\n"
        "\n"
        "未报：\n"
        "青山县 张伟：2、4\n"
        "白水县 刘洋：3\n"
        "\n"
        f"{NOBODY_ASKED}"
    )


def test_of_an_item_who_was_reminded_and_what_became_of_instructions(talk: Dialogue) -> None:
    talk.says(LEADER, "/instruct 1 请加快")
    assert talk.says(OFFICE, "/told 1") == (
        "任务 1 的提醒记录：1条\n"
        "\n"
        "张伟｜到期前3天提醒（时限 2026-11-27）\n"
        "2026-11-24 09:00 发出、2026-11-24 09:00 送达、尚未回复\n"
        "\n"
        "2026-11-24以来的批示共1件，已答复0件，未答复1件，其中未送达责任人0件。\n"
        "\n"
        "2026-11-24　1｜1号别墅群拆除\n"
        "青山县 张伟：已送达，未答复\n"
        "请加快"
    )
    assert talk.says(OFFICE, "/told 2") == "任务 2、市9 尚未发出过提醒。"
