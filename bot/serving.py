"""One life of the program, from its start until it is told to stop, is stuck, or fails."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import structlog

from bot.clock import Clock
from bot.program import Program
from bot.supervisor import STOPS, Life
from bot.watchdog import watched

LOOK_SECONDS = 1.0

log = structlog.get_logger()


async def served(program: Program, life: Life) -> None:
    """Start the program and keep it up until told to stop."""
    await until_stopped(_served(program, life))


async def _served(program: Program, life: Life) -> None:
    try:
        await program.start()
        async with watched(program.ledger, program.clock):
            await _unless_orphaned(program.run(life.is_up), life, program.clock)
    finally:
        await program.close()


async def _unless_orphaned(work: Coroutine[Any, Any, None], life: Life, clock: Clock) -> None:
    """End the work in good order when nobody is left to stop it."""
    working = asyncio.create_task(work)
    watching = asyncio.create_task(_until_orphaned(life, clock))
    try:
        await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        else:
            log.error("supervisor_gone")
    finally:
        for task in (working, watching):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _until_orphaned(life: Life, clock: Clock) -> None:
    while not life.is_orphan():
        await clock.sleep(LOOK_SECONDS)


async def until_stopped(work: Coroutine[Any, Any, None]) -> None:
    """End the work in order at Ctrl-C and at a container's TERM, however often they come."""
    task = asyncio.create_task(work)

    def stop() -> None:
        if not task.cancelling():
            task.cancel()

    for kind in STOPS:
        asyncio.get_running_loop().add_signal_handler(kind, stop)
    try:
        await task
    except asyncio.CancelledError:
        return
