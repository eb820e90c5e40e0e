"""What happens in the sandbox, told to whoever watches: the page by SSE, the tests by waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sandbox.waiting import Changes
from sandbox.wire import Json


class Events:
    def __init__(self) -> None:
        self.changes = Changes()
        self._watchers: set[asyncio.Queue[Json]] = set()

    def publish(self, kind: str, **facts: Any) -> None:
        for watcher in self._watchers:
            watcher.put_nowait({"type": kind, **facts})
        self.changes.announce()

    @contextmanager
    def watched(self) -> Iterator[asyncio.Queue[Json]]:
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)
