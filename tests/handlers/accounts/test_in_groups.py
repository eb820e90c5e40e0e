"""In groups only commands are answered, and nobody learns of sensitive items."""

from dataclasses import replace

import pytest

from tests.support.dialogue import Dialogue
from tests.support.groups import COUNTY, MASKED, two_groups_bound
from tests.support.small_city import BOT, GROUP, LEADER, OFFICE, OFFICIAL

UNBOUND = -1003


pytestmark = pytest.mark.begins(after=[two_groups_bound])


def test_one_item_in_full(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/item 3", chat=GROUP) == f"3｜{MASKED}"
    assert talk.says(OFFICE, "/item 4", chat=GROUP).splitlines()[0] == "4｜建筑工地扬尘治理"


def test_lists(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/overdue", chat=GROUP).splitlines()[2:4] == [
        f"🔴3｜{MASKED}｜白水县｜时限 2026-11-20，已逾期 4 天",
        "",
    ]


def test_the_office_sees_it_in_its_own_chat(talk: Dialogue) -> None:
    assert talk.says(OFFICE, "/item 3").splitlines()[0] == "3｜白水县污水处理厂二期"


def test_talk_among_people_is_left_alone(talk: Dialogue) -> None:
    assert talk.says(OFFICIAL, "1号别墅群已拆除12栋", chat=GROUP) == ""


@pytest.mark.parametrize("words", ["/report 1 已拆除12栋", "/extend 1", "/told"])
def test_what_is_personal_is_not_answered_there(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICE, words, chat=GROUP) == ""


@pytest.mark.parametrize("who", [LEADER, OFFICIAL])
def test_a_countys_group_hears_only_of_its_own(talk: Dialogue, who: int) -> None:
    """Whoever asks: the leader sees the whole city, the official another county."""
    assert talk.says(who, "/item 1", chat=COUNTY) == "未找到与“1”相关的任务。"
    assert talk.says(who, "/overdue", chat=COUNTY).splitlines()[0] == "逾期任务：1 项"
    assert talk.says(who, "/status", chat=COUNTY).splitlines()[0] == "白水县"


@pytest.mark.parametrize("words", ["/item 1", "/overdue", "/status", "/search 别墅"])
def test_a_group_that_is_not_bound_hears_nothing(talk: Dialogue, words: str) -> None:
    assert (
        talk.says(LEADER, words, chat=UNBOUND)
        == "本群尚未绑定，请发送 /bind 全市，或 /bind 加单位名称。"
    )


@pytest.mark.parametrize(
    ("command", "heard"),
    [
        ("/item 4", "4｜建筑工地扬尘治理"),
        ("/item@taizhang_bot 4", "4｜建筑工地扬尘治理"),
        ("/Item@Taizhang_Bot 4", "4｜建筑工地扬尘治理"),
        ("/item@other_bot 4", ""),
        ("/help@other_bot", ""),
    ],
)
def test_a_command_to_another_bot_is_not_ours(talk: Dialogue, command: str, heard: str) -> None:
    talk.city = replace(talk.city, bots=(BOT,))
    assert talk.says(OFFICE, command, chat=GROUP).partition("\n")[0] == heard
