"""Updates in: a batch becomes rows of the inbox before anybody confirms it to the messenger."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from bot.clock import Clock, Wakeup
from bot.database_thread import DatabaseThread
from bot.ops.metrics import NOT_KEPT, TAKEN_IN
from storage.db.engine import StoreAtFault
from storage.mail import inbox
from storage.mail.inbox import NewUpdate

log = structlog.get_logger()


class Intake:
    """Keeps what a messenger receives, and wakes the worker."""

    def __init__(self, ledger: DatabaseThread, clock: Clock, wakeup: Wakeup) -> None:
        self._ledger = ledger
        self._clock = clock
        self._wakeup = wakeup

    async def keep(self, batch: Sequence[NewUpdate]) -> None:
        """Commit a batch; an update that is already there stays as it was.

        When the database refuses the batch, each update is kept by itself. Raises StoreAtFault
        when the database itself fails: then nothing may be confirmed.
        """
        now = self._clock.now()
        try:
            await self._ledger.write(lambda tx: inbox.store(tx, batch, now))
        except StoreAtFault:
            raise
        except Exception:
            for update in batch:
                await self._keep_alone(update, now)
        TAKEN_IN.inc(len(batch))
        self._wakeup.ring()

    async def _keep_alone(self, update: NewUpdate, now: datetime) -> None:
        """Keep one update; escaped if it is refused as it came, or else in the log alone."""
        try:
            await self._ledger.write(lambda tx: inbox.store(tx, [update], now))
        except StoreAtFault:
            raise
        except Exception as error:
            NOT_KEPT.inc()
            log.error("update_not_kept", raw=inbox.escaped(update).raw, exc_info=error)
            await self._keep_escaped(update, now)

    async def _keep_escaped(self, update: NewUpdate, now: datetime) -> None:
        try:
            await self._ledger.write(lambda tx: inbox.store(tx, [inbox.escaped(update)], now))
        except StoreAtFault:
            raise
        except Exception:
            log.exception("update_in_the_log_only", update=update.update_id)
