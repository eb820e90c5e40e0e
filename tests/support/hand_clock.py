"""A clock for tests: time passes only when somebody waits for it, and waiting takes none."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from rules.policy.city import City
from tests.support.small_city import MORNING

ZONE = City().zone
HOURS, DAY = 3600.0, 86_400.0
"""In seconds."""


class HandClock(Clock):
    """Both of its hands are moved by the test: the time of day, and the seconds gone by."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = MORNING
        self.seconds = 0.0
        self.slept: list[float] = []
        self.meanwhile: list[Callable[[], None]] = []
        """What happens while somebody waits, one thing at each waiting."""

    def now(self) -> datetime:
        return self.moment

    def ticks(self) -> float:
        return self.seconds

    def goes_on(self, seconds: float) -> None:
        """Time passes."""
        self.seconds += seconds
        self.moment += timedelta(seconds=seconds)

    def steps(self, seconds: float) -> None:
        """Set the time of day; no time passes."""
        self.moment += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.goes_on(seconds)
        if self.meanwhile:
            self.meanwhile.pop(0)()
        await asyncio.sleep(0)
