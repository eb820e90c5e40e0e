"""Making what answers are looked up in, a portion at a time: between two of them updates are answered."""

import gc

import structlog

from bot.clock import Clock
from bot.database_thread import DatabaseThread
from rules.policy.city import City
from storage import ahead
from storage.db.engine import DatabaseLost

LOOK_SECONDS = 5.0
"""How often it is looked whether a new day or an import leaves something to be made."""

MANY = 100
"""Portions, of a ledger of thousands of items."""

log = structlog.get_logger()


class ReadAhead:
    """Every process has its own: each keeps its own views in memory."""

    def __init__(self, ledger: DatabaseThread, clock: Clock, city: City) -> None:
        self._ledger = ledger
        self._clock = clock
        self._city = city

    async def run(self) -> None:
        """Make whatever is left to be made, until cancelled."""
        while True:
            if await self.make_all() >= MANY:
                # What was made stays: to look through it for garbage again and again takes
                # a third of a second each time in a large ledger.
                gc.freeze()
            await self._clock.sleep(LOOK_SECONDS)

    async def make_all(self) -> int:
        """Make what is left; return how many portions that took."""
        made = 0
        try:
            while await self._portion():
                made += 1
        except DatabaseLost as error:
            log.warning("database_lost", reason=str(error))
        except Exception:
            log.exception("not_read_ahead")
        return made

    async def _portion(self) -> bool:
        today = self._city.today(self._clock.now())
        return await self._ledger.read(lambda tx: ahead.prepare(tx, self._city, today))
