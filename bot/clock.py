"""The one place that asks what time it is, and the one place that waits."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from math import inf

STEP_SECONDS = 30.0
"""Less than this is drift, which hurts nobody."""

LOOK_SECONDS = 10.0


class Clock:
    """Real time, moved by an offset that a rehearsal may set."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self._offset = offset

    def now(self) -> datetime:
        """Return the time of day, aware, in UTC."""
        return datetime.now(UTC) + self._offset

    def move(self, offset: timedelta) -> None:
        """Set how far this clock is ahead of real time."""
        self._offset = offset

    def ticks(self) -> float:
        """Return seconds that only go forward, whatever happens to the time of day."""
        return time.monotonic()

    def until(self, moment: datetime | None) -> float:
        """Return the seconds until a moment; inf when there is none."""
        return inf if moment is None else (moment - self.now()).total_seconds()

    async def sleep(self, seconds: float) -> None:
        """Wait in real seconds, however the clock is moved."""
        await asyncio.sleep(seconds)

    async def stepped(self) -> None:
        """Wait until somebody sets the time of day: it went other than the seconds did."""
        apart = self._apart()
        while abs(self._apart() - apart) < STEP_SECONDS:
            await self.sleep(LOOK_SECONDS)

    def _apart(self) -> float:
        return self.now().timestamp() - self.ticks()


class Wakeup:
    """Rung when there is work; waiting ends by itself after a while, should a ring be missed."""

    def __init__(self, longest: float) -> None:
        self._event = asyncio.Event()
        self.longest = longest
        """Seconds a wait takes at most; may be changed at any time."""

    def ring(self) -> None:
        """End the wait that is under way, or the next one."""
        self._event.set()

    async def wait(self, seconds: float = inf) -> None:
        """Wait for a ring, but not longer than `seconds` and `longest`."""
        try:
            async with asyncio.timeout(min(seconds, self.longest)):
                await self._event.wait()
        except TimeoutError:
            return
        finally:
            self._event.clear()
