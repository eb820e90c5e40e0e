"""The sandbox in process, and the two ways into it: plain HTTP and python-telegram-bot."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, Page, async_playwright
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


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]


def _chromium() -> str:
    """The system's Chromium; without one the page's tests are skipped loudly, in CI they fail."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return found
    reason = f"the page is driven in a real browser and none is installed ({', '.join(BROWSERS)})"
    if os.environ.get("CI") or os.environ.get("TAIZHANG_SKIP_NOTHING"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = _chromium()
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield started
        await started.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A desktop-sized window in which no script may fail."""
    opened = await browser.new_page(viewport={"width": 1440, "height": 900})
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    yield opened
    assert failures == []
