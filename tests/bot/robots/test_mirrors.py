"""What the bot's own groups read, repeated by robots: duty, outbox, sender and a robot on loopback."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.database_thread import DatabaseThread
from bot.profile import city_of
from bot.robots.messenger import Robots
from bot.sender import Sender
from bot.settings import Settings
from bot.wakeups import Wakeups
from messages.outgoing import OutgoingMessage
from notices import mail
from rules.policy.mirrors import Mirror, RobotKind
from storage.db.engine import reading, writing
from storage.mail.tables import outbox
from tests.support.dialogue import Dialogue
from tests.support.duties import perform_all
from tests.support.hand_clock import HandClock
from tests.support.robot_receiver import RobotReceiver
from tests.support.settling import add_like
from tests.support.small_city import MORNING, OFFICE, OFFICIAL

WECOM, DINGTALK, FEISHU = RobotKind
COUNTY = {"scope": "白水县"}


@dataclass
class Mirrored:
    """A city whose digest is repeated in three groups, the last one a county's."""

    talk: Dialogue
    clock: HandClock
    receiver: RobotReceiver
    sender: Sender

    async def morning(self, days: int = 0) -> None:
        """Do the duty of the digest, and send what it wrote for robots."""
        now = MORNING + timedelta(days=days)
        perform_all(self.talk.engine, "digest", self.talk.city, now)
        await self.sender.drain()

    def read(self, kind: RobotKind) -> list[str]:
        return self.receiver.posts.pop(kind, [])

    def rows(self) -> list[tuple[str, str]]:
        """State and reason of every row for a robot."""
        with reading(self.talk.engine) as tx:
            mine = select(outbox.c.state, outbox.c.last_error).where(outbox.c.messenger == "robot")
            return [(row.state, row.last_error) for row in tx.execute(mine.order_by(outbox.c.id))]


@pytest.fixture
async def city(talk: Dialogue, tmp_path: Path) -> AsyncIterator[Mirrored]:
    clock, ledger = HandClock(), DatabaseThread(talk.engine)
    async with RobotReceiver(clock) as receiver:
        tables = [receiver.profile(WECOM), receiver.profile(DINGTALK)]
        tables.append(receiver.profile(FEISHU, **COUNTY))
        path = tmp_path / "profile.toml"
        path.write_text("".join(tables), encoding="utf-8")
        settings = Settings(profile=path)
        talk.city = city_of(settings)
        robots = Robots(settings, clock)
        await robots.greet()
        sender = Sender(robots, ledger, clock, Wakeups().outbox.join())
        yield Mirrored(talk, clock, receiver, sender)
        await robots.close()
    ledger.close()


async def test_each_group_reads_its_own_digest_once_a_day(city: Mirrored) -> None:
    await city.morning()
    [here], [there], [county] = city.read(WECOM), city.read(DINGTALK), city.read(FEISHU)
    assert here == there
    assert here.startswith("整改日报　全市　11月24日（周二）\n任务4项：逾期2项")
    assert county.startswith("整改日报　白水县　11月24日（周二）\n任务1项：逾期1项")
    assert "张伟" not in county

    city.talk.says(OFFICIAL, "1号别墅群已拆除12栋")
    city.talk.presses(OFFICIAL, "确认")
    await city.morning()
    assert (city.receiver.posts, city.rows()) == ({}, [("sent", "")] * 3)


async def test_a_long_digest_is_cut_at_items_to_what_each_robot_takes(city: Mirrored) -> None:
    with writing(city.talk.engine) as tx:
        for number in range(11, 41):
            add_like(tx, 4, number)
    await city.morning()
    for _ in range(5):
        city.clock.goes_on(2.0)
        await city.sender.drain()
    here, [there] = city.read(WECOM), city.read(DINGTALK)
    assert [post.splitlines()[0][-5:] for post in here] == ["（1/2）", "（2/2）"]
    assert max(len(post.encode()) for post in here) <= 2048
    assert "\n".join(here).replace("（1/2）", "").replace("（2/2）", "") == there


async def test_sensitive_items_are_masked(city: Mirrored) -> None:
    city.talk.city = replace(city.talk.city, masked_items=frozenset({"1", "3"}))
    await city.morning()
    posts = city.read(DINGTALK) + city.read(FEISHU)
    assert ["🔴3｜涉敏任务，详见个人消息｜白水县｜逾期4天" in post for post in posts] == [True] * 2
    assert [name for name in ("污水处理厂", "刘洋", "别墅群") if name in "".join(posts)] == []


async def test_no_robot_is_sent_more_than_it_takes_in_a_minute(city: Mirrored) -> None:
    chat = Mirror("wecom工作群", WECOM).chat
    with writing(city.talk.engine) as tx:
        for number in range(45):
            mail.send(tx, OutgoingMessage(chat, f"第{number}条"), MORNING)
    for _ in range(150):
        await city.sender.drain()
        city.clock.goes_on(1.0)
    assert city.read(WECOM) == [f"第{number}条" for number in range(45)]
    assert city.rows() == [("sent", "")] * 45


async def test_the_office_is_told_once_which_group_was_not_told(city: Mirrored) -> None:
    city.receiver.faults = [(200, '{"errcode": 310000, "errmsg": "keywords not in content"}')] * 3
    await city.morning()
    assert sorted(city.rows()) == [("failed", "310000 keywords not in content")] * 3
    told = [text for text in city.talk.deliver()[OFFICE] if "未能送达" in text]
    assert len(told) == 1
    assert told[0].startswith("近 24 小时有 3 条消息未能送达，最近一条发给")
    assert told[0].endswith("工作群：310000 keywords not in content")
