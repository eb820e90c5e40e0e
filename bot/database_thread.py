"""The one thread that speaks to the database, so that the event loop never waits for a disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.ops.metrics import WORKED
from storage.db.engine import Engine, Line, Tx, connected, writing

T = TypeVar("T")


class DatabaseThread:
    """Runs units of work one after another: on SQLite there is only one writer anyway."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    async def write(self, work: Callable[[Tx], T]) -> T:
        """Do `work` in one transaction: all of it is committed, or none."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._write, work)

    def _write(self, work: Callable[[Tx], T]) -> T:
        with WORKED.time(), writing(self.engine) as tx:
            return work(tx)

    async def session(self, work: Callable[[Line], T]) -> T:
        """Do `work` on one connection; it opens its own units of work there."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._session, work)

    def _session(self, work: Callable[[Line], T]) -> T:
        with WORKED.time(), connected(self.engine) as line:
            return work(line)

    def close(self) -> None:
        """Wait for what is under way and end the thread and the connections."""
        self._pool.shutdown(wait=True)
        self.engine.dispose()
