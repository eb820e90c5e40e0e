"""Every minute each duty is asked what is due by now; when that is stands with the duties."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol, TypeVar

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from rules.policy.city import City
from schedules.duties import DUTIES, OF_LIGHTS, perform
from storage.db.engine import DatabaseLost, Tx
from storage.ledger import city_entries

T = TypeVar("T")

log = structlog.get_logger()


class Write(Protocol):
    """Does something in one unit of work."""

    def __call__(self, work: Callable[[Tx], T]) -> Awaitable[T]:
        """Return what the work returned."""


class Ticker:
    """Runs every duty once a minute, and once at the start for the time the process was down."""

    def __init__(
        self,
        write: Write,
        now: Callable[[], datetime],
        city: City,
        ring: Callable[[], None],
        done: Callable[[str, datetime], None],
    ) -> None:
        """`done` is told of each duty that came to its end, by its name and the time it was asked."""
        self._write = write
        self._now = now
        self._city = city
        self._ring = ring
        self._done = done
        self._scheduler: AsyncIOScheduler | None = None

    def start(self) -> None:
        """Start the ticker; the library's own defaults would drop a late run in silence."""
        self._scheduler = AsyncIOScheduler(timezone=self._city.zone)
        unhurried = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        every_minute = IntervalTrigger(minutes=1, timezone=self._city.zone)
        self._scheduler.add_job(self.tick, **unhurried)
        self._scheduler.add_job(self.tick, every_minute, **unhurried)
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def tick(self) -> None:
        """Run each duty in transactions of its own: one that fails keeps no other from running."""
        now = self._now()
        for name in DUTIES:
            if await self._to_its_end(name, now):
                self._done(name, now)
        self._ring()

    async def _to_its_end(self, name: str, now: datetime) -> bool:
        """Run a duty in portions: between two of them updates are answered. Return whether none failed."""
        more = True
        while more:
            if name in OF_LIGHTS:
                await self._look_at_lights(now)
            done = await self._try(name, lambda tx: perform(name, tx, self._city, now))
            if done is None:
                return False
            more = done.more
            self._ring()
        return True

    async def _look_at_lights(self, now: datetime) -> None:
        """Look at what changed of them, in portions as well; on a new day that is everything."""
        today = self._city.today(now)
        while await self._try("prepare", lambda tx: city_entries.prepare(tx, self._city, today)):
            pass

    async def _try(self, name: str, work: Callable[[Tx], T]) -> T | None:
        """Return what the work returned; None where it failed, which is logged."""
        try:
            return await self._write(work)
        except DatabaseLost as error:
            log.warning("database_lost", duty=name, reason=str(error))
        except Exception:
            log.exception("duty_failed", duty=name)
        return None
