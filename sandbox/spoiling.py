"""Answers that get lost or arrive spoilt."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from sandbox.faults import INSTEAD, Fault
from sandbox.wire import BotApiError, Json

NGINX_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


class Lost(BotApiError):
    """The call was lost before it did anything."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(502, f"the call was lost: {fault.kind}")
        self.fault = fault


async def strike(fault: Fault) -> None:
    """Carry out the fault before the call: refuse it, lose it, delay it, or nothing yet."""
    refusal = fault.refusal()
    if refusal is not None:
        raise refusal
    if fault.kind in INSTEAD:
        raise Lost(fault)
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)


async def answer_lost(request: web.Request, lost: Lost) -> web.StreamResponse:
    if lost.fault.kind == "502":
        return web.Response(status=502, text=NGINX_PAGE, content_type="text/html")
    return await _silence(request, lost.fault)


async def answer_spoilt(
    request: web.Request, answer: Json, fault: Fault | None
) -> web.StreamResponse:
    """Return the answer of a call that took effect, changed by the fault."""
    kind = fault.kind if fault else ""
    if fault and kind in {"reset_after", "timeout_after"}:
        return await _silence(request, fault)
    if kind == "half":
        return await _half(request, answer)
    if kind == "not_json":
        return web.Response(text=NGINX_PAGE, content_type="text/html")
    if kind == "wrong_json":
        return web.json_response({"ok": True, "result": {"unexpected": [None]}})
    return web.json_response(answer)


async def _silence(request: web.Request, fault: Fault) -> web.Response:
    """Cut the connection without an answer, at once or after `seconds`."""
    if fault.kind.startswith("timeout"):
        await asyncio.sleep(fault.seconds)
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _half(request: web.Request, answer: Json) -> web.StreamResponse:
    body = json.dumps(answer).encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    response.content_length = len(body)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.abort()
    return response
