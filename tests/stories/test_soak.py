"""A long life in a few minutes: an hour and a half of load, then more than a year of days.

The bot's clock is moved from step to step; the sandbox runs in a process of its own, so that what
this process holds is the bot's.
"""

import asyncio
import gc
import json
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr
from sqlalchemy import func, select

from bot.clock import Clock
from bot.program import Program
from bot.rate_limits import Allowance, Limits
from bot.settings import Settings
from bot.telegram.messenger import Telegram
from rules.policy.delivery import Urgency
from sandbox.server import TOKEN
from storage.db.engine import Tx, open_engine, reading
from storage.ledger import journal
from storage.mail import backlog
from storage.mail.backlog import Backlog
from storage.mail.tables import awaiting, drafts, inbox, outbox
from tests.stories.conftest import EARLY, NAMES
from tests.support.small_city import GROUP, LEADER, OFFICE, OFFICIAL, OTHER, settle

ROOT = Path(__file__).parents[2]
AT_EASE = Allowance(30, 0.0)
"""Telegram's pace is kept in real time, which this test has not got."""

MINUTES, DAYS = 90, 400
SAYINGS = (
    (OFFICIAL, "1号别墅群已拆除{n}栋，月底前全部拆完"),
    (OFFICIAL, "/my"),
    (OFFICIAL, "云溪河管网建设完成{n}公里"),
    (OTHER, "污水处理厂二期受降雨影响"),
    (LEADER, "全市情况"),
    (LEADER, "/overdue"),
    (OFFICE, "/search 别墅"),
    (OTHER, "我的任务"),
)


@dataclass(frozen=True)
class Held:
    """What a process and its ledger hold at a moment."""

    megabytes: float
    objects: int
    files: int
    mail: int


class Life:
    """The running city, and the people who write to it."""

    def __init__(self, program: Program, http: aiohttp.ClientSession) -> None:
        self.program = program
        self._http = http
        self._offset = EARLY - Clock().now()
        self.said = 0
        self._others = 0

    async def begins(self) -> None:
        """The first answer; what else the bot was told before it is not what people say."""
        await self._say(*SAYINGS[1])
        async with asyncio.timeout(30):
            while not await self.program.ledger.write(_answered):
                await self.program.clock.sleep(0.01)
        self._others = await self.program.ledger.write(_heard) - self.said

    async def passes(self, time: timedelta, sayings: int) -> None:
        """Some time goes by; the duties look what is due, people write and are answered."""
        self._offset += time
        self.program.clock.move(self._offset)
        await self.program.ticker.tick()
        for _ in range(sayings):
            await self._say(*SAYINGS[self.said % len(SAYINGS)])
        await self._quiet()

    async def _say(self, who: int, text: str) -> None:
        self.said += 1
        saying = {"user": who, "text": text.format(n=self.said % 40)}
        async with self._http.post("/sandbox/say", json=saying) as answer:
            assert answer.status == 200, await answer.text()

    async def _quiet(self) -> None:
        """Everything that was said has been heard, and everything to be told is told."""
        async with asyncio.timeout(30):
            while not await self._is_quiet():
                await self.program.wakeups.inbox.wait(0.01)

    async def _is_quiet(self) -> bool:
        seen: Backlog = await self.program.ledger.write(backlog.measure)
        heard = await self.program.ledger.write(_heard)
        return (
            heard - self._others == self.said and not seen.heard and not sum(seen.to_send.values())
        )

    async def held(self) -> Held:
        return _held(await self.program.ledger.write(_mail))


def _held(mail: int) -> Held:
    gc.collect()
    status = Path("/proc/self/status").read_text("utf-8").splitlines()
    size = next(line for line in status if line.startswith("VmRSS"))
    return Held(
        megabytes=int(size.split()[1]) / 1024,
        objects=len(gc.get_objects()),
        files=len(list(Path("/proc/self/fd").iterdir())),
        mail=mail,
    )


def _heard(tx: Tx) -> int:
    """How many updates there ever were: the newest is never forgotten."""
    return tx.execute(select(func.max(inbox.c.seq))).scalar() or 0


def _answered(tx: Tx) -> int:
    sent = (outbox.c.state == "sent", outbox.c.urgency == Urgency.REPLY)
    return tx.execute(select(func.count()).select_from(outbox).where(*sent)).scalar_one()


def _mail(tx: Tx) -> int:
    tables = (inbox, outbox, drafts, awaiting)
    return sum(tx.execute(select(func.count()).select_from(t)).scalar_one() for t in tables)


@pytest.fixture
async def life(database_url: str, tmp_path: Path) -> AsyncIterator[Life]:
    engine = open_engine(database_url)
    settle(engine)
    engine.dispose()
    seed = tmp_path / "people.json"
    users = [{"id": n, "first_name": name, "started": True} for n, name in NAMES.items()]
    groups = [{"id": GROUP, "title": "整改工作群", "members": [OFFICE, OFFICIAL]}]
    seed.write_text(json.dumps({"users": users, "groups": groups}), "utf-8")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", "--seed", str(seed), "--limits", "off"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    address = (await process.stdout.readline()).decode().strip()
    settings = Settings(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=address,
        database_url=database_url,
        data_dir=tmp_path,
    )
    limits = Limits(AT_EASE, AT_EASE, AT_EASE, AT_EASE)
    program = Program(settings, Clock(EARLY - Clock().now()), [partial(Telegram, limits=limits)])
    await program.start()
    running = asyncio.create_task(program.run())
    async with aiohttp.ClientSession(address) as http:
        begun = Life(program, http)
        await begun.begins()
        yield begun
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await program.close()
    process.terminate()
    await process.wait()


@pytest.mark.slow
async def test_an_hour_of_load_and_a_year_of_days_leave_nothing_behind(life: Life) -> None:
    for _ in range(MINUTES // 3):
        await life.passes(timedelta(minutes=1), len(SAYINGS))
    warm = await life.held()
    for _ in range(MINUTES - MINUTES // 3):
        await life.passes(timedelta(minutes=1), len(SAYINGS))
    after_load = await life.held()
    assert after_load.megabytes - warm.megabytes < 12
    assert after_load.objects < 1.05 * warm.objects
    assert after_load.files <= warm.files + 2

    sizes = []
    for day in range(1, DAYS + 1):
        await life.passes(timedelta(days=1), 2)
        if day in (DAYS * 3 // 4, DAYS):
            sizes.append(await life.held())
    late, last = sizes
    assert last.mail <= 1.05 * late.mail
    assert last.megabytes - after_load.megabytes < 12
    assert last.objects < 1.05 * after_load.objects
    assert last.files <= warm.files + 2
    with reading(life.program.ledger.engine) as tx:
        assert journal.first_broken(tx) is None
    assert life.said == 1 + MINUTES * len(SAYINGS) + DAYS * 2
