"""Several processes on one PostgreSQL: each message once and in order, whoever is killed."""

import asyncio
import random
import re
import signal
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from sandbox.server import Sandbox
from storage import audit
from storage.db.engine import Engine, open_engine, reading
from storage.db.leases import NUMBERS
from storage.db.migrate import is_current
from storage.ledger import journal
from storage.ledger.tables import reports
from tests.support.forge import Bot, Forge, forge
from tests.support.lives import settings_for
from tests.support.morning import (
    NAMES,
    REPORTS,
    WITHIN,
    answered,
    clock_offset,
    reported,
    settled_sandbox,
    told,
)
from tests.support.small_city import GROUP, OFFICIAL, OTHER
from tests.support.towns import Towns, towns_of

PROCESSES = 3
QUESTIONS = 24
KILLS = 20
TAKEN_OVER_WITHIN = 10.0
"""Seconds, as the README promises."""


@pytest.fixture
def towns(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Towns]:
    yield from towns_of(request, tmp_path, "postgresql")


@pytest.fixture
def smithy(tmp_path: Path) -> Iterator[Forge]:
    with forge(tmp_path / "bots.log") as opened:
        yield opened


async def asked(sandbox: Sandbox, who: int) -> None:
    """Three questions in a breath, then wait for the last answer."""
    for number in range(QUESTIONS):
        await sandbox.say(who, f"/search 第{number}问")
        if number % 3 == 2:
            await told(sandbox, who, f"第{number}问")


def answers(sandbox: Sandbox, who: int) -> list[int]:
    """The questions answered, in the order in which the answers came."""
    words = [m.get("text", "") for m in sandbox.messages(who) if m["from"]["is_bot"]]
    return [int(found[1]) for found in map(re.compile(r"“第(\d+)问”").search, words) if found]


async def killed_by_and_by(
    sandbox: Sandbox, begin: "Iterator[Bot]", bots: list[Bot], chance: random.Random
) -> None:
    """After every few calls one of them dies, and another comes in its place."""
    for _ in range(KILLS):
        calls = sandbox.api.transcript.total + chance.randrange(1, 12)
        await sandbox.until(
            lambda calls=calls: sandbox.api.transcript.total >= calls or None, WITHIN, "work"
        )
        await bots.pop(chance.randrange(PROCESSES)).killed()
        bots.append(next(begin))


@pytest.mark.slow
async def test_three_processes_and_random_kills(
    towns: Towns, smithy: Forge, tmp_path: Path
) -> None:
    with towns.town() as url:
        async with Sandbox() as sandbox:
            await settled_sandbox(sandbox)
            settings, offset = settings_for(sandbox, url, tmp_path), clock_offset(sandbox)
            begin = (smithy.begin(settings, offset) for _ in range(PROCESSES + KILLS))
            bots = [next(begin) for _ in range(PROCESSES)]
            killing = asyncio.create_task(
                killed_by_and_by(sandbox, begin, bots, random.Random(20261124))
            )
            await asyncio.gather(
                *(asked(sandbox, who) for who in NAMES),
                *(reported(sandbox, who, words) for who, words in REPORTS.items()),
                told(sandbox, GROUP, "整改日报"),
            )
            killing.cancel()
            await asyncio.wait([killing])
            for bot in bots:
                await bot.killed()
        _all_is_well(url, tmp_path)
        for who in NAMES:
            heard = answers(sandbox, who)
            assert [number for number, _ in groupby(heard)] == list(range(QUESTIONS))
            # At most the message under way is repeated, once for each death.
            assert len(heard) - QUESTIONS <= KILLS


def _all_is_well(url: str, folder: Path) -> None:
    engine = open_engine(url)
    with reading(engine) as tx:
        words = sorted(tx.execute(select(reports.c.words)).scalars())
        assert (journal.first_broken(tx), audit.first_mismatch(tx, folder)) == (None, None)
    engine.dispose()
    assert words == sorted(REPORTS.values())


def holder(engine: Engine, post: str) -> int:
    """The process that holds a post, as PostgreSQL tells it."""
    query = text(
        "select application_name from pg_locks join pg_stat_activity using (pid) "
        "where locktype = 'advisory' and granted and objid = :number and datname = current_database()"
    )
    with reading(engine) as tx:
        name = tx.execute(query, {"number": NUMBERS[post]}).scalar_one()
    return int(name.removeprefix("taizhang "))


@pytest.mark.slow
async def test_posts_are_taken_over_within_ten_seconds(
    towns: Towns, smithy: Forge, tmp_path: Path
) -> None:
    with towns.town() as url:
        engine = open_engine(url)
        async with Sandbox() as sandbox:
            await settled_sandbox(sandbox)
            settings, offset = settings_for(sandbox, url, tmp_path), clock_offset(sandbox)
            bots = {bot.pid: bot for bot in (smithy.begin(settings, offset) for _ in "123")}
            await told(sandbox, GROUP, "整改日报")
            await reported(sandbox, OFFICIAL, REPORTS[OFFICIAL])
            # What was reported since shows in the digest as soon as a clock ticks.
            await bots.pop(holder(engine, "clock")).killed()
            await sandbox.heard_edit(GROUP, TAKEN_OVER_WITHIN)
            for post in ("intake", "sender"):
                begun = smithy.begin(settings, offset)
                bots[begun.pid] = begun
                await bots.pop(holder(engine, post)).killed()
                said = await sandbox.say(OTHER, f"/search {post}")
                assert said["message_id"]
                async with asyncio.timeout(TAKEN_OVER_WITHIN):
                    await told(sandbox, OTHER, f"“{post}”")
            for bot in bots.values():
                await bot.killed()
        engine.dispose()


@pytest.mark.slow
async def test_started_three_times_on_an_empty_database_it_just_works(
    towns: Towns, tmp_path: Path
) -> None:
    """The command itself, three times at once: who makes the tables, who is first, who waits."""
    with towns.bare() as url:
        async with Sandbox() as sandbox:
            await sandbox.add_user("来客", id=999, started=True)
            environment = {
                "TAIZHANG_BOT_TOKEN": sandbox.token,
                "TAIZHANG_TELEGRAM_API_URL": sandbox.url,
                "TAIZHANG_DATABASE_URL": url,
                "TAIZHANG_DATA_DIR": str(tmp_path),
            }
            command = Path(sys.executable).with_name("taizhang")
            started = [
                await asyncio.create_subprocess_exec(
                    command, "run", env=environment, stderr=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.DEVNULL,
                )
                for _ in range(PROCESSES)
            ]  # fmt: skip
            await sandbox.called("setMyCommands", 2 * PROCESSES, within=WITHIN)
            await answered(sandbox, 999, "你好")
            for process in started:
                process.send_signal(signal.SIGTERM)
            ended = [(await process.communicate())[1] for process in started]
        engine = open_engine(url)
        assert ([p.returncode for p in started], ended) == ([0, 0, 0], [b"", b"", b""])
        assert is_current(engine)
        with reading(engine) as tx:
            assert tx.execute(select(func.count()).select_from(reports)).scalar() == 0
        engine.dispose()
