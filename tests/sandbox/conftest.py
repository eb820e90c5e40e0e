"""The sandbox in process, and the two ways into it: plain HTTP and python-telegram-bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from sandbox.server import Sandbox

Json = dict[str, Any]
Api = Callable[..., Awaitable[Json]]


@pytest.fixture
async def sb() -> AsyncIterator[Sandbox]:
    async with Sandbox(retry_seconds=0.01) as sandbox:
        yield sandbox


@pytest.fixture
async def web(sb: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sb.url) as session:
        yield session


@pytest.fixture
def api(sb: Sandbox, web: aiohttp.ClientSession) -> Api:
    """A Bot API call with a JSON body; returns the whole answer."""

    async def call(method: str, **params: Any) -> Json:
        async with web.post(f"/bot{sb.token}/{method}", json=params) as answer:
            body: Json = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return body

    return call


@pytest.fixture
async def bot(sb: Sandbox) -> AsyncIterator[Bot]:
    """python-telegram-bot's own Bot, speaking to the sandbox."""
    async with Bot(sb.token, f"{sb.url}/bot", f"{sb.url}/file/bot") as started:
        yield started


@pytest.fixture
async def li(sb: Sandbox) -> Json:
    """An official who has pressed Start."""
    return await sb.add_user("李伟", username="liwei", started=True)


@pytest.fixture
async def wang(sb: Sandbox) -> Json:
    """A person who has never spoken to the bot."""
    return await sb.add_user("王芳")


@pytest.fixture
async def group(sb: Sandbox, li: Json, wang: Json) -> Json:
    """A group with both of them and the bot; what the bot heard of its founding is forgotten."""
    founded = await sb.add_group("整改工作群", [li, wang])
    sb.world.updates.clear()
    return founded
