"""The whole program, composed: everything that runs while the bot runs."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import structlog

from bot.case_files import CaseFileMaker
from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.downloads import FileDownloader
from bot.intake import Intake
from bot.leader import run_while_leader
from bot.messenger import Messenger
from bot.ops.backups import Backups, file_of, folder_of
from bot.profile import city_of
from bot.sender import Sender
from bot.settings import Settings
from bot.telegram.messenger import Telegram
from bot.wakeups import Wakeups, ring_for_others
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from schedules.timetable import Timetable
from storage.db import private
from storage.db.engine import open_engine
from storage.db.leases import Lease, sole_process
from storage.db.migrate import upgrade

log = structlog.get_logger()


class Program:
    """Built from settings; `start` brings it up, `run` keeps it up until one part ends."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        messenger: Callable[[Settings, Clock], Messenger] = Telegram,
    ) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.wakeups = Wakeups()
        self.messenger = messenger(settings, self.clock)
        self._open = AsyncExitStack()

    async def start(self) -> None:
        """Open the ledger and greet the messenger.

        Raises storage.db.engine.Unreachable, storage.db.leases.AlreadyRunning and what the
        messenger raises when it cannot be reached.
        """
        self._open.push_async_callback(self.messenger.close)
        engine = open_engine(self.settings.database_url)
        lock = sole_process(engine)
        if lock is not None:
            self._open.callback(lock.close)
        private.tighten(file_of(engine), self.settings.data_dir)
        upgrade(engine)
        self.ledger = DatabaseThread(engine)
        self._open.callback(self.ledger.close)
        self.city = city_of(self.settings, await self.messenger.greet())
        self._assemble(self.settings.data_dir)
        if self.settings.metrics_listen:
            from bot.ops.metrics_page import Metrics  # noqa: PLC0415 - a server of HTTP: slow to import

            self.metrics = Metrics(engine, self.clock, self.settings.metrics_listen)
            self._open.push_async_callback(self.metrics.stop)
            await self.metrics.start()
        log.info("started", bot=self.city.bot_name)

    def _assemble(self, data_dir: Path) -> None:
        given, wakeups = (self.messenger, self.ledger, self.clock), self.wakeups
        self.intake = Intake(self.ledger, self.clock, wakeups.inbox)
        self.worker = Worker(
            self.ledger, self.clock, Dispatcher(self.city), self.messenger.parse, wakeups
        )
        self.sender = Sender(*given, wakeups.outbox)
        self.downloader = FileDownloader(*given, wakeups.files, data_dir)
        self.case_files = CaseFileMaker(
            self.ledger,
            self.clock,
            wakeups,
            self.city,
            data_dir,
            self.messenger.largest_upload,
        )
        self.timetable = Timetable(
            self.ledger.write, self.clock.now, self.city, wakeups.outbox.ring
        )
        ledger = file_of(self.ledger.engine)
        self.backups = (
            Backups(ledger, folder_of(data_dir), self.clock, self.city.zone) if ledger else None
        )

    async def run(self) -> None:
        """Run until cancelled, or until a part fails for good: then all stop, and it is raised."""
        engine = self.ledger.engine
        await self.messenger.listen(self.intake.keep)
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self.worker.run(), name="worker")
            parts.create_task(ring_for_others(engine, self.clock, self.wakeups), name="listener")
            if self.backups is not None:
                parts.create_task(self.backups.run(), name="backups")
            for name, work in (
                ("intake", self._receive),
                ("sender", self._send_and_download),
                ("clock", self._tick),
            ):
                parts.create_task(
                    run_while_leader(Lease(engine, name), self.clock, work), name=name
                )

    async def _receive(self) -> None:
        await self.messenger.receive(self.intake.keep)

    async def _send_and_download(self) -> None:
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self.sender.run(), name="sending")
            parts.create_task(self.downloader.run(), name="downloading")
            parts.create_task(self.case_files.run(), name="case files")

    async def _tick(self) -> None:
        """Run the timetable, begun again when the clock steps: set back an hour, it would sleep one."""
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
