"""The same bot on a strict Bot API server of somebody else's: not one refused or malformed call.

The server is lo-bot-api-emulator (MIT), which refuses unknown fields, wrong types and bad shapes.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator
from pydantic import SecretStr

from bot.clock import Clock
from bot.program import Program
from bot.settings import Settings
from storage.db.engine import Engine, open_engine, reading
from storage.reporting import reports
from tests.stories.conftest import EARLY
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, settle

TOKEN = "4200000001:a-synthetic-token-for-a-local-fixture"
WITHIN_SECONDS = 10


class Elsewhere:
    """Somebody else's server with our bot on it."""

    def __init__(self, server: LoBotApiEmulator) -> None:
        self._server = server
        self.called = asyncio.Condition()
        self._message = 0

    @property
    def calls(self) -> list[tuple[str, int]]:
        return [
            (call["method"], call["status"])
            for call in self._server.requests
            if call["method"] not in ("getUpdates", "getMe")
        ]

    async def says(self, who: int, text: str, chat: int | None = None) -> None:
        self._message += 1
        message = {
            "message_id": 1000 + self._message,
            "date": int(EARLY.timestamp()),
            "from": {"id": who, "is_bot": False, "first_name": "official"},
            "chat": _chat(chat or who),
            "text": text,
        }
        await self._server.enqueue_update({"message": message}, token=TOKEN)

    async def presses(self, who: int, data: str) -> None:
        query = {
            "id": "77",
            "from": {"id": who, "is_bot": False, "first_name": "official"},
            "chat_instance": "1",
            "data": data,
            "message": {"message_id": 1, "date": int(EARLY.timestamp()), "chat": _chat(who)},
        }
        await self._server.enqueue_update({"callback_query": query}, token=TOKEN)

    async def hears(self, method: str, times: int) -> None:
        """Wait until the bot has called a method that often."""
        async with asyncio.timeout(WITHIN_SECONDS), self.called:
            await self.called.wait_for(
                lambda: [name for name, _ in self.calls].count(method) >= times
            )


def _chat(number: int) -> dict[str, Any]:
    if number < 0:
        return {"id": number, "type": "group", "title": "整改工作群"}
    return {"id": number, "type": "private", "first_name": "official"}


@pytest.fixture
async def elsewhere(tmp_path: Path, database_url: str) -> AsyncIterator[Elsewhere]:
    engine = open_engine(database_url)
    settle(engine)
    engine.dispose()
    there = Elsewhere(LoBotApiEmulator())
    runner = web.AppRunner(_noticing(there), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    settings = Settings(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=f"http://127.0.0.1:{runner.addresses[0][1]}",
        database_url=database_url,
        data_dir=tmp_path,
    )
    program = Program(settings, Clock(EARLY - Clock().now()))
    await program.start()
    running = asyncio.create_task(program.run())
    yield there
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await program.close()
    await runner.cleanup()


def _noticing(there: Elsewhere) -> web.Application:
    """The server's application, telling whoever waits that a call was answered."""

    @web.middleware
    async def notice(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        answer = await handler(request)
        async with there.called:
            there.called.notify_all()
        return answer

    app: web.Application = there._server.app()
    app.middlewares.append(notice)
    return app


async def test_the_main_job_without_one_refused_call(elsewhere: Elsewhere, engine: Engine) -> None:
    await elsewhere.says(OFFICIAL, "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完")
    await elsewhere.hears("sendMessage", 1)
    await elsewhere.presses(OFFICIAL, "d:1:ok")
    await elsewhere.hears("editMessageText", 1)
    await elsewhere.hears("answerCallbackQuery", 1)
    await elsewhere.says(OFFICIAL, "/my")
    await elsewhere.says(OFFICE, "/bind 全市", GROUP)
    await elsewhere.says(LEADER, "全市情况")
    await elsewhere.hears("sendPhoto", 1)
    await elsewhere.hears("sendMessage", 3)
    assert [call for call in elsewhere.calls if call[1] != 200] == []
    with reading(engine) as tx:
        assert [row.receipt for row in reports.of_item(tx, 1)] == ["20261124-00001"]
