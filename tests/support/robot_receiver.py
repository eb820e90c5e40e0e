"""Robots of three group chats on loopback, as strict as the real ones: errors come inside a 200."""

import base64
import hashlib
import hmac
import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import Clock
from rules.policy.mirrors import RobotKind

KEY, SECRET = "3f6b1c00-robot-key-of-the-city", "SEC-geheim-of-the-group"
SKEW, MINUTE, A_MINUTE = 3600, 60.0, 20


@dataclass
class RobotReceiver:
    """Takes what the three robots would take, and keeps what their groups then read."""

    clock: Clock
    posts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    faults: list[tuple[int, str]] = field(default_factory=list)
    """Answers to the next calls, whatever they say: a status and a body."""
    _times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=2**24)
        app.router.add_post("/cgi-bin/webhook/send", self._wecom)
        app.router.add_post("/robot/send", self._dingtalk)
        app.router.add_post("/open-apis/bot/v2/hook/{key}", self._feishu)
        self._server = TestServer(app)
        await self._server.start_server()
        return self

    async def __aexit__(self, *ended: object) -> None:
        await self._server.close()

    def url(self, kind: RobotKind, key: str = KEY) -> str:
        path = {
            RobotKind.WECOM: f"/cgi-bin/webhook/send?key={key}",
            RobotKind.DINGTALK: f"/robot/send?access_token={key}",
            RobotKind.FEISHU: f"/open-apis/bot/v2/hook/{key}",
        }[kind]
        return str(self._server.make_url(path))

    def profile(self, kind: RobotKind, scope: str = "全市", **more: str) -> str:
        """Return the profile's table of this robot."""
        secret = "" if kind is RobotKind.WECOM else SECRET
        values = {"name": f"{kind}工作群", "kind": str(kind), "url": self.url(kind)}
        values |= {"secret": secret, "scope": scope, **more}
        return "[[mirrors]]\n" + "".join(f'{name} = "{v}"\n' for name, v in values.items())

    async def _wecom(self, request: web.Request) -> web.Response:
        words = (await request.json())["text"]["content"]
        if request.query["key"] != KEY:
            return self._answer("wecom", {"errcode": 93000, "errmsg": "invalid webhook url"})
        if len(words.encode()) > 2048:
            return self._answer("wecom", {"errcode": 40058, "errmsg": "exceed max length 2048"})
        if self._too_many("wecom"):
            return self._answer("wecom", {"errcode": 45009, "errmsg": "freq out of limit"})
        return self._answer("wecom", {"errcode": 0, "errmsg": "ok"}, words)

    async def _dingtalk(self, request: web.Request) -> web.Response:
        body, stamp = await request.read(), request.query["timestamp"]
        signed = hmac.digest(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256)
        age = abs(self.clock.now().timestamp() * 1000 - int(stamp))
        if base64.b64decode(request.query["sign"]) != signed or age > SKEW * 1000:
            return self._answer("dingtalk", {"errcode": 310000, "errmsg": "sign not match"})
        if len(body) > 20_000:
            return self._answer("dingtalk", {"errcode": 460101, "errmsg": "message too long"})
        if self._too_many("dingtalk"):
            return self._answer("dingtalk", {"errcode": 130101, "errmsg": "send too fast"})
        words = json.loads(body)["text"]["content"]
        return self._answer("dingtalk", {"errcode": 0, "errmsg": "ok"}, words)

    async def _feishu(self, request: web.Request) -> web.Response:
        raw = await request.read()
        body = json.loads(raw)
        key = f"{body['timestamp']}\n{SECRET}".encode()
        age = abs(self.clock.now().timestamp() - int(body["timestamp"]))
        if base64.b64decode(body["sign"]) != hmac.digest(key, b"", hashlib.sha256) or age > SKEW:
            return self._answer("feishu", {"code": 19021, "msg": "sign match fail"})
        if len(raw) > 20_000:
            return self._answer("feishu", {"code": 11246, "msg": "body too large"})
        return self._answer("feishu", {"code": 0, "msg": "success"}, body["content"]["text"])

    def _too_many(self, kind: str) -> bool:
        now = self.clock.ticks()
        recent = [at for at in self._times[kind] if now - at < MINUTE]
        self._times[kind] = [*recent, now]
        return len(recent) >= A_MINUTE

    def _answer(self, kind: str, said: dict[str, Any], words: str = "") -> web.Response:
        if self.faults:
            status, body = self.faults.pop(0)
            return web.Response(status=status, text=body)
        if words:
            self.posts[kind].append(words)
        return web.json_response(said)
