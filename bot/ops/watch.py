"""Every ten minutes: is a copy due, and is there something that the office has to be warned of."""

import shutil
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.database_thread import DatabaseThread
from bot.ops.backups import Backups
from notices import operating_notices
from rules.policy.city import City
from rules.policy.watching import NEARLY_FULL, Watched
from storage.db.engine import DatabaseLost, Tx
from storage.mail import backlog, strangers

LOOK_SECONDS = 600.0

log = structlog.get_logger()


class Watch:
    """Looks after the ledger it serves; `nearly_full` in bytes left on the disk."""

    def __init__(
        self,
        ledger: DatabaseThread,
        clock: Clock,
        city: City,
        data_dir: Path,
        backups: Backups,
        nearly_full: int = NEARLY_FULL,
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._city = city
        self._data_dir = data_dir
        self._backups = backups
        self._nearly_full = nearly_full

    async def run(self) -> None:
        """Make copies and warn as either falls due, until cancelled."""
        self._backups.measure()
        while True:
            await self._clock.sleep(LOOK_SECONDS)
            await self.look()

    async def look(self) -> None:
        """Make the copy that is due, then warn; what failed is tried again at the next look."""
        await self._backups.copy_if_due()
        try:
            await self._ledger.write(self._warn)
        except (OSError, *DatabaseLost) as error:
            log.warning("not_watched", reason=str(error))

    def _warn(self, tx: Tx) -> None:
        now = self._clock.now()
        seen = Watched(
            oldest=backlog.measure(tx).oldest,
            free=shutil.disk_usage(self._data_dir).free,
            copied=not self._backups.is_due(),
            codes=strangers.wrong_codes(tx, now),
        )
        operating_notices.warn(tx, self._city, seen, now, self._nearly_full)
