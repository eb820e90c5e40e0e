"""Working at a post: as long as it is held, and again as soon as it falls free."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from bot.clock import Clock
from bot.ops.metrics import HELD
from storage.db.leases import AlreadyRunning, Lease

__all__ = ["AlreadyRunning", "run_while_leader"]

LOOK_SECONDS = 1.0
"""How often a holder makes sure of their lease, and others ask whether it is free."""

log = structlog.get_logger()


async def run_while_leader(post: Lease, clock: Clock, work: Callable[[], Awaitable[None]]) -> None:
    """Wait for the lease, work while it is held, wait again when it is lost; until cancelled."""
    held = HELD.labels(post.name)
    held.set(0)
    try:
        while True:
            if await asyncio.to_thread(post.take):
                log.info("post_taken", post=post.name)
                held.set(1)
                await _work_while_held(post, clock, work)
                held.set(0)
                log.warning("post_lost", post=post.name)
            await clock.sleep(LOOK_SECONDS)
    finally:
        held.set(0)
        # Not in another thread: a second stop while it is on its way would keep the post for good.
        post.leave()


async def _work_while_held(post: Lease, clock: Clock, work: Callable[[], Awaitable[None]]) -> None:
    working = asyncio.ensure_future(work())
    watching = asyncio.create_task(_until_lost(post, clock))
    try:
        await asyncio.wait((working, watching), return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
    finally:
        for task in (working, watching):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _until_lost(post: Lease, clock: Clock) -> None:
    while await asyncio.to_thread(post.is_held):
        await clock.sleep(LOOK_SECONDS)
