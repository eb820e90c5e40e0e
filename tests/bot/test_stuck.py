"""A process that is stuck for ever ends itself and begins anew, whatever it is stuck in."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.server import Sandbox
from storage.db.engine import open_engine, reading
from storage.mail import inbox
from tests.support.forge import Bot, forge
from tests.support.lives import settings_for
from tests.support.morning import answered, clock_offset, settled_sandbox, told
from tests.support.small_city import OFFICIAL, OTHER
from tests.support.towns import Towns, towns_of

SORRY = "您的消息未能处理，已告知整改办，请稍后重发。"
COMMAND = Path(sys.executable).with_name("taizhang")
BY_GIL = "配"
"""Held by a pattern that is matched for ever, the interpreter lets no other thread run."""


@pytest.fixture(params=["sqlite", "postgresql"])
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Towns]:
    yield from towns_of(request, tmp_path, request.param)


def parked_of(url: str) -> list[tuple[int, str]]:
    engine = open_engine(url)
    with reading(engine) as tx:
        found = [(row.chat.id, row.last_error) for row in inbox.parked(tx)]
    engine.dispose()
    return found


async def test_a_handler_that_never_returns_costs_three_lives_and_is_parked(
    towns: Towns, tmp_path: Path
) -> None:
    """Three processes on PostgreSQL; SQLite has one. Everybody else is answered."""
    with towns.town() as url, forge(tmp_path / "bots.log") as smithy:
        async with Sandbox() as sandbox:
            await settled_sandbox(sandbox)
            settings, offset = settings_for(sandbox, url, tmp_path), clock_offset(sandbox)
            await sandbox.say(OFFICIAL, BY_GIL)
            processes = 3 if towns.kind == "postgresql" else 1
            bots = [smithy.begin(settings, offset, kind="stuck") for _ in range(processes)]
            await told(sandbox, OFFICIAL, SORRY)
            await answered(sandbox, OTHER, "/help")
            for bot in bots:
                await bot.stopped()
        assert len((tmp_path / BY_GIL).read_text()) == 3
        assert parked_of(url) == [(OFFICIAL, "taken up 3 times without an end")]


def worker_of(pid: int) -> int:
    """The process that does the work for a supervisor."""
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text())


async def test_the_command_comes_back_when_its_worker_is_killed(tmp_path: Path) -> None:
    async with Sandbox() as sandbox:
        await settled_sandbox(sandbox)
        names = {"TAIZHANG_BOT_TOKEN": sandbox.token, "TAIZHANG_TELEGRAM_API_URL": sandbox.url}
        run = await asyncio.create_subprocess_exec(
            COMMAND, "run", cwd=tmp_path, env={"PATH": os.environ["PATH"], **names},
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        await answered(sandbox, OFFICIAL, "/help")
        os.kill(worker_of(run.pid), signal.SIGKILL)
        await answered(sandbox, OFFICIAL, "/help")
        run.terminate()
        log, _ = await run.communicate()
    assert run.returncode == 0
    assert log.count(b"process_ended") == 1


async def test_a_worker_without_its_supervisor_ends_in_good_order(tmp_path: Path) -> None:
    """Else it would keep an SQLite ledger from whoever is begun in its place."""
    async with Sandbox() as sandbox:
        await settled_sandbox(sandbox)
        names = {"TAIZHANG_BOT_TOKEN": sandbox.token, "TAIZHANG_TELEGRAM_API_URL": sandbox.url}
        run = await asyncio.create_subprocess_exec(
            COMMAND, "run", cwd=tmp_path, env={"PATH": os.environ["PATH"], **names},
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        await answered(sandbox, OFFICIAL, "/help")
        worker = Bot(worker_of(run.pid))
        run.kill()
        async with asyncio.timeout(20):
            await worker.ended()
        await run.wait()
