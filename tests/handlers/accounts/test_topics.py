"""Answers go to the topic they were asked in, personal ones to the writer's own chat; whose group it is."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from storage.db.engine import writing
from storage.ledger.tables import persons
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.small_city import BOT, GROUP, MORNING, OFFICE, OFFICIAL, OUTSIDER

TOPIC, OTHER_TOPIC = 7, 9
STRANGE_GROUP = -1009
IN_PRIVATE = "已私聊发送给您。"
BY_NAME = (
    "您正以匿名管理员身份发言，无法确认身份。请关闭“保持匿名”后重新发送 /bind，或请整改办人员发送。"
)
GOODBYE = "本助手服务于市整改办，只加入由工作人员邀请的工作群，现退出本群，敬请谅解。"


def threads(talk: Dialogue, chat: int = GROUP) -> list[int | None]:
    return [message.thread for message in talk.chats[chat].values()]


def test_an_answer_goes_to_the_topic_it_was_asked_in(talk: Dialogue) -> None:
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    talk.says(OFFICE, "/overdue", chat=GROUP, thread=TOPIC)
    talk.says(OFFICE, "/digest", chat=GROUP, thread=OTHER_TOPIC)
    assert threads(talk) == [None, TOPIC, TOPIC, OTHER_TOPIC]


def test_what_is_told_of_itself_goes_to_the_topic_of_the_binding(talk: Dialogue) -> None:
    talk.says(OFFICE, "/bind 全市", chat=GROUP, thread=TOPIC)
    tick(talk, MORNING, "digest")
    talk.says(OFFICE, "/round")
    talk.says(OFFICE, "周五12点前")
    assert threads(talk) == [TOPIC] * len(talk.chats[GROUP])
    assert len(talk.chats[GROUP]) >= 2


def test_a_group_bound_anew_in_another_topic_is_written_to_there(talk: Dialogue) -> None:
    talk.says(OFFICE, "/bind 全市", chat=GROUP, thread=TOPIC)
    talk.says(OFFICE, "/bind 全市", chat=GROUP, thread=OTHER_TOPIC)
    tick(talk, MORNING, "digest")
    assert threads(talk) == [TOPIC, OTHER_TOPIC, OTHER_TOPIC, OTHER_TOPIC]


@pytest.mark.parametrize("thread", [None, TOPIC])
def test_a_personal_command_is_answered_in_private(talk: Dialogue, thread: int | None) -> None:
    in_private = talk.says(OFFICIAL, "/my")
    assert talk.says(OFFICIAL, "/my", chat=GROUP, thread=thread) == IN_PRIVATE
    assert talk.last(OFFICIAL).text == in_private
    assert (talk.last(OFFICIAL).thread, talk.last(GROUP).thread) == (None, thread)


def test_whoever_blocked_the_bot_is_told_where_the_answer_would_be(talk: Dialogue) -> None:
    with writing(talk.engine) as tx:
        tx.execute(update(persons).where(persons.c.name == "张伟").values(lost_at=MORNING))
    assert talk.says(OFFICIAL, "/my", chat=GROUP) == "请先打开与本助手的私聊，结果将在私聊中发送。"
    assert OFFICIAL not in talk.chats


def test_a_stranger_learns_nothing_by_a_personal_command(talk: Dialogue) -> None:
    assert talk.says(OUTSIDER, "/my", chat=GROUP) == ""
    assert talk.chats == {}


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("/bind 全市", BY_NAME),
        ("/bind", BY_NAME),
        ("/bind@taizhang_bot 全市", BY_NAME),
        ("/bind@other_bot 全市", ""),
        ("/overdue", ""),
        ("大家周五前报进展", ""),
    ],
)
def test_an_administrator_without_a_name(talk: Dialogue, words: str, heard: str) -> None:
    """Nobody knows who it is: no command is carried out, and only /bind is explained."""
    talk.city = replace(talk.city, bots=(BOT,))
    assert talk.says(GROUP, words, chat=GROUP, thread=TOPIC) == heard
    assert talk.says(OFFICE, "/overdue", chat=GROUP).startswith("本群尚未绑定")


def test_a_group_of_strangers_is_left_after_one_line(talk: Dialogue) -> None:
    assert talk.lets_in(OUTSIDER, STRANGE_GROUP) == GOODBYE
    assert talk.left == [STRANGE_GROUP]


def test_let_in_again_at_once_it_leaves_without_a_word(talk: Dialogue) -> None:
    talk.lets_in(OUTSIDER, STRANGE_GROUP)
    assert talk.lets_in(OUTSIDER, STRANGE_GROUP) == ""
    assert talk.left == [STRANGE_GROUP, STRANGE_GROUP]


def test_an_officials_group_is_not_left(talk: Dialogue) -> None:
    assert talk.lets_in(OFFICIAL, GROUP) == ""
    assert talk.lets_in(OUTSIDER, GROUP, was_inside=True) == ""
    assert talk.left == []


def test_a_bound_group_stays_whoever_lets_the_bot_in_again(talk: Dialogue) -> None:
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    assert talk.lets_in(OUTSIDER, GROUP) == ""
    assert talk.left == []
