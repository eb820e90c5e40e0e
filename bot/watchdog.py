"""Ends this process when it is stuck, whatever it is stuck in.

A timer of the C library ends the process; it needs neither the interpreter's lock nor the event
loop, so a pattern that is matched for ever is ended as a loop is. Each second the event loop puts
it off, as long as the work in the ledger's thread is within its time. What ended the process counts
as a life of the update that was in hand (storage/mail/in_hand), and bot/supervisor begins anew.
"""

import asyncio
import faulthandler
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.clock import Clock
from bot.database_thread import DatabaseThread

LOOK_SECONDS = 1.0

STUCK = 1
"""The exit status, also of the timer's own."""

log = structlog.get_logger()


@asynccontextmanager
async def watched(ledger: DatabaseThread, clock: Clock) -> AsyncIterator[None]:
    """End the process if it is stuck inside the block, with the place of each thread on stderr.

    What follows the block is the end in good order, for which there is as much time.
    """
    watching = asyncio.create_task(_put_off(ledger, clock), name="watchdog")
    try:
        yield
    finally:
        watching.cancel()
        faulthandler.dump_traceback_later(ledger.budget, exit=True)


async def _put_off(ledger: DatabaseThread, clock: Clock) -> None:
    while True:
        faulthandler.dump_traceback_later(ledger.budget, exit=True)
        await clock.sleep(LOOK_SECONDS)
        if ledger.is_stuck():
            log.error("process_stuck")
            faulthandler.dump_traceback()
            os._exit(STUCK)
