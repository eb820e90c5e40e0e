"""The demo's clock: what is moved at once on the page is lived through morning by morning."""

import asyncio
from datetime import datetime, timedelta

import aiohttp
import pytest

from bot.demo import MORNING, mornings_between, offset_of
from rules.policy.city import City
from sandbox.server import Sandbox

DAY = timedelta(days=1)
BEFORE = timedelta(hours=-5)


def lived_through(by: timedelta) -> list[str]:
    """The moments at which duties look what is due, when the page's clock is moved."""
    offsets = mornings_between(BEFORE, BEFORE + by, MORNING, City())
    return [f"{MORNING + (offset - BEFORE):%m-%d %H:%M}" for offset in offsets]


@pytest.mark.parametrize(
    ("by", "moments"),
    [
        (timedelta(hours=1), ["11-24 09:20"]),
        (DAY + timedelta(minutes=10), ["11-25 08:30"]),
        (2 * DAY, ["11-25 08:30", "11-26 08:20"]),
        (7 * DAY, [*(f"11-{day} 08:30" for day in range(25, 31)), "12-01 08:20"]),
        (-DAY, ["11-23 08:20"]),
    ],
    ids=["an_hour", "to_the_next_morning", "two_days", "a_week", "back"],
)
def test_mornings_are_lived_through(by: timedelta, moments: list[str]) -> None:
    assert lived_through(by) == moments


def test_at_the_start_there_is_nothing_to_live_through() -> None:
    now = datetime.fromisoformat("2026-11-25T12:00:00+08:00")
    assert list(mornings_between(None, BEFORE, now, City())) == [BEFORE]


async def test_a_clock_that_nobody_moves_is_not_asked_again_and_again() -> None:
    async with Sandbox() as sandbox, aiohttp.ClientSession(sandbox.url) as page:
        # A moment by the machine's clock: an offset with more digits than a duration keeps.
        await sandbox.advance(1 / 3)
        known = await offset_of(page, None)
        waits = asyncio.create_task(offset_of(page, known))
        assert await offset_of(page, None) == known
        assert not waits.done()
        await sandbox.advance(3600)
        assert await waits == known + 3600
