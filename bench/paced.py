"""The least Bot API server, handing out so many updates a second; it tells how long each answer took.

python -m bench.paced     prints its address
"""

import asyncio
import time
from contextlib import suppress
from typing import Any

from aiohttp import web

from bench.standin import StandIn, serve

ANSWERS = ("请您核对", "任务 ", "台账刚刚启动")
"""How what is said to a report begins; prompts and digests begin otherwise."""
NOT_YET = ANSWERS[-1]
PATIENCE = 40.0
"""Seconds after the last update; who was not answered then counts as unanswered."""


class PacedStandIn(StandIn):
    """Hands out one update after the other, to a chat each that has asked nothing yet."""

    def __init__(self) -> None:
        super().__init__(0.0)
        self._asked: dict[int, float] = {}
        self._waits: list[float] = []
        self._not_yet = self._others = 0
        self._all_answered = asyncio.Event()

    async def pace(self, request: web.Request) -> web.Response:
        """Hand out what is loaded, so many a second; return how long the answers took, in seconds."""
        rate = float((await request.json())["rate"])
        self._asked, self._waits, self._not_yet, self._others = {}, [], 0, 0
        begun = time.monotonic()
        while self._released < len(self._updates):
            await asyncio.sleep(begun + self._released / rate - time.monotonic())
            self._asked[self._updates[self._released]["message"]["chat"]["id"]] = time.monotonic()
            self._released += 1
            self._arrived.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._all_answered.wait()
        told = {"waits": self._waits, "not_yet": self._not_yet, "others": self._others}
        return web.json_response({**told, "unanswered": len(self._asked)})

    def _message(self, params: dict[str, Any]) -> dict[str, Any]:
        said, chat = str(params.get("text", "")), int(params["chat_id"])
        if said.startswith(ANSWERS) and chat in self._asked:
            self._waits.append(time.monotonic() - self._asked.pop(chat))
            self._not_yet += said.startswith(NOT_YET)
            if not self._asked and self._released == len(self._updates):
                self._all_answered.set()
        else:
            self._others += 1
        return super()._message(params)


async def main() -> None:
    standin = PacedStandIn()
    await serve(standin, [web.post("/pace", standin.pace)])


if __name__ == "__main__":
    asyncio.run(main())
