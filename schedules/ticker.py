"""Every minute each duty is asked what is due by now; when that is stands with the duties."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from rules.policy.city import City
from schedules.duties import DUTIES, perform
from storage.db.engine import DatabaseLost, Tx
from storage.ledger import city_entries

Write = Callable[[Callable[[Tx], int]], Awaitable[int]]

log = structlog.get_logger()


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
        """Run each duty in a transaction of its own: one that fails keeps no other from running.

        First the items of a new day are looked at in portions: between two of them updates are answered.
        """
        now = self._now()
        today = self._city.today(now)
        while await self._try("prepare", lambda tx: city_entries.prepare(tx, self._city, today)):
            pass
        for name in DUTIES:
            if await self._try(name, self._work(name, now)) is not None:
                self._done(name, now)
        self._ring()

    async def _try(self, name: str, work: Callable[[Tx], int]) -> int | None:
        """Return what the work returned; None where it failed, which is logged."""
        try:
            return await self._write(work)
        except DatabaseLost as error:
            log.warning("database_lost", duty=name, reason=str(error))
        except Exception:
            log.exception("duty_failed", duty=name)
        return None

    def _work(self, name: str, now: datetime) -> Callable[[Tx], int]:
        return lambda tx: perform(name, tx, self._city, now)
