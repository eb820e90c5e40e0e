"""The buttons under a digest: whoever presses sees their own part of it, in a group nobody else does."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.telegram.addresses import telegram_chat
from messages.incoming import ButtonPress, Chat
from storage.db.engine import writing
from storage.ledger.tables import persons
from tests.support.accounts import WHO_ARE_YOU
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.settling import add_like
from tests.support.small_city import (
    BOT,
    GROUP,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    OUTSIDER,
)

COUNTY = -1002
LABELS = ["逾期", "红灯", "本周到期", "未报"]
IN_PRIVATE = "已私聊发送给您。"
ALONE = "已单独回复您，群内其他成员看不到。"
SHOWN = [
    (LEADER, "逾期", "逾期任务：2 项"),
    (LEADER, "红灯", "亮红灯的任务：2 项"),
    (LEADER, "本周到期", "11月24日至11月29日没有未完成的任务到期。"),
    (OFFICIAL, "逾期", "逾期任务：1 项"),
    (OTHER, "逾期", "逾期任务：1 项"),
    (OFFICIAL, "未报", "只有整改办和市领导可以查看送达和答复情况。"),
]
"""Who presses what, and the first line of what they read."""


def both_groups_have_the_digest(talk: Dialogue) -> None:
    """One group is bound to the whole city, another one to 白水县; both have the day's digest."""
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    talk.says(OFFICE, "/bind 白水县", chat=COUNTY)
    tick(talk, MORNING, "digest")


def many_overdue(talk: Dialogue) -> None:
    """Add more overdue items than a page of a list holds."""
    with writing(talk.engine) as tx:
        for number in range(100, 106):
            add_like(tx, 4, number)


pytestmark = pytest.mark.begins(after=[both_groups_have_the_digest])


def test_they_stand_under_the_summary(talk: Dialogue) -> None:
    under = {
        chat: [
            list(message.buttons)
            for message in talk.chats[chat].values()
            if message.text.startswith("整改日报")
        ]
        for chat in (GROUP, LEADER)
    }
    assert under == {GROUP: [LABELS], LEADER: [LABELS[:3]]}


@pytest.mark.parametrize(("who", "label", "heard"), SHOWN)
def test_whoever_presses_sees_their_own_part_alone(
    talk: Dialogue, who: int, label: str, heard: str
) -> None:
    talk.knows_asides = True
    before = set(talk.chats.get(who, {}))
    assert talk.presses(who, label, chat=GROUP) == ""
    assert talk.toast == ALONE
    ((place, (shown,)),) = talk.asides.items()
    assert (place, shown.text.split("\n")[0]) == ((GROUP, who), heard)
    assert set(talk.chats.get(who, {})) == before


@pytest.mark.parametrize(("who", "label", "heard"), SHOWN)
def test_where_that_is_not_possible_they_see_it_in_their_own_chat(
    talk: Dialogue, who: int, label: str, heard: str
) -> None:
    assert talk.presses(who, label, chat=GROUP) == ""
    assert talk.toast == IN_PRIVATE
    assert talk.last(who).text.split("\n")[0] == heard


@pytest.mark.parametrize(("who", "label", "heard"), SHOWN)
def test_a_link_shows_what_the_button_shows(
    talk: Dialogue, who: int, label: str, heard: str
) -> None:
    digest = next(m for m in talk.chats[GROUP].values() if label in m.buttons)
    _, kind, share = digest.buttons[label].split(":")
    assert talk.says(who, f"/start d_{kind}_{share}").split("\n")[0] == heard


def test_pages_are_turned_in_the_own_chat_where_a_link_leads(talk: Dialogue) -> None:
    talk.knows_asides, talk.city = True, replace(talk.city, bots=(BOT,))
    many_overdue(talk)
    talk.presses(LEADER, "逾期", chat=GROUP)
    ((shown,),) = talk.asides.values()
    link = {"到私聊中继续查看": "https://t.me/taizhang_bot?start=d_overdue_city"}
    assert shown.buttons == link
    talk.says(LEADER, "/start d_overdue_city")
    assert (talk.last(LEADER).text, talk.labels(LEADER)) == (shown.text, ["下一页"])


def test_what_has_no_buttons_has_no_link(talk: Dialogue) -> None:
    talk.knows_asides, talk.city = True, replace(talk.city, bots=(BOT,))
    talk.presses(LEADER, "逾期", chat=GROUP)
    ((shown,),) = talk.asides.values()
    assert shown.buttons == {}


def test_it_stands_in_the_topic_that_was_pressed_in(talk: Dialogue) -> None:
    talk.knows_asides = True
    place = Chat(telegram_chat(GROUP), True, "整改工作群", 5)
    talk.hears(ButtonPress(place, telegram_chat(LEADER), "dg:overdue:city", 1, "callback"))
    ((shown,),) = talk.asides.values()
    assert shown.thread == 5


@pytest.mark.parametrize("word", ["d_overdue_77", "d_red_999999999"])
def test_a_link_to_a_unit_that_is_not_there(talk: Dialogue, word: str) -> None:
    assert talk.says(LEADER, f"/start {word}") == f"未找到与“{word}”相关的任务。"


def test_a_stranger_who_follows_a_link_is_answered_as_any_stranger(talk: Dialogue) -> None:
    assert talk.says(OUTSIDER, "/start d_overdue_city") == WHO_ARE_YOU


def test_who_has_not_answered(talk: Dialogue) -> None:
    talk.presses(OFFICE, "未报", chat=GROUP)
    assert talk.toast == IN_PRIVATE
    assert "未发出提醒，无法判断是否已回复。" in talk.last(OFFICE).text


def test_of_a_county_only_its_own_items(talk: Dialogue) -> None:
    talk.presses(LEADER, "逾期", chat=COUNTY)
    assert talk.last(LEADER).text.split("\n")[:3] == [
        "白水县｜逾期任务：1 项",
        "",
        "🔴3｜白水县污水处理厂二期",
    ]


def test_of_a_county_that_is_not_theirs_somebody_sees_nothing(talk: Dialogue) -> None:
    """Not their own items under the county's name either."""
    talk.presses(OFFICIAL, "逾期", chat=COUNTY)
    assert talk.last(OFFICIAL).text == "台账中没有“白水县”的数据。"


def test_a_stranger_gets_a_short_word_and_nothing_else(talk: Dialogue) -> None:
    assert talk.presses(OUTSIDER, "逾期", chat=GROUP) == ""
    assert OUTSIDER not in talk.chats
    assert talk.toast.startswith("本助手")


def test_whoever_cannot_be_written_to_is_told_so(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "张伟").values(lost_at=MORNING))
    talk.presses(OFFICIAL, "逾期", chat=GROUP)
    assert talk.toast == "请先打开与本助手的私聊，结果将在私聊中发送。"
    assert OFFICIAL not in talk.chats
    talk.knows_asides = True
    talk.presses(OFFICIAL, "逾期", chat=GROUP)
    ((shown,),) = talk.asides.values()
    assert (talk.toast, shown.text.split("\n")[0]) == (ALONE, "逾期任务：1 项")


def test_under_ones_own_digest_the_answer_comes_there(talk: Dialogue) -> None:
    assert talk.presses(LEADER, "逾期").split("\n")[0] == "本人｜逾期任务：2 项"
    assert talk.toast == ""


def test_a_digest_that_is_asked_for_has_them_too(talk: Dialogue) -> None:
    talk.says(OFFICE, "/digest")
    assert talk.labels(OFFICE) == LABELS
    talk.says(OFFICIAL, "/digest")
    assert talk.presses(OFFICIAL, "逾期").split("\n")[0] == "本人｜逾期任务：1 项"


@pytest.mark.parametrize("data", ["dg:overdue:77", "dg:all:city", "dg:overdue:"])
def test_forged_data_shows_nothing(talk: Dialogue, data: str) -> None:
    assert talk.press_data(OFFICIAL, data, chat=GROUP) == ""
    assert (talk.toast, OFFICIAL in talk.chats) == ("此按钮已失效。", False)
