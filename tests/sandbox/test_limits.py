"""Strict limits: sliding windows over real time, with the answer Telegram gives."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.limits import Limits, Pace, Window
from sandbox.residents import Chat, Person
from sandbox.server import Sandbox
from sandbox.wire import BotApiError

Json = dict[str, Any]


def test_a_window_opens_as_its_oldest_message_leaves() -> None:
    window = Window(2, 10.0)
    window.add(100.0, 1)
    window.add(104.0, 1)
    waits = [window.wait(now, 1) for now in (104.0, 109.5, 110.0)]
    assert waits == [6.0, 0.5, 0.0]


def test_an_album_waits_for_as_many_places_as_it_needs() -> None:
    window = Window(3, 10.0)
    window.add(100.0, 1)
    window.add(104.0, 1)
    assert (window.wait(104.0, 1), window.wait(104.0, 2), window.wait(104.0, 3)) == (0.0, 6.0, 10.0)


def test_more_than_a_window_holds_goes_when_it_is_empty() -> None:
    assert Window(3, 10.0).wait(100.0, 10) == 0.0


def group(number: int) -> Chat:
    return Chat(-number, "group", title="群")


def person(number: int) -> Chat:
    return Chat(number, "private", Person(number, "李"))


@pytest.mark.parametrize(
    ("pace", "chats", "retry_after"),
    [
        pytest.param(Pace(chat=(1, 1.0)), [person(1), person(1)], 1, id="one_a_second_in_a_chat"),
        pytest.param(Pace(), [person(1)] * 4, 3, id="a_burst_of_three"),
        pytest.param(Pace(chat=(99, 1.0)), [group(1)] * 21, 60, id="twenty_a_minute_in_a_group"),
        pytest.param(Pace(), [person(i) for i in range(31)], 1, id="thirty_a_second_in_all"),
    ],
)
def test_the_last_message_comes_too_soon(pace: Pace, chats: list[Chat], retry_after: int) -> None:
    limits = Limits(pace, strict=True)
    for chat in chats[:-1]:
        limits.check(chat, 1)
        limits.count(chat, 1)
    with pytest.raises(BotApiError) as refused:
        limits.check(chats[-1], 1)
    assert refused.value.as_answer() == {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {retry_after}",
        "parameters": {"retry_after": retry_after},
    }


async def test_edits_count_and_refusals_do_not(sb: Sandbox, api: Any, li: Json) -> None:
    sb.api.limits = Limits(Pace(chat=(2, 60.0)), strict=True)
    place = {"chat_id": li["id"]}
    codes = [
        (await api(method, **place | params)).get("error_code")
        for method, params in (
            ("sendMessage", {"text": "一"}),
            ("sendMessage", {"text": ""}),
            ("editMessageText", {"message_id": 1, "text": "二"}),
            ("editMessageText", {"message_id": 1, "text": "三"}),
            ("sendChatAction", {"action": "typing"}),
        )
    ]
    assert codes == [None, 400, None, 429, None]
