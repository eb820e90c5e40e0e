"""The main job on another messenger: the same handlers, worker, inbox, outbox and sender."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import Clock
from bot.program import Program
from bot.settings import Settings
from storage.db.engine import Engine, reading, writing
from storage.ledger import journal
from storage.mail.tables import inbox
from storage.people import people
from tests.stories.conftest import EARLY
from tests.support.lines_messenger import LinesMessenger
from tests.support.small_city import LEADER, OFFICIAL, OUTSIDER, settle

ZHANG, LI = 1, 2
SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"


@dataclass
class City:
    """A ledger served over lines."""

    engine: Engine
    lines: LinesMessenger

    async def enrols(self, person: int, account: int) -> list[str]:
        """Give somebody a code, and let them type it."""
        with writing(self.engine) as tx:
            code = people.invite(tx, person, EARLY)
        return await self.lines.says(account, f"/start {code}")


@pytest.fixture
async def city(engine: Engine, database_url: str, tmp_path: Path) -> AsyncIterator[City]:
    settle(engine, enrolled=False)
    lines = LinesMessenger()
    settings = Settings(database_url=database_url, data_dir=tmp_path)
    program = Program(settings, Clock(EARLY - Clock().now()), lambda *_: lines)
    await program.start()
    running = asyncio.create_task(program.run())
    yield City(engine, lines)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await program.close()


async def test_the_main_job_in_lines(city: City) -> None:
    welcome = await city.enrols(ZHANG, OFFICIAL)
    assert welcome[0] == "青山县 张伟同志，您已完成登记。"

    card = await city.lines.says(OFFICIAL, SENTENCE)
    assert card[1:4] == ["任务：1 1号别墅群拆除", "已完成：12 栋 / 45 栋", "剩余：33 栋"]
    assert "1 确认" in card

    receipt = await city.lines.says(OFFICIAL, "1")
    assert receipt[:2] == ["已记入台账", "回执号：20261124-00001"]

    await city.enrols(LI, LEADER)
    totals = await city.lines.says(LEADER, "全市情况")
    assert totals[:2] == ["全市", "共 4 项：已完成 0 项，已销号 0 项，未销号 4 项。"]

    with reading(city.engine) as tx:
        assert journal.first_broken(tx) is None
        assert set(tx.execute(select(inbox.c.state)).scalars()) == {"done"}


async def test_a_number_that_is_no_choice_is_a_sentence(city: City) -> None:
    await city.enrols(ZHANG, OFFICIAL)
    assert (await city.lines.says(OFFICIAL, "7"))[0] != "已记入台账"


async def test_an_account_nobody_knows_learns_nothing(city: City) -> None:
    answer = await city.lines.says(OUTSIDER, "全市情况")
    assert answer == [
        "本助手服务于全市督察整改工作。请点击发给您的邀请链接，或发送 /start 加邀请码完成登记。"
    ]
