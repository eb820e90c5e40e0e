"""The office is warned when the assistant itself is in trouble: of each kind once a day."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.database_thread import DatabaseThread
from bot.ops.backups import Backups
from bot.ops.watch import Watch
from rules.policy.city import City
from rules.policy.watching import OperatingTrouble, Watched, WrongCodes, year_to_ask_for
from tests.support.dialogue import Dialogue
from tests.support.hand_clock import DAY, HOURS, ZONE, HandClock
from tests.support.late_updates import waits
from tests.support.small_city import MORNING, OFFICE, OUTSIDER

FULL = 2**62
"""Bytes that no disk has."""

BEHIND = (
    "助手处理积压，最早一条未处理的消息收到于2026-11-24 08:40。"
    "请联系运维人员检查（taizhang doctor）。"
)
NO_COPY = "昨夜的台账备份未完成，请联系运维人员检查（日志中的 no_backup）。"


class Post:
    """A ledger that is watched; `hears` looks and returns what each chat heard."""

    def __init__(self, talk: Dialogue, folder: Path) -> None:
        self.talk = talk
        self.clock = HandClock()
        self.folder = folder
        self.thread = DatabaseThread(talk.engine)

    async def hears(self, nearly_full: int = 0) -> dict[int, list[str]]:
        backups = Backups(self.talk.engine, self.folder / "backups", self.clock, ZONE)
        given = (self.thread, self.clock, self.talk.city, self.folder, backups)
        await Watch(*given, nearly_full).look()
        self.talk.now = self.clock.now()
        return self.talk.deliver()


@pytest.fixture
async def post(talk: Dialogue, tmp_path: Path) -> AsyncIterator[Post]:
    yield Post(talk, tmp_path)


async def test_while_all_is_well_nobody_is_told(post: Post) -> None:
    waits(post.talk.engine, MORNING - timedelta(minutes=9))
    assert await post.hears() == {}


async def test_a_message_that_waits_too_long(post: Post) -> None:
    waits(post.talk.engine, MORNING - timedelta(minutes=20))
    assert await post.hears() == {OFFICE: [BEHIND]}


async def test_each_day_once_while_it_lasts(post: Post) -> None:
    heard = []
    for hours in (0, 1, 23, 1):
        post.clock.goes_on(hours * HOURS)
        heard.append(list(await post.hears(FULL)))
    assert heard == [[OFFICE], [], [OFFICE], []]


async def test_a_disk_that_is_nearly_full(post: Post) -> None:
    [[said]] = (await post.hears(FULL)).values()
    assert said.startswith("助手所在磁盘仅剩")
    assert said.endswith("GB，请联系运维人员及时清理。")


async def test_a_copy_that_cannot_be_made(post: Post) -> None:
    """And no more of it once it is made."""
    folder = post.folder / "backups"
    folder.write_bytes(b"a file where the folder should be")
    assert await post.hears() == {OFFICE: [NO_COPY]}
    folder.unlink()
    post.clock.goes_on(DAY)
    assert await post.hears() == {}


async def test_at_night_it_waits_for_the_morning(post: Post) -> None:
    post.clock.goes_on(14 * HOURS)
    assert await post.hears(FULL) == {}
    post.clock.goes_on(10 * HOURS)
    assert list(await post.hears(FULL)) == [OFFICE]


GUESSED = (
    "近 24 小时有陌生账号多次发送错误的邀请码：账号 1 个，至少 5 次，最近一次在2026-11-24 09:00。"
    "均未登记成功，已降低其处理优先级。"
    "如有同志需要邀请码，请联系运维人员重新生成（taizhang invite 姓名）。"
)


async def test_codes_that_are_guessed_at(post: Post) -> None:
    """Told once a day, however many were sent; what was tried in the night, in the morning."""
    for number in range(4):
        post.talk.says(OUTSIDER, f"/start WRONG{number}")
    assert await post.hears() == {}
    for number in range(2_000):
        post.talk.says(OUTSIDER, f"/start WRONG{number}")
    assert await post.hears() == {OFFICE: [GUESSED]}
    post.clock.goes_on(14 * HOURS)
    assert await post.hears() == {}
    for number in range(5):
        post.talk.says(OUTSIDER, f"/start WRONG{number}")
    post.clock.goes_on(10 * HOURS)
    [[said]] = (await post.hears()).values()
    assert "至少 5 次，最近一次在2026-11-24 23:00" in said


async def test_holidays_that_are_unknown_in_december(post: Post) -> None:
    post.clock.moment = datetime(2029, 12, 3, 1, 0, tzinfo=UTC)
    [[said]] = (await post.hears()).values()
    assert "2030" in said
    post.clock.goes_on(DAY)
    assert await post.hears() == {}


@pytest.mark.parametrize(
    ("year", "month", "asked"), [(2029, 11, []), (2029, 12, [2030]), (2024, 12, [])]
)
def test_the_next_year_is_asked_for_from_december_on(
    year: int, month: int, asked: list[int]
) -> None:
    assert year_to_ask_for(City().calendar, year, month) == asked


@pytest.mark.parametrize(
    ("seen", "found"),
    [
        (Watched(None, 2**40, True, WrongCodes(19, 5, 4, MORNING)), []),
        (Watched(None, 2**40, True, WrongCodes(5, 1, 5, MORNING)), [OperatingTrouble.CODES]),
        (Watched(None, 2**40, True, WrongCodes(20, 20, 1, MORNING)), [OperatingTrouble.CODES]),
        (Watched(None, 2**40, copied=True), []),
        (Watched(MORNING - timedelta(minutes=10), 2**30, copied=True), []),
        (Watched(MORNING - timedelta(minutes=11), 2**40, copied=True), [OperatingTrouble.QUEUE]),
        (Watched(None, 2**30 - 1, copied=True), [OperatingTrouble.DISK]),
        (Watched(None, 2**40, copied=False), [OperatingTrouble.COPIES]),
        (
            Watched(datetime(2026, 1, 1, tzinfo=UTC), 0, False, WrongCodes(5, 1, 5, MORNING)),
            list(OperatingTrouble),
        ),
    ],
)
def test_what_is_trouble(seen: Watched, found: list[OperatingTrouble]) -> None:
    assert seen.troubles(MORNING) == found
