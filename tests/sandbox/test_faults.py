"""Faults on demand: each strikes the calls it was ordered for, and says truly what took effect."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox.server import Sandbox

Json = dict[str, Any]


async def send(sb: Sandbox, web: aiohttp.ClientSession, chat: Json) -> object:
    """What a client sees of one sendMessage: status and body, or the error it gets."""
    params = {"chat_id": chat["id"], "text": "日报"}
    timeout = aiohttp.ClientTimeout(total=0.2)
    try:
        async with web.post(f"/bot{sb.token}/sendMessage", json=params, timeout=timeout) as answer:
            return answer.status, await answer.text()
    except (aiohttp.ClientError, TimeoutError) as error:
        return type(error)


@pytest.mark.parametrize(
    ("kind", "facts", "code", "description"),
    [
        pytest.param(
            429, {"retry_after": 7}, 429, "Too Many Requests: retry after 7", id="too_many"
        ),
        pytest.param(500, {}, 500, "Internal Server Error", id="server_error"),
        pytest.param(403, {}, 403, "Forbidden: bot was blocked by the user", id="blocked"),
        pytest.param(
            "kicked", {}, 403, "Forbidden: bot was kicked from the group chat", id="kicked"
        ),
        pytest.param(
            "not_found", {}, 400, "Bad Request: message to edit not found", id="nothing_to_edit"
        ),
        pytest.param(
            "error",
            {"error_code": 400, "description": "Bad Request: odd"},
            400,
            "Bad Request: odd",
            id="any_other",
        ),
    ],
)
async def test_a_refusal_has_no_effect(
    sb: Sandbox, api: Any, li: Json, kind: Any, facts: Json, code: int, description: str
) -> None:
    await sb.fault("sendMessage", kind, **facts)
    refused = await api("sendMessage", chat_id=li["id"], text="日报")
    assert (refused["error_code"], refused["description"]) == (code, description)
    assert refused.get("parameters", {}).get("retry_after") == facts.get("retry_after")
    assert sb.messages(li) == []
    assert (await api("sendMessage", chat_id=li["id"], text="日报"))["ok"] is True


@pytest.mark.parametrize(
    ("kind", "seen", "sent"),
    [
        pytest.param("reset_before", aiohttp.ServerDisconnectedError, 0, id="reset_before"),
        pytest.param("reset_after", aiohttp.ServerDisconnectedError, 1, id="reset_after"),
        pytest.param("half", aiohttp.ClientPayloadError, 1, id="half_an_answer"),
        pytest.param("timeout", TimeoutError, 0, id="timeout_before"),
        pytest.param("timeout_after", TimeoutError, 1, id="timeout_after"),
    ],
)
async def test_lost_answers(
    sb: Sandbox, web: aiohttp.ClientSession, li: Json, kind: str, seen: type, sent: int
) -> None:
    await sb.fault("send*", kind)
    error = await send(sb, web, li)
    assert isinstance(error, type)
    assert issubclass(error, seen)
    assert len(sb.messages(li)) == sent


@pytest.mark.parametrize(
    ("kind", "status", "start", "sent"),
    [
        pytest.param("502", 502, "<html>", 0, id="bad_gateway"),
        pytest.param("not_json", 200, "<html>", 1, id="not_json"),
        pytest.param("wrong_json", 200, '{"ok": true, "result": {"une', 1, id="wrong_json"),
        pytest.param("slow", 200, '{"ok": true, "result": {"mes', 1, id="slow"),
    ],
)
async def test_spoilt_answers(
    sb: Sandbox,
    web: aiohttp.ClientSession,
    li: Json,
    kind: str,
    status: int,
    start: str,
    sent: int,
) -> None:
    await sb.fault("sendMessage", kind, seconds=0.01)
    answer = await send(sb, web, li)
    assert isinstance(answer, tuple)
    assert (answer[0], answer[1][: len(start)], len(sb.messages(li))) == (status, start, sent)


async def test_the_third_and_fourth_call_to_one_chat(
    sb: Sandbox, api: Any, li: Json, group: Json
) -> None:
    await sb.fault("*", "500", chat=li["id"], skip=2, times=2)
    chats = [li, li, group, li, li, li]
    answers = [await api("sendMessage", chat_id=chat["id"], text="日报") for chat in chats]
    assert [answer["ok"] for answer in answers] == [True, True, True, False, False, True]


async def test_the_same_batch_again(sb: Sandbox, api: Any, li: Json) -> None:
    await sb.say(li, "一")
    first = (await api("getUpdates"))["result"]
    await sb.fault("getUpdates", "duplicate_updates")
    later = first[0]["update_id"] + 1
    assert (await api("getUpdates", offset=later))["result"] == first
    assert (await api("getUpdates", offset=later))["result"] == []


async def test_updates_out_of_order(sb: Sandbox, api: Any, li: Json) -> None:
    await sb.fault("getUpdates", "reordered_updates")
    for text in ("一", "二", "三"):
        await sb.say(li, text)
    batch = (await api("getUpdates"))["result"]
    assert [update["message"]["text"] for update in batch] == ["三", "二", "一"]


async def test_a_reordering_waits_for_a_batch(sb: Sandbox, api: Any, li: Json) -> None:
    await sb.fault("getUpdates", "reordered_updates")
    poll = asyncio.create_task(api("getUpdates", timeout=5))
    await sb.until(lambda: sb.api.intake.polling or None, 1, "the poll to wait")
    for text in ("一", "二"):
        sb.acts.say(li, text)
    batch = (await poll)["result"]
    assert [update["message"]["text"] for update in batch] == ["二", "一"]


async def test_an_update_nobody_can_parse(sb: Sandbox, api: Any) -> None:
    await sb.raw_update({"message": {"message_id": "seven", "chat": None}})
    [update] = (await api("getUpdates"))["result"]
    assert update["message"] == {"message_id": "seven", "chat": None}
    assert isinstance(update["update_id"], int)
