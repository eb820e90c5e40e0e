"""The main job on other messengers: the same handlers, worker, inbox, outbox and sender."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, select

from bot.clock import Clock
from bot.program import Program
from bot.settings import Settings
from messages.outgoing import OutgoingMessage
from notices import mail
from rules.policy.chats import ChatAddress
from storage.db.engine import Engine, reading, writing
from storage.ledger import journal
from storage.ledger.tables import reports
from storage.mail.inbox import store as store_update
from storage.mail.tables import inbox, outbox
from storage.people import invitations
from tests.stories.conftest import EARLY
from tests.support.auditing import verified
from tests.support.lines_messenger import LinesMessenger
from tests.support.small_city import LEADER, OFFICIAL, OUTSIDER, settle

ZHANG, LI, LIU = 1, 2, 5
SENTENCE = "1号别墅群已拆除12栋，还剩33栋，月底前全部拆完"
ELSEWHERE = "白水县污水处理厂二期已完成2万吨/日"
WELCOME = "青山县 张伟同志，您已完成登记。"
WHO_ARE_YOU = (
    "本助手服务于全市督察整改工作。请点击发给您的邀请链接，或发送 /start 加邀请码完成登记。"
)


@dataclass
class City:
    """A ledger served over lines, and over slips of paper: two messengers at once."""

    engine: Engine
    lines: LinesMessenger
    slips: LinesMessenger

    async def enrols(self, person: int, account: int, at: LinesMessenger) -> list[str]:
        """Give somebody a code, and let them type it."""
        with writing(self.engine) as tx:
            code = invitations.invite(tx, person, EARLY)
        return await at.says(account, f"/start {code}")

    def rows(self, *columns: Column[Any]) -> list[tuple[Any, ...]]:
        with reading(self.engine) as tx:
            query = select(*columns).order_by(*columns[0].table.primary_key)
            return [tuple(row) for row in tx.execute(query)]


@pytest.fixture
async def city(engine: Engine, database_url: str, tmp_path: Path) -> AsyncIterator[City]:
    settle(engine, enrolled=False)
    lines, slips = LinesMessenger("lines"), LinesMessenger("slips")
    settings = Settings(database_url=database_url, data_dir=tmp_path)
    messengers = [lambda *_: lines, lambda *_: slips]
    program = Program(settings, Clock(EARLY - Clock().now()), messengers)
    await program.start()
    running = asyncio.create_task(program.run())
    yield City(engine, lines, slips)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await program.close()


async def test_the_main_job_in_lines(city: City) -> None:
    welcome = await city.enrols(ZHANG, OFFICIAL, city.lines)
    assert welcome[0] == WELCOME

    card = await city.lines.says(OFFICIAL, SENTENCE)
    assert card[1:4] == ["任务：1 1号别墅群拆除", "已完成：12 栋 / 45 栋", "剩余：33 栋"]
    assert "1 确认" in card

    receipt = await city.lines.says(OFFICIAL, "1")
    assert receipt[:2] == ["已记入台账", "回执号：20261124-00001"]

    await city.enrols(LI, LEADER, city.lines)
    totals = await city.lines.says(LEADER, "全市情况")
    assert totals[:2] == ["全市", "共 4 项：已完成 0 项，已销号 0 项，未销号 4 项。"]

    with reading(city.engine) as tx:
        assert journal.first_broken(tx) is None
        assert set(tx.execute(select(inbox.c.state)).scalars()) == {"done"}


async def test_a_number_that_is_no_choice_is_a_sentence(city: City) -> None:
    await city.enrols(ZHANG, OFFICIAL, city.lines)
    assert (await city.lines.says(OFFICIAL, "7"))[0] != "已记入台账"


async def test_an_account_nobody_knows_learns_nothing(city: City) -> None:
    answer = await city.lines.says(OUTSIDER, "全市情况")
    assert answer == [WHO_ARE_YOU]


async def test_two_people_of_one_number_at_two_messengers_do_the_main_job(city: City) -> None:
    """Their account has the same number, and so have their updates; nothing crosses over."""
    assert (await city.enrols(ZHANG, OFFICIAL, city.lines))[0] == WELCOME
    assert (await city.slips.says(OFFICIAL, "/my")) == [WHO_ARE_YOU]
    welcome = await city.enrols(LIU, OFFICIAL, city.slips)
    assert welcome[0] == "白水县 刘洋同志，您已完成登记。"
    await city.lines.says(OFFICIAL, "/help")

    cards = await asyncio.gather(
        city.lines.says(OFFICIAL, SENTENCE), city.slips.says(OFFICIAL, ELSEWHERE)
    )
    assert [card[1] for card in cards] == [
        "任务：1 1号别墅群拆除",
        "任务：3 白水县污水处理厂二期",
    ]
    receipts = await asyncio.gather(city.lines.says(OFFICIAL, "1"), city.slips.says(OFFICIAL, "1"))
    assert [receipt[0] for receipt in receipts] == ["已记入台账"] * 2
    assert len({receipt[1] for receipt in receipts}) == 2

    assert sorted(city.rows(reports.c.person_id, reports.c.words)) == [
        (ZHANG, SENTENCE),
        (LIU, ELSEWHERE),
    ]
    numbers = [(messenger, number) for messenger in ("lines", "slips") for number in (1, 3, 5, 7)]
    assert sorted(city.rows(inbox.c.messenger, inbox.c.update_id)) == numbers
    assert verified(city.engine) is None


async def test_a_messenger_that_is_not_served_here_loses_nothing(city: City) -> None:
    """Its update and its message wait for a program that serves it."""
    away = LinesMessenger("away")
    with writing(city.engine) as tx:
        store_update(tx, [away.update(OFFICIAL, "/help")], EARLY)
        mail.send(tx, OutgoingMessage(ChatAddress("away", OFFICIAL), "期限提醒"), EARLY)
    assert await city.lines.says(OUTSIDER, "/help") == [WHO_ARE_YOU]
    assert await city.slips.says(OUTSIDER, "/help") == [WHO_ARE_YOU]
    assert city.rows(inbox.c.messenger, inbox.c.state)[0] == ("away", "waiting")
    assert city.rows(outbox.c.messenger, outbox.c.state)[0] == ("away", "waiting")
