"""In a group the bot hears its name and replies to it: questions are answered, the rest is told how to ask."""

import pytest

from rules.policy.city import City
from tests.support.dialogue import Dialogue
from tests.support.small_city import BOT, GROUP, OFFICE, OFFICIAL, OUTSIDER

HOW = "群内可向 @taizhang_bot 提问，例如：逾期、全市情况；报告进展请在与本助手的私聊中发送。"


def bound_to_a_county(talk: Dialogue) -> None:
    """The group belongs to one county."""
    talk.city = City(bots=(BOT,))
    talk.says(OFFICE, "/bind 白水县", chat=GROUP)


pytestmark = pytest.mark.begins(after=[bound_to_a_county])


def test_a_question_is_answered_with_the_groups_share(talk: Dialogue) -> None:
    heard = talk.says(OFFICIAL, "@Taizhang_bot 逾期", chat=GROUP).splitlines()
    assert (heard[0], heard[2]) == ("逾期任务：1 项", "🔴3｜白水县污水处理厂二期")
    again = talk.says(OFFICIAL, "逾期", chat=GROUP, reply_to=talk.last_number(GROUP))
    assert again.splitlines() == heard


@pytest.mark.parametrize("words", ["我的任务", "1号谁负责", "4号任务"])
def test_what_is_the_writers_own_is_answered_there(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, f"@taizhang_bot {words}", chat=GROUP) == "已私聊发送给您。"
    assert talk.last(OFFICIAL).text == talk.says(OFFICIAL, words)


@pytest.mark.parametrize("words", ["你好", "1号别墅群已拆除12栋", "", "取消"])
def test_the_rest_is_told_how_to_ask_and_nothing_is_recorded(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, f"@taizhang_bot {words}", chat=GROUP) == HOW
    assert OFFICIAL not in talk.chats


@pytest.mark.parametrize("words", ["逾期", "@other_bot 逾期", "收到", "大家好"])
def test_talk_among_people_is_left_alone(talk: Dialogue, words: str) -> None:
    assert talk.says(OFFICIAL, words, chat=GROUP) == ""
    assert talk.says(OUTSIDER, f"@taizhang_bot {words}", chat=GROUP) == ""


def test_receipt_of_a_digest_is_no_question(talk: Dialogue) -> None:
    talk.says(OFFICE, "@taizhang_bot 全市情况", chat=GROUP)
    assert talk.says(OFFICIAL, "收到", chat=GROUP, reply_to=talk.last_number(GROUP)) == ""
