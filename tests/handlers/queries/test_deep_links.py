"""A link to a card opens it in the private chat of whoever may see the item, and of nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from messages.formatting import SpanKind
from rules.policy.city import City
from tests.support.accounts import BAD_CODE, WHO_ARE_YOU
from tests.support.dialogue import Dialogue
from tests.support.duties import tick
from tests.support.formatting import cards, parts
from tests.support.small_city import (
    GROUP,
    ITEMS,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    OUTSIDER,
    VERIFIER,
)

EVERYBODY = (OFFICIAL, LEADER, OFFICE, VERIFIER, OTHER)
NUMBERS = {number: row[0] for number, row in enumerate(ITEMS, 1)}


def nothing_found(words: str) -> str:
    return f"未找到与“{words}”相关的任务。"


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("number", NUMBERS)
def test_it_shows_what_the_command_shows(talk: Dialogue, who: int, number: int) -> None:
    asked = talk.says(who, f"/item {NUMBERS[number]}")
    opened = talk.says(who, f"/start i_{number}")
    hidden = asked == nothing_found(NUMBERS[number])
    assert opened == (nothing_found(f"i_{number}") if hidden else asked)


def test_some_see_it_and_some_do_not(talk: Dialogue) -> None:
    assert talk.says(OTHER, "/start i_3").splitlines()[0] == "3｜白水县污水处理厂二期"
    assert talk.says(OFFICIAL, "/start i_3") == nothing_found("i_3")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("word", ["i_0", "i_99", "i_999999999"])
def test_an_item_that_is_not_there(talk: Dialogue, who: int, word: str) -> None:
    assert talk.says(who, f"/start {word}") == nothing_found(word)


@pytest.mark.parametrize("word", ["i_", "i_1x", "i_-1", "i_１", "i_1234567890", "I_1", "x_1"])
def test_a_word_that_is_no_link_is_taken_for_a_code(talk: Dialogue, word: str) -> None:
    assert talk.says(OFFICIAL, f"/start {word}") == BAD_CODE


def test_a_stranger_who_follows_it_is_answered_as_any_stranger(talk: Dialogue) -> None:
    assert talk.says(OUTSIDER, "/start i_1") == WHO_ARE_YOU
    assert talk.says(OUTSIDER, "/start i_1") == ""
    talk.now += timedelta(hours=2)
    assert talk.says(OUTSIDER, "/my") == WHO_ARE_YOU


def test_it_uses_up_no_try_of_a_code(talk: Dialogue) -> None:
    for number in range(20):
        talk.says(OUTSIDER, f"/start i_{number}")
    assert talk.says(OUTSIDER, "/start NOSUCHCODE") == BAD_CODE


def test_a_reply_to_an_opened_card_is_about_its_item(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/start i_1")
    card = talk.says(OFFICIAL, "已拆除12栋", reply_to=talk.last_number(OFFICIAL))
    assert "任务：1 1号别墅群拆除" in card


def test_in_a_group_it_opens_nothing(talk: Dialogue) -> None:
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    assert talk.says(OFFICE, "/start i_1", chat=GROUP) == ""


def test_the_links_of_a_groups_digest_open_what_each_reader_may_see(talk: Dialogue) -> None:
    """A sensitive item is named nowhere in the group; its link is of use to its own people only."""
    talk.city = replace(City(), masked_items=frozenset({"3"}))
    talk.says(OFFICE, "/bind 全市", chat=GROUP)
    (text, lights) = tick(talk, MORNING, "digest")[GROUP]
    told = next(each for each in talk.chats[GROUP].values() if each.text == text)
    assert cards(told.words) == {"3": "item:3", "4": "item:4", "1": "item:1"}
    assert "污水处理厂" not in text + lights
    assert talk.says(OTHER, "/start i_3").splitlines()[0] == "3｜白水县污水处理厂二期"
    assert talk.says(OFFICIAL, "/start i_3") == nothing_found("i_3")


def test_every_number_of_a_list_opens_its_card(talk: Dialogue) -> None:
    talk.says(OFFICIAL, "/my")
    assert cards(talk.last(OFFICIAL).words) == {
        "4": "item:4",
        "1": "item:1",
        "2、市9": "item:2",
    }
    assert parts(talk.last(OFFICIAL).words, SpanKind.BOLD) == ["我的任务：3 项"]
