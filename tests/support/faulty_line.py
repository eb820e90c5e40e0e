"""A cable to PostgreSQL that can be cut and mended."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from threading import Thread
from typing import Any, Self


class Line:
    """Carries what comes to a TCP port of ours to PostgreSQL's socket, in a thread of its own."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever)
        self._ends: set[asyncio.StreamWriter] = set()
        self._whole = True
        self.refused = 0
        """Connections tried while the cable was cut."""

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._do(asyncio.start_server(self._carry, "127.0.0.1", 0))
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._do(self._hang_up())
        self._server.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def cut(self) -> None:
        """Cut the line: whatever is under way is lost, and nobody gets through any more."""
        self._whole = False
        self._do(self._hang_up())

    def mend(self) -> None:
        self._whole = True

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _hang_up(self) -> None:
        for end in list(self._ends):
            end.transport.abort()
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})

    async def _carry(self, ours: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        if not self._whole:
            self.refused += 1
            back.transport.abort()
            return
        theirs, on = await asyncio.open_unix_connection(self._socket)
        self._ends |= {back, on}
        await asyncio.gather(_copy(ours, on), _copy(theirs, back))
        self._ends -= {back, on}


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await source.read(65536):
            target.write(piece)
            await target.drain()
    target.close()
