"""The whole program, composed: everything that runs while the bot runs."""

import asyncio
from collections.abc import Callable, Sequence
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
from bot.ops.heads import Heads
from bot.ops.metrics import duty_done
from bot.ops.watch import Watch
from bot.profile import city_of, read_profile
from bot.read_ahead import ReadAhead
from bot.sender import Sender
from bot.settings import Settings
from bot.telegram.messenger import Telegram
from bot.verifier import Verifier
from bot.wakeups import Wakeups, ring_for_others
from bot.workbooks import ListDesk
from bot.worker import Parsers, Worker
from handlers.dispatcher import Dispatcher
from schedules.ticker import Ticker
from storage.db import private
from storage.db.engine import open_engine, wait_no_longer
from storage.db.leases import Lease, sole_process
from storage.db.migrate import upgrade

log = structlog.get_logger()


class Program:
    """Built from settings; `start` brings it up, `run` keeps it up until one part ends."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        messengers: Sequence[Callable[[Settings, Clock], Messenger]] = (Telegram,),
    ) -> None:
        """`messengers` all serve the one ledger; each has a name of its own."""
        self.settings = settings
        self.clock = clock or Clock()
        self.wakeups = Wakeups()
        self.messengers = [make(settings, self.clock) for make in messengers]
        self._open = AsyncExitStack()

    @property
    def parsers(self) -> Parsers:
        """Return who reads raw updates, by the name of their messenger."""
        return {messenger.name: messenger.parse for messenger in self.messengers}

    async def start(self) -> None:
        """Open the ledger and greet the messengers.

        Raises storage.db.engine.Unreachable, storage.db.leases.AlreadyRunning and what a
        messenger raises when it cannot be reached.
        """
        for messenger in self.messengers:
            self._open.push_async_callback(messenger.close)
        engine = open_engine(self.settings.database_url)
        lock = sole_process(engine)
        if lock is not None:
            self._open.callback(lock.close)
        private.tighten(file_of(engine), self.settings.data_dir)
        upgrade(engine)
        wait_no_longer(engine)
        self.ledger = DatabaseThread(engine)
        self._open.callback(self.ledger.close)
        bots = [await messenger.greet() for messenger in self.messengers]
        self.city = city_of(self.settings, bots)
        self._assemble(self.settings.data_dir)
        await self.heads.compare()
        if self.settings.metrics_listen:
            from bot.ops.metrics_page import Metrics  # noqa: PLC0415 - a server of HTTP: slow to import

            self.metrics = Metrics(engine, self.clock, self.settings.metrics_listen)
            self._open.push_async_callback(self.metrics.stop)
            await self.metrics.start()
        log.info("started", bots=[f"{bot.messenger}:{bot.name}" for bot in bots])

    def _assemble(self, data_dir: Path) -> None:
        given, wakeups = (self.ledger, self.clock), self.wakeups
        self.intake = Intake(*given, wakeups.inbox)
        self.worker = Worker(*given, Dispatcher(self.city), self.parsers, wakeups)
        self.read_ahead = ReadAhead(*given, self.city)
        self.senders = [Sender(m, *given, wakeups.outbox.join()) for m in self.messengers]
        self.downloaders = [
            FileDownloader(m, *given, wakeups.files.join(), data_dir, self.city.zone)
            for m in self.messengers
        ]
        self.case_files = CaseFileMaker(
            self.ledger,
            self.clock,
            wakeups,
            self.city,
            data_dir,
            min(m.largest_upload for m in self.messengers),
        )
        self.lists = ListDesk(self.messengers, *given, wakeups, self.city, data_dir)
        self.verifier = Verifier(*given, wakeups, self.city, data_dir)
        self.ticker = Ticker(
            self.ledger.duty, self.clock.now, self.city, wakeups.outbox.ring, duty_done
        )
        backups = Backups(self.ledger.engine, folder_of(data_dir), self.clock, self.city.zone)
        self.watch = Watch(*given, self.city, data_dir, backups)
        head_file = read_profile(self.settings.profile).proof.head_file
        self.heads = Heads(*given, self.city, head_file)

    async def run(self, is_up: Callable[[], object] = lambda: None) -> None:
        """Run until cancelled, or until a part fails for good: then all stop, and it is raised.

        `is_up` is called when nothing is left that may keep the program from running.
        """
        engine = self.ledger.engine
        for messenger in self.messengers:
            await messenger.listen(self.intake.keep)
        is_up()
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self.worker.run(), name="worker")
            parts.create_task(self.read_ahead.run(), name="reading ahead")
            parts.create_task(ring_for_others(engine, self.clock, self.wakeups), name="listener")
            for name, work in (
                ("intake", self._receive),
                ("sender", self._send_and_download),
                ("clock", self._tick_and_watch),
            ):
                parts.create_task(
                    run_while_leader(Lease(engine, name), self.clock, work), name=name
                )

    async def _receive(self) -> None:
        async with asyncio.TaskGroup() as parts:
            for messenger in self.messengers:
                parts.create_task(messenger.receive(self.intake.keep), name="receiving")

    async def _send_and_download(self) -> None:
        async with asyncio.TaskGroup() as parts:
            for sender in self.senders:
                parts.create_task(sender.run(), name="sending")
            for downloader in self.downloaders:
                parts.create_task(downloader.run(), name="downloading")
            parts.create_task(self.case_files.run(), name="case files")
            parts.create_task(self.lists.run(), name="lists")
            parts.create_task(self.verifier.run(), name="verifying")

    async def _tick_and_watch(self) -> None:
        async with asyncio.TaskGroup() as parts:
            parts.create_task(self._tick(), name="ticking")
            parts.create_task(self.watch.run(), name="watching")
            parts.create_task(self.heads.run(), name="telling the head")

    async def _tick(self) -> None:
        """Run the ticker, begun again when the clock steps: set back an hour, it would sleep one."""
        while True:
            self.ticker.start()
            try:
                await self.clock.stepped()
                log.warning("clock_stepped", now=self.clock.now().isoformat())
            finally:
                self.ticker.stop()

    async def close(self) -> None:
        """Close what was opened, in reverse."""
        await self._open.aclose()
