"""Bots as real processes, begun in milliseconds: one process imports everything and forks them.

Run as a module it is that process: each line it reads is an order, answered by the new bot's
process number. `Forge` is its holder in a test, `Bot` one of its bots.
"""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

from bot.clock import Clock
from bot.program import Program
from bot.serving import served
from bot.settings import Settings
from bot.supervisor import supervised
from bot.wakeups import Wakeups
from bot.worker import Worker
from handlers.dispatcher import Dispatcher
from messages.incoming import Incoming, IncomingMessage
from messages.outgoing import Reply
from storage.db.engine import Tx
from tests.support.naive_bot import naive_bot
from tests.support.steps import HOUSE, Countdown, watched


@dataclass
class Bot:
    """One running bot."""

    pid: int

    def __post_init__(self) -> None:
        self._watch = os.pidfd_open(self.pid)

    async def ended(self) -> None:
        loop, gone = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self._watch, gone.set)
        try:
            await gone.wait()
        finally:
            loop.remove_reader(self._watch)

    async def killed(self) -> None:
        """Kill the process with signal 9, and wait until it has ended."""
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:  # it was faster
            return
        await self.ended()

    async def stopped(self) -> None:
        """Let the process come to its end in good order."""
        os.kill(self.pid, signal.SIGTERM)
        await self.ended()


class Forge:
    """Makes bots; `log` is where they all write."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.forge"],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(
        self,
        settings: Settings,
        offset: timedelta = timedelta(0),
        steps: int | None = None,
        kind: str = "ours",
    ) -> Bot:
        """Start a new bot; with `steps` it kills itself after so many steps of its work."""
        order = {
            "kind": kind,
            "settings": {
                "TAIZHANG_BOT_TOKEN": settings.bot_token.get_secret_value(),
                "TAIZHANG_TELEGRAM_API_URL": settings.telegram_api_url,
                "TAIZHANG_DATABASE_URL": settings.database_url,
                "TAIZHANG_DATA_DIR": str(settings.data_dir),
            },
            "offset": offset.total_seconds(),
            "steps": steps,
            "log": str(self._log),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Bot(int(self._process.stdout.readline()))

    def close(self) -> None:
        self._process.communicate()


@contextmanager
def forge(log: Path) -> Iterator[Forge]:
    opened = Forge(log)
    try:
        yield opened
    finally:
        opened.close()


def _forge_on_order() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _be_a_bot(json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _be_a_bot(order: dict[str, Any]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log = os.open(order["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for here, there in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(here, there)
    os.environ.update(order["settings"])
    offset = timedelta(seconds=order["offset"])
    try:
        if order["kind"] == "stuck":
            _stuck(offset)
        else:
            asyncio.run(KINDS[order["kind"]](offset, order["steps"]))
    finally:
        os._exit(1)


async def _lived(offset: timedelta, steps: int | None) -> None:
    with watched(Countdown(steps)):
        program = Program(Settings(), Clock(offset))
        await program.start()
        await program.run()


def _turn() -> None:
    while True:
        pass


def _match() -> None:
    """Hold the interpreter's lock for ever: no other thread of Python runs meanwhile."""
    re.match(r"(?:a+)+$", "a" * 64 + "b")


HANGS_AT = "挂"
HANGS: dict[str, Callable[[], object]] = {HANGS_AT: Event().wait, "转": _turn, "配": _match}
"""The words from which a bot of the kinds `hangs` and `stuck` never comes back, and how."""


class Hanging(Dispatcher):
    """A front desk that never comes back from some words, and says so in a file of its folder."""

    def answer(self, tx: Tx, heard: Incoming, now: datetime) -> Reply:
        if isinstance(heard, IncomingMessage) and heard.text in HANGS:
            with (Settings().data_dir / heard.text).open("a") as told:
                told.write("!")
            HANGS[heard.text]()
        return super().answer(tx, heard, now)


class HangingProgram(Program):
    """The program with such a front desk, and little time for what hangs."""

    async def start(self) -> None:
        await super().start()
        self.ledger.budget = STUCK_AFTER
        given = (self.ledger, self.clock, Hanging(self.city), self.parsers, self.wakeups)
        self.worker = Worker(*given)


STUCK_AFTER = 1.5
"""Seconds."""


async def _hanging(offset: timedelta, _steps: int | None) -> None:
    program = HangingProgram(Settings(), Clock(offset))
    await program.start()
    await program.run()


def _stuck(offset: timedelta) -> None:
    """Be two processes, as `taizhang run` is."""
    supervised(lambda life: asyncio.run(served(HangingProgram(Settings(), Clock(offset)), life)))


async def _called(offset: timedelta, _steps: int | None) -> None:
    """Call the part, which looks by itself only once an hour."""
    program = Program(Settings(), Clock(offset))
    program.wakeups = Wakeups(quick=3600, patient=3600)
    await program.start()
    await program.run()


async def _naive(_offset: timedelta, _steps: int | None) -> None:
    await naive_bot(Settings())


KINDS = {"ours": _lived, "naive": _naive, "hangs": _hanging, "called": _called}

if __name__ == "__main__":
    _forge_on_order()
