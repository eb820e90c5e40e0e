"""Waiting for the bot, as other tests do it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sandbox.server import Sandbox
from sandbox.stage import NothingHeard
from sandbox.wire import ActRefused

Json = dict[str, Any]


async def test_messages_are_heard_once_each_in_order(sb: Sandbox, api: Any, li: Json) -> None:
    for text in ("一", "二"):
        await api("sendMessage", chat_id=li["id"], text=text)
    assert [message["text"] for message in sb.unheard(li)] == ["一", "二"]
    assert [(await sb.heard(li))["text"] for _ in range(2)] == ["一", "二"]
    assert sb.unheard(li) == []


async def test_one_can_listen_before_the_bot_speaks(sb: Sandbox, api: Any, li: Json) -> None:
    listening = asyncio.create_task(sb.heard(li))
    await api("sendMessage", chat_id=li["id"], text="您好")
    assert (await listening)["text"] == "您好"


async def test_pins_and_departures_are_not_words(sb: Sandbox, api: Any, li: Json) -> None:
    sent = (await api("sendMessage", chat_id=li["id"], text="日报"))["result"]
    await api("pinChatMessage", chat_id=li["id"], message_id=sent["message_id"])
    assert [message["text"] for message in sb.unheard(li)] == ["日报"]


async def test_silence_is_named(sb: Sandbox, li: Json) -> None:
    with pytest.raises(NothingHeard) as silence:
        await sb.heard(li, within=0.01)
    assert str(silence.value) == f"waited 0.01 s for a message in {li['id']}"


async def test_only_a_button_that_is_there_can_be_tapped(sb: Sandbox, api: Any, li: Json) -> None:
    sent = (await api("sendMessage", chat_id=li["id"], text="日报"))["result"]
    with pytest.raises(ActRefused) as refused:
        await sb.tap(li, sent, "确认")
    assert str(refused.value) == "the message has no button '确认'"


async def test_calls_and_confirmation_can_be_waited_for(sb: Sandbox, api: Any, li: Json) -> None:
    await sb.say(li, "收到")
    waiting = asyncio.gather(sb.confirmed(), sb.called("sendChatAction"))
    [update] = (await api("getUpdates"))["result"]
    await api("getUpdates", offset=update["update_id"] + 1)
    await api("sendChatAction", chat_id=li["id"], action="typing")
    _, calls = await waiting
    assert [call["params"]["action"] for call in calls] == ["typing"]
