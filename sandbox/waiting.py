"""Waiting for something to become true, woken by changes and never by the clock alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Changes:
    """Wakes everybody who waits whenever the world has changed."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def announce(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(self, find: Callable[[], Found | None], seconds: float) -> Found | None:
        """Return what `find` finds as soon as it is not None; None when `seconds` have passed."""
        try:
            async with asyncio.timeout(seconds):
                while (found := find()) is None:
                    await self._next()
                return found
        except TimeoutError:
            return find()

    async def _next(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
