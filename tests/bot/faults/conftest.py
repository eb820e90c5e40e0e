"""The sender and the intake against the sandbox's faults, on both databases, by a clock in hand."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.database_thread import DatabaseThread
from bot.intake import Intake
from bot.sender import Sender
from bot.settings import Settings
from bot.telegram.addresses import NAME, telegram_chat
from bot.telegram.client import AiohttpRequest, BotApi
from bot.telegram.delivery import Patience
from bot.telegram.messenger import Telegram
from bot.telegram.polling import Polling
from bot.telegram.webhook import Webhook
from bot.wakeups import Wakeups
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from messages.incoming import Incoming
from messages.outgoing import OutgoingMessage, Reply
from notices import mail
from rules.policy.city import City
from sandbox.server import Sandbox
from storage.db.engine import Engine, Tx, reading, writing
from storage.mail.tables import inbox as inbox_rows
from storage.mail.tables import outbox as outbox_rows
from storage.people import groups
from tests.support.endpoint import free_port, settings_for
from tests.support.hand_clock import HandClock
from tests.support.small_city import GROUP, MORNING, OFFICE, OFFICIAL, OTHER, settle

WITHIN_SECONDS = 10.0

FORUM = -1_000_000_000_777
NAMES = {OFFICIAL: "张伟", OFFICE: "赵静", OTHER: "刘洋"}


@dataclass
class Post:
    """A post office of our own: what is written is sent to people of the sandbox."""

    sandbox: Sandbox
    engine: Engine
    api: BotApi
    clock: HandClock
    sender: Sender
    polling: Polling
    intake: Intake
    wakeups: Wakeups
    worker: Worker
    mishaps: list[Callable[[], None]]
    """What happens in the middle of the next conversations, one thing in each."""

    def writes(self, *messages: OutgoingMessage) -> None:
        with writing(self.engine) as tx:
            mail.send_all(tx, messages, self.clock.now())

    async def sends(self, *messages: OutgoingMessage) -> None:
        """Write them, and carry everything out that is due."""
        self.writes(*messages)
        await self.sender.drain()

    async def after(self, seconds: float) -> None:
        """Let time pass, and carry out what is then due."""
        self.clock.goes_on(seconds)
        await self.sender.drain()

    async def deals(self) -> None:
        """Take up what was written, and send what it made."""
        await self.receives_once()
        while (await self.worker.drain_once()).count:
            pass
        await self.after(5)

    async def founds_forum(self) -> int:
        """Found a group with a topic; return its thread."""
        await self.sandbox.add_group("整改专题群", [OFFICE], id=FORUM, supergroup=True)
        return await self.sandbox.topic(FORUM, "日报")

    def stands(self, chat: int) -> list[str]:
        """What can be read in a chat; words of people are left out."""
        me = self.sandbox.world.profile.id
        return [
            m.get("text", m.get("caption", ""))
            for m in self.sandbox.messages(chat)
            if m["from"]["id"] == me and ("text" in m or "caption" in m)
        ]

    def states(self) -> list[str]:
        """Every row of the outbox, oldest first."""
        with reading(self.engine) as tx:
            return list(
                tx.execute(select(outbox_rows.c.state).order_by(outbox_rows.c.id)).scalars()
            )

    def kept(self) -> list[str]:
        """The words of every update that is in the inbox, in its order."""
        with reading(self.engine) as tx:
            rows = tx.execute(select(inbox_rows.c.raw).order_by(inbox_rows.c.seq)).scalars()
            return [_words(raw) for raw in rows]

    def receives(self) -> Coroutine[Any, Any, None]:
        """Ask for updates, as the running program does."""
        return self.polling.run(self.intake.keep)

    async def receives_once(self) -> None:
        """Ask for updates, and do not wait for any."""
        await self.polling.fetch_once(self.intake.keep, 0)

    async def listens(self, count: int) -> None:
        """Ask for updates, as the running program does, until that many are kept."""
        async with at_work(self.receives()):
            await self.has_kept(count)

    async def has_kept(self, count: int) -> None:
        await self.until(lambda: len(self.kept()) >= count)

    async def hears_from(self, chat: int, text: str) -> None:
        """Ask for updates until these words from this chat are kept."""

        def heard() -> bool:
            with reading(self.engine) as tx:
                query = select(inbox_rows.c.raw).where(inbox_rows.c.chat == telegram_chat(chat))
                return [_words(raw) for raw in tx.execute(query).scalars()] == [text]

        async with at_work(self.receives()):
            await self.until(heard)

    async def until(self, enough: Callable[[], bool]) -> None:
        async with asyncio.timeout(WITHIN_SECONDS):
            while not enough():
                await self.wakeups.inbox.wait(WITHIN_SECONDS)


@dataclass(frozen=True)
class Mishap(Dispatcher):
    """The front desk, where something may happen before an answer is committed."""

    mishaps: list[Callable[[], None]] = field(default_factory=list)

    def answer(self, tx: Tx, heard: Incoming, now: datetime) -> Reply:
        spoken = super().answer(tx, heard, now)
        if self.mishaps:
            self.mishaps.pop()()
        return spoken


@asynccontextmanager
async def at_work(*parts: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """These run as in the program, until the block ends; none of them may end before."""
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        yield
        assert [task for task in tasks if task.done()] == []
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _words(raw: str) -> str:
    update: dict[str, Any] = json.loads(raw)
    return str(update["message"]["text"])


def _settings(sandbox: Sandbox, folder: Path) -> Settings:
    return Settings(
        bot_token=SecretStr(sandbox.token), telegram_api_url=sandbox.url, data_dir=folder
    )


@pytest.fixture
def patience() -> Patience:
    """Soon at an end, so that a test of answers that never come need not wait long."""
    return Patience(answer=0.3)


@pytest.fixture
async def post(engine: Engine, tmp_path: Path, patience: Patience) -> AsyncIterator[Post]:
    settle(engine)
    with writing(engine) as tx:
        groups.bind(tx, telegram_chat(GROUP), "整改工作群", None, 3, MORNING)
    clock, ledger = HandClock(), DatabaseThread(engine)
    async with Sandbox() as sandbox:
        for account, name in NAMES.items():
            await sandbox.add_user(name, id=account, started=True)
        await sandbox.add_group("整改工作群", [OFFICE, OFFICIAL], id=GROUP)
        sandbox.world.updates.clear()
        api = BotApi(sandbox.url, sandbox.token, AiohttpRequest())
        telegram = Telegram(_settings(sandbox, tmp_path), clock, patience=patience)
        wakeups, front = Wakeups(), Mishap(City())
        sender = Sender(telegram, ledger, clock, wakeups.outbox.join())
        intake = Intake(ledger, clock, wakeups.inbox)
        polling = Polling(api, clock)
        worker = Worker(ledger, clock, front, {NAME: telegram.parse}, wakeups)
        yield Post(
            sandbox, engine, api, clock, sender, polling, intake, wakeups, worker, front.mishaps
        )
        await telegram.close()
        await api.close()
        assert sandbox.malformed == 0
    ledger.close()


@pytest.fixture
async def address(post: Post) -> AsyncIterator[str]:
    """An endpoint that keeps what is delivered in the ledger of `post`."""
    port = free_port()
    settings = settings_for(post.sandbox, port)
    webhook = Webhook(settings, post.api, post.clock)
    await webhook.start(post.intake.keep)
    yield f"http://127.0.0.1:{port}/hook"
    await webhook.stop()
