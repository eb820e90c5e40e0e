"""An endpoint for updates, and what Telegram delivers there."""

import socket
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.telegram.webhook import HEADER
from sandbox.server import Sandbox
from tests.support.small_city import OFFICIAL

SECRET = "a-secret-of-the-city"
UPDATE = {"update_id": 5, "message": {"chat": {"id": OFFICIAL}, "text": "一"}}

SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def settings_for(sandbox: Sandbox, port: int, **more: Any) -> Settings:
    given = {"webhook_url": f"http://127.0.0.1:{port}/hook", **more}
    return Settings(
        bot_token=SecretStr(sandbox.token),
        telegram_api_url=sandbox.url,
        webhook_secret=SecretStr(SECRET),
        webhook_listen=f"127.0.0.1:{port}",
        **given,
    )


async def delivered(address: str, body: bytes, secret: str | None = SECRET) -> int:
    """Deliver a body, and return the status that Telegram sees."""
    headers = {} if secret is None else {HEADER: secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers=headers) as answer,
    ):
        return answer.status
