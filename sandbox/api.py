"""The sandbox's side: what people do and what the page and the tests look at, JSON over HTTP.

Messages have the shape of the Bot API plus "edited": bool, and "keyboard" when a reply keyboard
came with them. A request that is not possible is answered 400 {"error": "why"}.

GET  /sandbox/state          {"bot", "now", "users": [User], "chats": [Chat]}
     User: id, first_name, last_name, username, role_hint, started, blocked, deactivated
     Chat: id, type, title, members (user ids), last_message_id, bot (member|left|kicked|
     administrator), migrated_to, topics (names by thread)
POST /sandbox/users          {"first_name", "last_name"?, "username"?, "id"?, "role_hint"?,
                             "started"?} → User
POST /sandbox/users/{id}/block, /unblock, /deactivate → User
POST /sandbox/groups         {"title", "members": [ids], "with_bot"?: true, "id"?,
                             "supergroup"?: false} → Chat; the first member owns it
POST /sandbox/groups/{id}/invite, /kick   {"user"?: id, "by"?: id}, without user: the bot → Chat
POST /sandbox/groups/{id}/promote         the bot becomes an administrator → Chat
POST /sandbox/groups/{id}/migrate         → the new Chat (supergroup)
POST /sandbox/groups/{id}/topic           {"name", "user"?: the owner} → {"thread"}
POST /sandbox/groups/{id}/delete_topic    {"thread"} → Chat
POST /sandbox/say            {"user", "chat"?: the private chat, "text", "reply_to"?, "thread"?: the
                             topic, "anonymous"?: false, in the name of the group} → Message
POST /sandbox/press          {"user", "chat"?, "message_id", "data", "forged"?} → {"callback_id"}
GET  /sandbox/answers/{callback_id}       {"answered": bool, "text", "show_alert", "url"}
POST /sandbox/edit           {"user", "chat"?, "message_id", "text"} → Message
POST /sandbox/upload         multipart: user, chat?, caption?, reply_to?, kind=photo|document|
                             voice|video|sticker, file (one or several: an album),
                             claimed_size? (bytes, in place of the real size) → [Message]
POST /sandbox/sticker        {"user", "chat"?} → Message
POST /sandbox/location       {"user", "chat"?, "latitude", "longitude"} → Message
GET  /sandbox/chats/{id}/messages?after=N → [Message] with greater message_id; ?alone=USER the
                             ephemeral messages that this member alone has seen
GET  /sandbox/files/{file_id}             the bytes
GET  /sandbox/commands?language=zh        [{"command", "description"}]: the bot's menu; &group=1
                             that of groups, &chat=ID that of one chat
GET  /sandbox/events         server-sent events, each `data: {"type": ...}`:
     message, edited: chat, message · deleted: chat, message_id · action: chat, action
     callback_answer: callback_id, user, text?, show_alert, url? · clock: now, offset_seconds
     chat: chat (Chat) · bot: bot · panel · call: number, method, params, ok, error_code, description, fault
GET  /sandbox/clock          {"now": ISO, "offset_seconds", "followed": whether who waits for changes
                             has seen this one, null while nobody does}; ?after=OFFSET answers as soon as the offset is
                             another one, or unchanged after 25 s (?timeout=seconds)
POST /sandbox/clock          {"advance_seconds": n} or {"set": ISO} → the clock
GET  /sandbox/calls?method=  {"calls": [Call], "total", "refused", "malformed"}; the last 5,000;
                             getUpdates is noted only when it brought something or was refused
POST /sandbox/faults         {"method": name, `*` or pattern, "kind", "times"?: 1, "skip"?: 0,
                             "chat"?, "seconds"?, "retry_after"?, "migrate_to_chat_id"?,
                             "error_code"?, "description"?}; kinds: see sandbox.faults
GET  /sandbox/faults         {"ordered": [those that have not all struck yet]}
DELETE /sandbox/faults       no more faults
POST /sandbox/panel          {"entries", "items", "outbox", "messages"}: what stands in the ledger, by the
                             bot's demo; told to whoever watches
GET  /sandbox/panel          the same, {} while nothing was told
POST /sandbox/raw_update     any JSON object, handed to the bot as an update → {"update_id"}
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.acts import Acts
from sandbox.files import Upload
from sandbox.wire import ActRefused, BotApiError, Json

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
CLOCK_WAIT = 25.0
HEARTBEAT = 15.0
"""Seconds between comments on a quiet event stream, so that a dead reader is noticed."""


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 400 to what a person cannot do and to a request that cannot be read."""
    try:
        return await handler(request)
    except (ActRefused, BotApiError) as refused:
        return web.json_response({"error": str(refused)}, status=400)
    except (KeyError, ValueError, TypeError) as wrong:
        if not request.path.startswith("/sandbox/"):
            raise
        return web.json_response({"error": f"cannot read this: {wrong!r}"}, status=400)


class SandboxApi:
    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._world = acts.world

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/state", self.state),
            web.post("/sandbox/users", self.add_user),
            web.post("/sandbox/users/{id}/{change:block|unblock|deactivate}", self.change_user),
            web.post("/sandbox/groups", self.add_group),
            web.post(
                "/sandbox/groups/{id}/{change:invite|kick|promote|migrate|topic|delete_topic}",
                self.change_group,
            ),
            web.post("/sandbox/say", self.say),
            web.post("/sandbox/press", self.press),
            web.get("/sandbox/answers/{id}", self.answer),
            web.post("/sandbox/edit", self.edit),
            web.post("/sandbox/upload", self.upload),
            web.post("/sandbox/sticker", self.sticker),
            web.post("/sandbox/location", self.location),
            web.get("/sandbox/chats/{id}/messages", self.messages),
            web.get("/sandbox/files/{id}", self.file),
            web.get("/sandbox/commands", self.commands),
            web.get("/sandbox/events", self.events),
            web.get("/sandbox/clock", self.clock),
            web.post("/sandbox/clock", self.move_clock),
            web.get("/sandbox/calls", self.calls),
            web.post("/sandbox/faults", self.order_fault),
            web.get("/sandbox/faults", self.faults),
            web.delete("/sandbox/faults", self.clear_faults),
            web.post("/sandbox/panel", self.show_panel),
            web.get("/sandbox/panel", self.panel),
            web.post("/sandbox/raw_update", self.raw_update),
        ]

    async def state(self, _: web.Request) -> web.Response:
        return web.json_response(self._acts.state())

    async def add_user(self, request: web.Request) -> web.Response:
        return web.json_response(self._acts.add_user(**await request.json()))

    async def change_user(self, request: web.Request) -> web.Response:
        change = getattr(self._acts, request.match_info["change"])
        return web.json_response(change(int(request.match_info["id"])))

    async def add_group(self, request: web.Request) -> web.Response:
        return web.json_response(self._acts.add_group(**await request.json()))

    async def change_group(self, request: web.Request) -> web.Response:
        change = getattr(self._acts, request.match_info["change"])
        body = await request.json() if request.body_exists else {}
        return web.json_response(change(int(request.match_info["id"]), **body))

    async def say(self, request: web.Request) -> web.Response:
        return web.json_response(self._acts.say(**await request.json()))

    async def press(self, request: web.Request) -> web.Response:
        return web.json_response({"callback_id": self._acts.press(**await request.json())})

    async def answer(self, request: web.Request) -> web.Response:
        return web.json_response(self._acts.answer(request.match_info["id"]))

    async def edit(self, request: web.Request) -> web.Response:
        return web.json_response(self._acts.edit(**await request.json()))

    async def upload(self, request: web.Request) -> web.Response:
        form = await request.post()
        files = [_upload(one) for one in form.getall("file", []) if isinstance(one, web.FileField)]
        texts: Json = {key: str(form[key]) for key in ("caption", "kind") if key in form}
        numbers = ("user", "chat", "reply_to", "claimed_size")
        texts |= {key: int(str(form[key])) for key in numbers if form.get(key)}
        return web.json_response(self._acts.upload(files=files, **texts))

    async def sticker(self, request: web.Request) -> web.Response:
        return web.json_response(self._acts.sticker(**await request.json()))

    async def location(self, request: web.Request) -> web.Response:
        return web.json_response(self._acts.location(**await request.json()))

    async def messages(self, request: web.Request) -> web.Response:
        chat = int(request.match_info["id"])
        if "alone" in request.query:
            return web.json_response(self._acts.asides(chat, int(request.query["alone"])))
        after = int(request.query.get("after", 0))
        return web.json_response(self._acts.messages(chat, after))

    async def file(self, request: web.Request) -> web.Response:
        kept = self._world.files.by_id(request.match_info["id"])
        if kept is None:
            raise web.HTTPNotFound
        data = self._world.files.data(kept)
        return web.Response(body=data, content_type=kept.upload.mime_type)

    async def commands(self, request: web.Request) -> web.Response:
        language, group = request.query.get("language", "zh"), "group" in request.query
        chat = int(request.query.get("chat", 0))
        menu = self._world.profile.menu(language, chat=chat, group=group)
        return web.json_response(menu)

    async def events(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}
        response = web.StreamResponse(headers=headers)
        await response.prepare(request)
        with self._world.events.watched() as watched:
            while True:
                await response.write(await _next_event(watched))

    async def clock(self, request: web.Request) -> web.Response:
        clock = self._world.clock
        if "after" in request.query:
            known = clock.known = float(request.query["after"])
            timeout = float(request.query.get("timeout", CLOCK_WAIT))
            await self._world.events.changes.until(
                lambda: True if clock.offset_seconds != known else None, timeout
            )
        return web.json_response(clock.view())

    async def move_clock(self, request: web.Request) -> web.Response:
        body = await request.json()
        if "set" in body:
            return web.json_response(self._acts.set_clock(body["set"]))
        return web.json_response(self._acts.advance(float(body["advance_seconds"])))

    async def calls(self, request: web.Request) -> web.Response:
        return web.json_response(self._acts.api.transcript.view(request.query.get("method")))

    async def order_fault(self, request: web.Request) -> web.Response:
        fault = self._acts.fault(**await request.json())
        return web.json_response(dataclasses.asdict(fault))

    async def faults(self, _: web.Request) -> web.Response:
        ordered = [dataclasses.asdict(fault) for fault in self._acts.api.faults.ordered]
        return web.json_response({"ordered": ordered})

    async def clear_faults(self, _: web.Request) -> web.Response:
        self._acts.api.faults.clear()
        return web.json_response({"ok": True})

    async def show_panel(self, request: web.Request) -> web.Response:
        self._acts.show_panel(await request.json())
        return web.json_response({"ok": True})

    async def panel(self, _: web.Request) -> web.Response:
        return web.json_response(self._acts.panel)

    async def raw_update(self, request: web.Request) -> web.Response:
        update_id = self._acts.raw_update(await request.json())
        return web.json_response({"update_id": update_id})


def _upload(field: web.FileField) -> Upload:
    return Upload(field.filename, field.file.read(), field.content_type)


async def _next_event(watched: asyncio.Queue[Json]) -> bytes:
    try:
        async with asyncio.timeout(HEARTBEAT):
            event: Any = await watched.get()
    except TimeoutError:
        return b": still here\n\n"
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()
