"""The sandbox as a server on loopback: for `python -m sandbox` and, in process, for tests.

async with Sandbox(port=0) as sb:
    official = await sb.add_user("李伟")
    await sb.say(official, "/start")
    reply = await sb.heard(official)
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Self

from aiohttp import web

from sandbox.acts import Acts
from sandbox.api import SandboxApi, refusals
from sandbox.botapi import BotApi
from sandbox.faults import Faults
from sandbox.files import UPLOAD_LIMIT, Files
from sandbox.limits import Limits, Pace
from sandbox.pages import page_routes
from sandbox.seed import plant
from sandbox.stage import Stage
from sandbox.world import World

TOKEN = "4200000001:AAsandboxsandboxsandboxsandboxsandb"  # noqa: S105 - a made-up one


def _bot_id(token: str) -> int:
    """Return the bot's user id from a token: id, colon, secret."""
    return int(token.split(":", 1)[0])


class Sandbox(Stage):
    def __init__(
        self,
        port: int = 0,
        *,
        host: str = "127.0.0.1",
        token: str = TOKEN,
        limits: str = "off",
        pace: Pace | None = None,
        privacy: bool = True,
        older: bool = False,
        seed: Path | None = None,
        files: Path | None = None,
        retry_seconds: float = 1.0,
    ) -> None:
        """Set up. `limits`: strict or off; `retry_seconds`: pause of a webhook after a failure.

        `older`: a server of before Bot API 10.3, which knows no ephemeral messages.
        """
        world = World(Files(files), _bot_id(token), privacy=privacy, older=older)
        rules = Limits(pace, strict=limits == "strict")
        super().__init__(Acts(world, BotApi(world, token, rules, Faults(), retry_seconds)))
        self.token = token
        self.url = ""
        self._address = (host, port)
        if seed is not None:
            plant(self.acts, seed)

    # -- running

    async def start(self) -> None:
        app = web.Application(client_max_size=UPLOAD_LIMIT + (4 << 20), middlewares=[refusals])
        app.add_routes(self.api.routes() + SandboxApi(self.acts).routes() + page_routes())
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, *self._address)
        await site.start()
        self.url = f"http://{self._address[0]}:{self._runner.addresses[0][1]}"
        self._deliveries = asyncio.create_task(self.api.intake.deliver_forever())

    async def stop(self) -> None:
        self._deliveries.cancel()
        with suppress(asyncio.CancelledError):
            await self._deliveries
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
