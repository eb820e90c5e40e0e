"""A city that runs: the whole program against the sandbox, over HTTP, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.clock import Clock
from bot.program import Program
from bot.rate_limits import Limits
from bot.settings import Settings
from bot.telegram.limits import PUBLISHED
from bot.telegram.messenger import Telegram
from sandbox.server import Sandbox
from storage.db.engine import open_engine
from tests.support.phones import UNHURRIED, Phones, at_work
from tests.support.small_city import (
    GROUP,
    LEADER,
    MORNING,
    OFFICE,
    OFFICIAL,
    OTHER,
    VERIFIER,
    settle,
)

EARLY = MORNING - timedelta(minutes=75)
"""A quarter to eight: before the first prompts of the day."""

NAMES = {OFFICIAL: "张伟", LEADER: "李敏", OFFICE: "赵静", VERIFIER: "王强", OTHER: "刘洋"}


@dataclass
class RunningCity:
    """The sandbox and the program that serves it."""

    sandbox: Sandbox
    program: Program

    async def hears(self, who: int, text: str, **more: Any) -> dict[str, Any]:
        """Say something and wait for what is said in answer."""
        await self.sandbox.say(who, text, **more)
        return await self.sandbox.heard(more.get("chat", who))

    async def taps(self, who: int, message: dict[str, Any], label: str) -> dict[str, Any]:
        """Tap a button and wait for the message to change."""
        await self.sandbox.tap(who, message, label)
        return await self.sandbox.heard_edit(who)

    async def until(self, moment: datetime) -> None:
        """Move the clock of everybody, and let the duties look what is due."""
        await self.sandbox.set_clock(moment.isoformat())
        self.program.clock.move(timedelta(seconds=self.sandbox.acts.world.clock.offset_seconds))
        await self.program.ticker.tick()


@pytest.fixture
async def city(database_url: str, tmp_path: Path) -> AsyncIterator[RunningCity]:
    """Everybody enrolled, a group there, early on a Tuesday in November."""
    async with _served(database_url, tmp_path, PUBLISHED) as running:
        yield running


@pytest.fixture
async def phones(database_url: str, tmp_path: Path) -> AsyncIterator[Phones]:
    """The same city at a messenger that no message has to wait for."""
    async with (
        _served(database_url, tmp_path, UNHURRIED) as running,
        at_work(running.sandbox, running.program) as phones,
    ):
        yield phones


@asynccontextmanager
async def _served(database_url: str, folder: Path, limits: Limits) -> AsyncIterator[RunningCity]:
    engine = open_engine(database_url)
    settle(engine)
    engine.dispose()
    async with Sandbox() as sandbox:
        for account, name in NAMES.items():
            await sandbox.add_user(name, id=account, started=True)
        await sandbox.add_group("整改工作群", [OFFICE, OFFICIAL], id=GROUP)
        await sandbox.set_clock(EARLY.isoformat())
        settings = _settings(sandbox, database_url, folder)
        program = Program(settings, _clock(), [partial(Telegram, limits=limits)])
        await program.start()
        running = asyncio.create_task(program.run())
        yield RunningCity(sandbox, program)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await program.close()
        assert sandbox.malformed == 0


def _settings(sandbox: Sandbox, database_url: str, folder: Path) -> Settings:
    return Settings(
        bot_token=SecretStr(sandbox.token),
        telegram_api_url=sandbox.url,
        database_url=database_url,
        data_dir=folder,
        metrics_listen="127.0.0.1:0",
    )


def _clock() -> Clock:
    return Clock(EARLY - Clock().now())
