"""The least a Bot API server can be, in a process of its own: hands out updates, counts answers.

The sandbox checks every call against the published description and would be the limit itself.

python -m bench.standin ROUND_TRIP_SECONDS     prints its address
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterable
from typing import Any

from aiohttp import web

from bench.big_city import FIRST_CHAT

TEXT = "{code}号进展已完成30处，还剩70处，月底前全部完成"


class StandIn:
    """First a few updates to warm up with; when they were answered, all the others at once."""

    def __init__(self, round_trip: float) -> None:
        self._half = round_trip / 2
        self._updates: list[dict[str, Any]] = []
        self._released = 0
        self._arrived = asyncio.Event()
        self.reset([], 0)

    def reset(self, chats: list[tuple[int, str]], first: int) -> None:
        """Begin anew; `first`: how many of the updates are to warm up with."""
        self._updates = [_update(n, chat, code) for n, (chat, code) in enumerate(chats, 1)]
        self._released = self._first = first
        self._answered = self._messages = 0
        self.first_poll = self.begun = self.ended = 0.0
        self.done = asyncio.Event()
        self.warm = asyncio.Event()

    async def call(self, request: web.Request) -> web.Response:
        params = dict(await request.post())
        if request.content_type == "application/json":
            params = await request.json()
        if self._half:
            await asyncio.sleep(self._half)
        result = await self._result(request.match_info["method"], params)
        if self._half:
            await asyncio.sleep(self._half)
        return web.json_response({"ok": True, "result": result})

    async def _result(self, method: str, params: dict[str, Any]) -> Any:
        if method == "getUpdates":
            return await self._poll(params)
        if method.startswith(("send", "edit")):
            return self._message(params)
        if method == "getMe":
            return {"id": 1, "is_bot": True, "first_name": "bench", "username": "bench_bot"}
        return True

    async def _poll(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        self.first_poll = self.first_poll or time.monotonic()
        offset, most = int(params.get("offset") or 0), int(params.get("limit") or 100)
        wait = float(params.get("timeout") or 0)
        if not self._waiting(offset) and wait:
            self._arrived.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._arrived.wait()
            except TimeoutError:
                return []
        return self._waiting(offset)[:most]

    def _waiting(self, offset: int) -> list[dict[str, Any]]:
        return self._updates[max(offset - 1, 0) : self._released]

    def _message(self, params: dict[str, Any]) -> dict[str, Any]:
        self._messages += 1
        self._answered += 1
        if self._answered == self._first:
            self.warm.set()
        if self._answered == len(self._updates):
            self.ended = time.monotonic()
            self.done.set()
        chat = {"id": int(params["chat_id"]), "type": "private"}
        return {"message_id": self._messages, "date": 0, "chat": chat, "text": "…"}

    # -- for whoever measures

    async def load(self, request: web.Request) -> web.Response:
        given = await request.json()
        self.reset(given["chats"], given["first"])
        return web.json_response({})

    async def met(self, request: web.Request) -> web.Response:
        """Tell whether a bot has asked for updates, and when."""
        del request
        return web.json_response({"first_poll": self.first_poll})

    async def go(self, request: web.Request) -> web.Response:
        del request
        await self.warm.wait()
        self._released = len(self._updates)
        self.begun = time.monotonic()
        self._arrived.set()
        return web.json_response({"first_poll": self.first_poll})

    async def over(self, request: web.Request) -> web.Response:
        del request
        await self.done.wait()
        return web.json_response({"seconds": self.ended - self.begun})


def _update(number: int, chat: int, code: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "official"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1795482000,
            "from": person,
            "chat": {"id": chat, "type": "private", "first_name": "official"},
            "text": TEXT.format(code=code),
        },
    }


def chats(items: int, owners: int, count: int) -> list[tuple[int, str]]:
    """Yield who reports on what: every official in turn, on an item of theirs."""
    return [
        (FIRST_CHAT + 3 + number % owners, str(number))
        for number in ((n % items) + 1 for n in range(count))
    ]


async def serve(standin: StandIn, more: Iterable[web.RouteDef] = ()) -> None:
    """Run it until cancelled, and print its address."""
    app = web.Application(client_max_size=1 << 28)
    app.add_routes(more)
    app.router.add_post("/load", standin.load)
    app.router.add_post("/met", standin.met)
    app.router.add_post("/go", standin.go)
    app.router.add_post("/over", standin.over)
    app.router.add_route("*", "/bot{token}/{method}", standin.call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(json.dumps(f"http://127.0.0.1:{runner.addresses[0][1]}"), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(StandIn(float(sys.argv[1]))))
