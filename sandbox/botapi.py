"""The Bot API over HTTP: each call is read, checked, perhaps spoilt, done, noted and answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox import editing, lookups, sending
from sandbox.access import known_chat
from sandbox.checks import known_method, read_parameters
from sandbox.faults import Fault, Faults
from sandbox.files import Upload
from sandbox.intake import Intake
from sandbox.limits import Limits, weight
from sandbox.spoiling import Lost, answer_lost, answer_spoilt, strike
from sandbox.transcript import Transcript
from sandbox.wire import BotApiError, Json, Malformed
from sandbox.world import World

METHODS: dict[str, Callable[[World, Json], Any]] = {
    **sending.METHODS,
    **editing.METHODS,
    **lookups.METHODS,
}


@dataclass
class Call:
    method: str
    params: Json = field(default_factory=dict)
    fault: Fault | None = None


class BotApi:
    def __init__(
        self, world: World, token: str, limits: Limits, faults: Faults, retry_seconds: float
    ) -> None:
        self._world = world
        self._token = token
        self.limits = limits
        self.faults = faults
        self.intake = Intake(world, faults, retry_seconds)
        self.transcript = Transcript(world.events)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/file/bot{token}/{path:.+}", self.download),
            web.route("*", "/bot{token}/{method}", self.call),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.match_info["method"])
        try:
            result = await self._run(call, request)
        except Lost as lost:
            self._note(call, lost)
            return await answer_lost(request, lost)
        except BotApiError as error:
            self._note(call, error)
            return web.json_response(error.as_answer(), status=error.code)
        if call.method != "getUpdates" or result:
            self._note(call, None)
        return await answer_spoilt(request, {"ok": True, "result": result}, call.fault)

    async def _run(self, call: Call, request: web.Request) -> Any:
        self._check_token(request)
        call.method = known_method(call.method)
        call.params = read_parameters(call.method, await _raw_parameters(request))
        call.fault = self.faults.of_call(call.method, call.params)
        if call.fault is not None:
            await strike(call.fault)
        return await self._do(call.method, call.params)

    async def _do(self, method: str, p: Json) -> Any:
        if method == "getUpdates":
            return await self.intake.get_updates(p)
        if method in self.intake.methods:
            return self.intake.methods[method](p)
        count = weight(method, p)
        if not count or "chat_id" not in p:
            return METHODS[method](self._world, p)
        chat = known_chat(self._world, p["chat_id"])
        self.limits.check(chat, count)
        result = METHODS[method](self._world, p)
        self.limits.count(chat, count)
        return result

    def _note(self, call: Call, error: BotApiError | None) -> None:
        fault = call.fault.kind if call.fault else None
        self.transcript.record(call.method, call.params, error, fault)

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._token:
            raise BotApiError(401, "Unauthorized")

    async def download(self, request: web.Request) -> web.Response:
        """Return the bytes of a file by its `file_path`, as after getFile."""
        kept = self._world.files.by_path(request.match_info["path"])
        if request.match_info["token"] != self._token or kept is None:
            not_found = BotApiError(404, "Not Found")
            return web.json_response(not_found.as_answer(), status=404)
        return web.Response(body=self._world.files.data(kept))


async def _raw_parameters(request: web.Request) -> Json:
    """Return the parameters as they came: by query, form, multipart or JSON."""
    try:
        body = await _body(request)
    except web.HTTPRequestEntityTooLarge:
        raise BotApiError(413, "Request Entity Too Large") from None
    return {**request.query, **body}


async def _body(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return _json_body(await request.read())
    fields = await request.post()
    return {name: _form_value(value) for name, value in fields.items()}


def _json_body(body: bytes) -> Json:
    try:
        parameters = json.loads(body or b"{}")
    except ValueError:
        raise Malformed("can't parse JSON body") from None
    if not isinstance(parameters, dict):
        raise Malformed("the JSON body must be an Object")
    return parameters


def _form_value(value: str | bytes | bytearray | web.FileField) -> str | Upload:
    if isinstance(value, web.FileField):
        return Upload(value.filename, value.file.read(), value.content_type)
    return value if isinstance(value, str) else value.decode()
