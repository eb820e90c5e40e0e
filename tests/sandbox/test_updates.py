"""getUpdates and the webhook: how the bot hears."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web as aioweb

from sandbox.server import Sandbox

Json = dict[str, Any]
POLL = {"timeout": 5}


async def texts(api: Any, **params: Any) -> list[str]:
    answer = await api("getUpdates", **params)
    return [update["message"]["text"] for update in answer["result"]]


async def test_an_update_stays_until_a_later_offset_confirms_it(
    sb: Sandbox, api: Any, li: Json
) -> None:
    for text in ("一", "二", "三"):
        await sb.say(li, text)
    assert await texts(api) == ["一", "二", "三"]
    assert await texts(api, limit=2) == ["一", "二"]
    first = (await api("getUpdates"))["result"][0]["update_id"]
    assert await texts(api, offset=first + 2) == ["三"]
    assert await texts(api) == ["三"]


async def test_a_negative_offset_keeps_only_the_last(sb: Sandbox, api: Any, li: Json) -> None:
    for text in ("一", "二", "三"):
        await sb.say(li, text)
    assert await texts(api, offset=-1) == ["三"]
    assert await texts(api) == ["三"]


async def test_a_long_poll_answers_as_soon_as_somebody_writes(
    sb: Sandbox, api: Any, li: Json
) -> None:
    poll = asyncio.create_task(texts(api, **POLL))
    await sb.until(lambda: sb.api.intake.polling or None, 1, "the poll to wait")
    await sb.say(li, "收到")
    assert await poll == ["收到"]


async def test_a_second_poller_sends_the_first_one_away(sb: Sandbox, api: Any, li: Json) -> None:
    first = asyncio.create_task(api("getUpdates", **POLL))
    await sb.until(lambda: sb.api.intake.polling or None, 1, "the poll to wait")
    second = asyncio.create_task(texts(api, **POLL))
    assert await first == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }
    await sb.say(li, "收到")
    assert await second == ["收到"]


async def test_kinds_not_asked_for_are_not_queued(sb: Sandbox, api: Any, li: Json) -> None:
    await api("getUpdates", allowed_updates=["callback_query"])
    await sb.say(li, "收到")
    assert await texts(api) == []


class Ear:
    """A webhook's receiving end; answers with the statuses it is given, then 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.heard: list[tuple[str | None, Json]] = []

    async def hear(self, request: aioweb.Request) -> aioweb.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.heard.append((secret, await request.json()))
        return aioweb.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def open(self) -> str:
        app = aioweb.Application()
        app.router.add_post("/hook", self.hear)
        self.runner = aioweb.AppRunner(app)
        await self.runner.setup()
        await aioweb.TCPSite(self.runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self.runner.addresses[0][1]}/hook"


@pytest.mark.parametrize(
    ("statuses", "deliveries"),
    [
        pytest.param([], 1, id="taken_at_once"),
        pytest.param([500, 403], 3, id="tried_again_until_taken"),
    ],
)
async def test_the_webhook_gets_each_update_with_the_secret(
    sb: Sandbox, api: Any, li: Json, statuses: list[int], deliveries: int
) -> None:
    ear = Ear(*statuses)
    await api("setWebhook", url=await ear.open(), secret_token="S-1")
    await sb.say(li, "收到")
    await sb.confirmed()
    assert [secret for secret, _ in ear.heard] == ["S-1"] * deliveries
    assert {update["message"]["text"] for _, update in ear.heard} == {"收到"}
    await ear.runner.cleanup()


async def test_a_webhook_called_twice(sb: Sandbox, api: Any, li: Json) -> None:
    ear = Ear()
    await api("setWebhook", url=await ear.open())
    await sb.fault("webhook", "duplicate_updates")
    await sb.say(li, "收到")
    await sb.confirmed()
    assert len(ear.heard) == 2
    assert ear.heard[0] == ear.heard[1]
    await ear.runner.cleanup()


async def test_polling_is_refused_while_a_webhook_is_set(api: Any) -> None:
    await api("setWebhook", url="http://127.0.0.1:1/hook")
    refused = await api("getUpdates")
    assert (refused["error_code"], refused["description"]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first",
    )
    assert (await api("getWebhookInfo"))["result"] == {
        "url": "http://127.0.0.1:1/hook",
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 40,
    }
    await api("deleteWebhook")
    assert (await api("getUpdates"))["result"] == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        pytest.param({"url": "nowhere"}, "invalid webhook URL specified", id="no_address"),
        pytest.param(
            {"url": "http://bot.example/hook"},
            "bad webhook: An HTTPS URL must be provided for webhook",
            id="plain_http_elsewhere",
        ),
        pytest.param(
            {"url": "https://bot.example/", "secret_token": "a b"},
            "secret token contains unallowed characters",
            id="space_in_the_secret",
        ),
    ],
)
async def test_webhooks_telegram_would_not_take(api: Any, params: Json, description: str) -> None:
    refused = await api("setWebhook", **params)
    assert refused["description"] == f"Bad Request: {description}"
