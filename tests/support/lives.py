"""Lives of the program: begun, ended by a blow or in good order, and what is written meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from threading import current_thread, main_thread

from pydantic import SecretStr
from sqlalchemy import Pool, event

from bot.clock import Clock
from bot.program import Program
from bot.settings import Settings
from sandbox.server import Sandbox
from tests.support.steps import Blow, Killed, watched


def settings_for(sandbox: Sandbox, url: str, folder: Path) -> Settings:
    return Settings(
        bot_token=SecretStr(sandbox.token),
        telegram_api_url=sandbox.url,
        database_url=url,
        data_dir=folder,
    )


async def lived_through(program: Program) -> None:
    try:
        await program.start()
        await program.run()
    finally:
        await program.close()


async def struck_life(settings: Settings, offset: timedelta, blow: Blow) -> None:
    """Run until the blow has ended it, or until it is cancelled."""
    with watched(blow):
        life = asyncio.create_task(lived_through(Program(settings, Clock(offset))), name="life")
        blow.ends = lambda: life.get_loop().call_soon_threadsafe(life.cancel)
        try:
            await asyncio.wait([life])
        finally:
            await _ended(life)


async def _ended(life: "asyncio.Task[None]") -> None:
    life.cancel()
    with suppress(asyncio.CancelledError, Killed, BaseExceptionGroup):
        await life


@asynccontextmanager
async def undisturbed(settings: Settings, offset: timedelta) -> AsyncIterator[None]:
    """Run a life that no blow strikes; stop it in good order at the end."""
    program = Program(settings, Clock(offset))
    await program.start()
    life = asyncio.create_task(program.run(), name="life")
    try:
        yield
    finally:
        await _ended(life)
        await program.close()


@contextmanager
def commits() -> Iterator["Commits"]:
    """Watch every unit of work that a program in this process ends."""
    heard = Commits()
    event.listen(Pool, "checkin", heard.tell)
    try:
        yield heard
    finally:
        event.remove(Pool, "checkin", heard.tell)


class Commits:
    """Waits for something to be written, looking again after every unit of work."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._one = asyncio.Event()

    def tell(self, *_: object) -> None:
        if current_thread() is not main_thread():  # the test itself only looks
            self._loop.call_soon_threadsafe(self._one.set)

    async def until(self, look: Callable[[], bool], seconds: float) -> None:
        async with asyncio.timeout(seconds):
            while not look():
                self._one.clear()
                await self._one.wait()
