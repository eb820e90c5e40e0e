"""The whole program put together: everything that runs while the bot runs."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import structlog
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.leader import run_while_leader
from bot.ops.backups import Backups, file_of, folder_of
from bot.profile import city_of
from bot.settings import Settings
from bot.telegram.client import AiohttpRequest, BotApi, named, seconds_of
from bot.telegram.files import FileDownloader
from bot.telegram.menu import publish_menu
from bot.telegram.polling import Polling
from bot.telegram.rate_limits import Limits, RateLimiter
from bot.telegram.sender import Sender
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from schedules.timetable import Timetable
from storage.db import private
from storage.db.engine import open_engine
from storage.db.leases import Lease, sole_process
from storage.db.migrate import upgrade

GREETING_WAITS = (1.0, 3.0)
"""Seconds before Telegram is asked again at the start."""

log = structlog.get_logger()


class Program:
    """Built from settings; `start` brings it up, `run` keeps it up until one part ends."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        *,
        webhook: bool = False,
        limits: Limits | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.heard, self.said, self.files = Wakeup(), Wakeup(), Wakeup()
        self._by_webhook = webhook
        self._limits = limits
        self._open = AsyncExitStack()
        self.api = BotApi(
            settings.telegram_api_url,
            settings.bot_token.get_secret_value(),
            AiohttpRequest(proxy=settings.proxy_url),
        )

    async def start(self) -> None:
        """Open the ledger and greet Telegram.

        Raises storage.database.Unreachable, storage.posts.AlreadyRunning
        and telegram.error.TelegramError.
        """
        self._open.push_async_callback(self.api.close)
        engine = open_engine(self.settings.database_url)
        lock = sole_process(engine)
        if lock is not None:
            self._open.callback(lock.close)
        private.tighten(file_of(engine), self.settings.data_dir)
        upgrade(engine)
        self.ledger = DatabaseThread(engine)
        self._open.callback(self.ledger.close)
        self.city = city_of(self.settings, await self._name())
        await self._publish_menu()
        self._assemble(self.settings.data_dir)
        if self.settings.metrics_listen:
            from bot.ops.metrics_page import Metrics  # noqa: PLC0415 - a server of HTTP: slow to import

            self.metrics = Metrics(engine, self.clock, self.settings.metrics_listen)
            self._open.push_async_callback(self.metrics.stop)
            await self.metrics.start()
        log.info("started", bot=self.city.bot_name)

    async def _name(self) -> str:
        """The bot's name. A passing failure of Telegram does not keep us from starting."""
        for wait in GREETING_WAITS:
            try:
                return named(await self.api.call("getMe", {}))
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("greeting_failed", reason=error.message)
                told = seconds_of(error) if isinstance(error, RetryAfter) else wait
                await self.clock.sleep(told)
        return named(await self.api.call("getMe", {}))

    async def _publish_menu(self) -> None:
        """Without a menu the bot serves all the same."""
        try:
            await publish_menu(self.api)
        except TelegramError as error:
            log.warning("menu_not_published", reason=error.message)

    def _assemble(self, data_dir: Path) -> None:
        self.intake = Polling(self.api, self.ledger, self.clock, self.heard)
        if self._by_webhook:
            from bot.telegram.webhook import Webhook  # noqa: PLC0415 - a server of HTTP: slow to import

            self.webhook = Webhook(self.settings, self.api, self.intake, self.clock)
            self._open.push_async_callback(self.webhook.stop)
        front = Dispatcher(self.city)
        self.worker = Worker(self.ledger, self.clock, front, self.heard, (self.said, self.files))
        self.sender = Sender(
            self.api, self.ledger, self.clock, self.said, data_dir, pacer=RateLimiter(self._limits)
        )
        self.fetcher = FileDownloader(self.api, self.ledger, self.clock, self.files, data_dir)
        self.timetable = Timetable(self.ledger.write, self.clock.now, self.city, self.said.ring)
        ledger = file_of(self.ledger.engine)
        self.backups = (
            Backups(ledger, folder_of(data_dir), self.clock, self.city.zone) if ledger else None
        )

    async def run(self) -> None:
        """Until cancelled, or until a part fails for good: then all stop, and it is raised."""
        engine = self.ledger.engine
        if self._by_webhook:
            await self.webhook.start()
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self.worker.run(), name="worker")
            if self.backups is not None:
                parts.create_task(self.backups.run(), name="backups")
            for name, work in (
                ("intake", self._take_in),
                ("sender", self._send_and_fetch),
                ("clock", self._tick),
            ):
                parts.create_task(
                    run_while_leader(Lease(engine, name), self.clock, work), name=name
                )

    async def _take_in(self) -> None:
        """One process asks for updates, or tells Telegram where to deliver them."""
        await (self.webhook.stay_announced() if self._by_webhook else self.intake.run())

    async def _send_and_fetch(self) -> None:
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self.sender.run(), name="sending")
            parts.create_task(self.fetcher.run(), name="fetching")

    async def _tick(self) -> None:
        """The library reckons by the time of day: set back an hour, it would sleep for an hour."""
        while True:
            self.timetable.start()
            try:
                await self.clock.stepped()
                log.warning("clock_stepped", now=self.clock.now().isoformat())
            finally:
                self.timetable.stop()

    async def close(self) -> None:
        """Close what was opened, in reverse."""
        await self._open.aclose()
