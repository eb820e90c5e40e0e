"""The one thread that speaks to the database, so that the event loop never waits for a disk."""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from bot.ops.metrics import WORKED
from storage.db.engine import Engine, Line, Tx, connected, reading, writing

T = TypeVar("T")

BUDGET = 30.0
"""Seconds that work in this thread may take; a thousand times what it does take."""

DUTY_BUDGET = 600.0
"""Seconds for a duty, which may have a whole province to look at."""


class DatabaseThread:
    """Runs units of work one after another: on SQLite there is only one writer anyway."""

    def __init__(self, engine: Engine, budget: float = BUDGET) -> None:
        """`budget` in seconds; what takes longer is seen by `is_stuck` (bot/watchdog)."""
        self.engine = engine
        self.budget = budget
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        self._due: float | None = None

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Do `work` in one transaction: all of it is committed, or none."""
        return await self._in_thread(lambda: self._write(work), self.budget)

    async def duty(self, work: Callable[[Tx], T]) -> T:
        """Do what the clock asks for: as `write`, with the time that a duty may take."""
        return await self._in_thread(lambda: self._write(work), max(self.budget, DUTY_BUDGET))

    def _write(self, work: Callable[[Tx], T]) -> T:
        with writing(self.engine) as tx:
            return work(tx)

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Do `work`, which writes nothing: on SQLite another process may be writing meanwhile."""
        return await self._in_thread(lambda: self._read(work), self.budget)

    def _read(self, work: Callable[[Tx], T]) -> T:
        with reading(self.engine) as tx:
            return work(tx)

    async def session(self, work: Callable[[Line], T]) -> T:
        """Do `work` on one connection; it opens its own units of work there."""
        return await self._in_thread(lambda: self._session(work), self.budget)

    def _session(self, work: Callable[[Line], T]) -> T:
        with connected(self.engine) as line:
            return work(line)

    async def _in_thread(self, work: Callable[[], T], budget: float) -> T:
        return await asyncio.get_running_loop().run_in_executor(
            self._pool, self._timed, work, budget
        )

    def _timed(self, work: Callable[[], T], budget: float) -> T:
        with WORKED.time(), self._within(budget):
            return work()

    @contextmanager
    def _within(self, budget: float) -> Iterator[None]:
        self._due = time.monotonic() + budget
        try:
            yield
        finally:
            self._due = None

    def is_stuck(self) -> bool:
        """Whether the work under way has taken longer than it may."""
        due = self._due
        return due is not None and time.monotonic() > due

    def close(self) -> None:
        """Wait for what is under way and end the thread and the connections."""
        self._pool.shutdown(wait=True)
        self.engine.dispose()
