"""How updates reach the bot: getUpdates by long poll, or the webhook."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from urllib.parse import urlsplit

import aiohttp

from sandbox.faults import Faults
from sandbox.wire import BotApiError, Json, bad_request
from sandbox.world import World

LONGEST_POLL = 50
SECRET = re.compile(r"[A-Za-z0-9_-]*")
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TERMINATED = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


class Intake:
    def __init__(self, world: World, faults: Faults, retry_seconds: float) -> None:
        """Set up; `retry_seconds` is the pause before a failed webhook delivery is tried again."""
        self._world = world
        self._faults = faults
        self._retry_seconds = retry_seconds
        self.polling = 0
        """Polls that wait now."""
        self._turn = 0
        self._webhook: Json = {}
        self._last_error: Json = {}
        self.methods: dict[str, Callable[[Json], bool | Json]] = {
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": lambda _: self.webhook_info(),
        }

    # -- long polling

    async def get_updates(self, p: Json) -> list[Json]:
        if self._webhook:
            raise BotApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self._turn += 1
        turn, updates = self._turn, self._world.updates
        self._ask_for(p)
        if updates.last_batch and self._faults.of_updates("getUpdates", "duplicate_updates"):
            return updates.last_batch
        updates.confirm(p.get("offset", 0))
        limit = min(max(p.get("limit", 100), 1), 100)
        seconds = min(max(p.get("timeout", 0), 0), LONGEST_POLL)

        def look() -> list[Json] | None:
            self._stand_aside(turn)
            return updates.batch(limit) or None

        batch = await self._wait(look, seconds)
        if len(batch) > 1 and self._faults.of_updates("getUpdates", "reordered_updates"):
            return batch[::-1]
        return batch

    async def _wait(self, find: Callable[[], list[Json] | None], seconds: int) -> list[Json]:
        changes = self._world.events.changes
        self.polling += 1
        changes.announce()
        try:
            return await changes.until(find, seconds) or []
        finally:
            self.polling -= 1

    def _stand_aside(self, turn: int) -> None:
        """End the poll that waits: the newer poller wins."""
        if self._webhook:
            raise BotApiError(409, "Conflict: terminated by setWebhook request")
        if turn != self._turn:
            raise BotApiError(409, TERMINATED)

    def _ask_for(self, p: Json) -> None:
        if "allowed_updates" in p:
            self._world.updates.allowed = p["allowed_updates"]

    # -- webhook

    def set_webhook(self, p: Json) -> bool:
        if not p["url"]:
            return self.delete_webhook(p)
        _check_url(p["url"])
        secret = p.get("secret_token", "")
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._ask_for(p)
        self._drop(p)
        self._webhook = {"max_connections": 40, **p}
        self._last_error = {}
        self._world.events.changes.announce()
        return True

    def delete_webhook(self, p: Json) -> bool:
        self._drop(p)
        self._webhook = {}
        self._world.events.changes.announce()
        return True

    def _drop(self, p: Json) -> None:
        if p.get("drop_pending_updates"):
            self._world.updates.clear()

    def webhook_info(self) -> Json:
        info: Json = {
            "url": self._webhook.get("url", ""),
            "has_custom_certificate": "certificate" in self._webhook,
            "pending_update_count": len(self._world.updates.waiting),
        }
        if self._webhook:
            info["max_connections"] = self._webhook["max_connections"]
        if self._world.updates.allowed:
            info["allowed_updates"] = self._world.updates.allowed
        return info | self._last_error

    async def deliver_forever(self) -> None:
        """Deliver waiting updates to the webhook, one after the other, until each is taken."""
        async with aiohttp.ClientSession() as session:
            while True:
                update = await self._world.events.changes.until(self._next, 3600)
                if update is not None and not await self._deliver(session, update):
                    await asyncio.sleep(self._retry_seconds)

    def _next(self) -> Json | None:
        waiting = self._world.updates.waiting
        return waiting[0] if self._webhook and waiting else None

    async def _deliver(self, session: aiohttp.ClientSession, update: Json) -> bool:
        again = self._faults.of_updates("webhook", "duplicate_updates")
        for _ in range(1 + again):
            error = await self._post(session, update)
            if error:
                self._note(error)
                return False
        waiting = self._world.updates.waiting
        if waiting and waiting[0] is update:
            waiting.popleft()
            self._world.events.changes.announce()
        return True

    async def _post(self, session: aiohttp.ClientSession, update: Json) -> str | None:
        """Post an update; return what Telegram would record as the last error, None when it was taken."""
        secret = self._webhook.get("secret_token")
        headers = {HEADER: secret} if secret else {}
        timeout = aiohttp.ClientTimeout(total=60)
        url = self._webhook["url"]
        try:
            async with session.post(url, json=update, headers=headers, timeout=timeout) as answer:
                if answer.status < 300:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError):
            return "Connection refused"

    def _note(self, error: str) -> None:
        now = self._world.clock.unix()
        self._last_error = {"last_error_date": now, "last_error_message": error}


def _check_url(url: str) -> None:
    """Refuse an address without HTTPS, as Telegram does; plain HTTP is for this machine only."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
