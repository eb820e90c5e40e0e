"""The whole program put together: everything that runs while the bot runs."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any

import structlog

from bot.clock import Bell, Clock
from bot.fetcher import Fetcher
from bot.intake import Intake
from bot.ledger_thread import LedgerThread
from bot.menu import publish_menu
from bot.profile import city_of
from bot.sender import Sender
from bot.settings import Settings
from bot.transport import AiohttpRequest, BotApi
from bot.worker import Worker
from handlers.front import Front
from schedules.timetable import Timetable
from storage.database import open_engine
from storage.migrate import upgrade

log = structlog.get_logger()


class Program:
    """Built from settings; `start` brings it up, `run` keeps it up until one part ends."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.heard, self.said, self.files = Bell(), Bell(), Bell()
        self.api = BotApi(
            settings.telegram_api_url,
            settings.bot_token.get_secret_value(),
            AiohttpRequest(proxy=settings.proxy_url),
        )

    async def start(self) -> None:
        """Open the ledger and greet Telegram.

        Raises storage.database.Unreachable and telegram.error.InvalidToken.
        """
        engine = open_engine(self.settings.database_url)
        upgrade(engine)
        self.ledger = LedgerThread(engine)
        me: dict[str, Any] = await self.api.call("getMe", {})
        self.city = city_of(self.settings, me["username"])
        await publish_menu(self.api)
        self._assemble(self.settings.data_dir)
        log.info("started", bot=me["username"])

    def _assemble(self, data_dir: Path) -> None:
        self.intake = Intake(self.api, self.ledger, self.clock, self.heard)
        self.worker = Worker(self.ledger, self.clock, Front(self.city), self.heard, self.said)
        self.sender = Sender(self.api, self.ledger, self.clock, self.said, data_dir)
        self.fetcher = Fetcher(self.api, self.ledger, self.clock, self.files, data_dir)
        self.timetable = Timetable(self.ledger.write, self.clock.now, self.city, self.said.ring)

    async def run(self) -> None:
        """Until cancelled, or until a part fails for good: then all stop, and it is raised."""
        self.timetable.start()
        try:
            async with asyncio.TaskGroup() as parts:
                parts.create_task(self.intake.run(), name="intake")
                parts.create_task(self.worker.run(), name="worker")
                parts.create_task(self.sender.run(), name="sender")
                parts.create_task(self.fetcher.run(), name="fetcher")
        finally:
            self.timetable.stop()

    async def close(self) -> None:
        with suppress(AttributeError):
            self.ledger.close()
        await self.api.close()
